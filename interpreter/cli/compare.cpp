#include <unistd.h>

#include <memory>

#include "interpreter/cli/command.h"
#include "interpreter/cli/home.h"
#include "interpreter/cli/output.h"
#include "interpreter/compare/write.h"
#include "interpreter/driver/compare.h"
#include "interpreter/page/comparison_page.h"

namespace exeunt::cli {

namespace {

struct CompareOptions {
  std::vector<std::string> packs;
  compare::Options compared;
  compare::ReportOptions report;
  std::string format = "text";
  std::string path;
};

std::string shown(const compare::Comparison& comparison, const CompareOptions& options) {
  if (options.format == "json") {
    return compare::write_json(comparison);
  }
  if (options.format == "markdown") {
    return compare::write_markdown(comparison, options.report);
  }
  if (options.format == "html") {
    return page::write_comparison(comparison);
  }
  compare::TextOptions text{options.report};
  if (options.path.empty() || options.path == "-") {
    text.colour = use_colour(STDOUT_FILENO);
    text.width = text_width();
  }
  return compare::write_text(comparison, text);
}

ExitStatus run(const CompareOptions& options, Context& context) {
  diagnostic::Sink& sink = context.sink();
  if (options.packs.size() < 2) {
    sink.report<diagnostic::Kind::usage_missing>(std::nullopt, "compare", "a second PACK")
        .help("another pack, or another edition: `" + options.packs.front() + "@EDITION`");
    return ExitStatus::no_answer;
  }
  if (!check_home(context)) {
    return ExitStatus::no_answer;
  }
  const auto comparison = driver::compare(context.session, options.packs, options.compared);
  if (!comparison || !write_output(options.path, shown(*comparison, options), sink)) {
    return ExitStatus::no_answer;
  }
  return comparison->same() ? ExitStatus::yes : ExitStatus::no;
}

}  // namespace

Runner declare_compare(Arguments& arguments) {
  const auto options = std::make_shared<CompareOptions>();
  arguments.positionals("PACK", options->packs,
                        "two or more: folders or names looked up in policies/, or PACK@EDITION");
  arguments.options("--event", "CONCEPT", options->compared.events,
                    "only this way of leaving: std.suspend, suspend, or what a pack calls it; again for more");
  arguments.options("--concept", "CONCEPT", options->compared.concepts,
                    "only this object or capability: crm.deal, deal, or what a pack calls it; again for more");
  arguments.flag("--all", options->report.all, "also what is the same, and what nobody says");
  arguments.flag("--verbose", options->report.verbose, "the rules, conditions and facts behind each answer");
  arguments.choice("--format", options->format, {"text", "json", "markdown", "html"}, "how the comparison is written");
  arguments.option("-o,--output", "FILE", options->path, "write to FILE, in one step, instead of standard output");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
