#include <fmt/format.h>
#include <unistd.h>

#include <memory>
#include <utility>

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
  driver::CompareAccount account;
  std::vector<std::string> arguments;
  std::string absent = "unknown";
  std::string format = "text";
  std::string path;
};

/// The options on the account go together. False: what is wrong was reported.
bool read_account(CompareOptions& options, diagnostic::Sink& sink) {
  driver::CompareAccount& account = options.account;
  const std::size_t errors = sink.errors();
  if (account.path.empty()) {
    for (const auto& [name, is_given] :
         {std::pair("--subject", !account.subject.empty()), std::pair("--by", !account.by.empty()),
          std::pair("--at", !account.at.empty()), std::pair("--arg", !options.arguments.empty())}) {
      if (is_given) {
        sink.report<diagnostic::Kind::usage_not_with>(std::nullopt, name, "a comparison without `--account`");
      }
    }
    return sink.errors() == errors;
  }
  for (const auto& [name, value] : {std::pair("--subject", &account.subject), std::pair("--at", &account.at)}) {
    if (value->empty()) {
      sink.report<diagnostic::Kind::usage_missing>(std::nullopt, "compare", fmt::format("`{}` with `--account`", name));
    }
  }
  for (const std::string& pair : options.arguments) {
    const std::size_t equals = pair.find('=');
    if (equals == 0 || equals == std::string::npos) {
      sink.report<diagnostic::Kind::usage_bad_pair>(std::nullopt, "--arg", pair, "`NAME=VALUE`");
    } else {
      account.arguments.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    }
  }
  account.read.absent_is_null = options.absent == "null";
  return sink.errors() == errors;
}

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

ExitStatus run(CompareOptions& options, Context& context) {
  diagnostic::Sink& sink = context.sink();
  if (options.packs.size() < 2) {
    sink.report<diagnostic::Kind::usage_missing>(std::nullopt, "compare", "a second PACK")
        .help("another pack, or another edition: `" + options.packs.front() + "@EDITION`");
    return ExitStatus::no_answer;
  }
  if (!read_account(options, sink) || !check_home(context)) {
    return ExitStatus::no_answer;
  }
  const auto comparison = driver::compare(context.session, options.packs, options.compared,
                                          options.account.path.empty() ? std::nullopt : std::optional(options.account));
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
  arguments.option("--account", "FILE", options->account.path,
                   "an account told in concepts (std.user, crm.deal ...): what becomes of it with each pack");
  arguments.option("--subject", "user:ID", options->account.subject, "with --account: who leaves");
  arguments.option("--by", "user:ID", options->account.by, "with --account: who does it");
  arguments.option("--at", "TIME", options->account.at, "with --account: when, 2024-03-01T09:00:00Z");
  arguments.options("--arg", "NAME=VALUE", options->arguments,
                    "with --account: an argument of the events that have it; again for another");
  arguments.choice("--absent", options->absent, {"unknown", "null"}, "what a field means that the account leaves out");
  arguments.flag("--all", options->report.all, "also what is the same, and what nobody says");
  arguments.flag("--verbose", options->report.verbose, "the rules, conditions and facts behind each answer");
  arguments.choice("--format", options->format, {"text", "json", "markdown", "html"}, "how the comparison is written");
  arguments.option("-o,--output", "FILE", options->path, "write to FILE, in one step, instead of standard output");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
