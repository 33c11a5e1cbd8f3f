#include <memory>

#include "interpreter/cli/check_concepts.h"
#include "interpreter/cli/check_output.h"
#include "interpreter/cli/command.h"
#include "interpreter/cli/home.h"
#include "interpreter/cli/output.h"
#include "interpreter/diagnostic/render_sarif.h"
#include "interpreter/driver/import.h"

namespace exeunt::cli {

namespace {

struct CheckOptions {
  std::vector<std::string> packs;
  std::string edition;  ///< empty: the one after the pack's `@`, else all
  std::string format = "text";
  bool facts = false;
  bool concepts = false;
};

/// The editions to check; one without a name where the pack has none.
std::vector<std::string> wanted_editions(const pack::Pack& pack, const std::string& named) {
  if (!named.empty() && named != "all") {
    return {named};
  }
  std::vector<std::string> editions;
  for (const pack::EditionInfo& edition : pack::editions(pack)) {
    editions.push_back(edition.name);
  }
  return editions.empty() ? std::vector<std::string>{""} : editions;
}

void check_pack(const std::string& text, const CheckOptions& options, Context& context, std::vector<Checked>& checked) {
  if (!check_home(context)) {
    return;
  }
  const driver::PackName name = driver::split_pack_name(text);
  const auto pack = context.session.load(name.pack);
  if (!pack) {
    return;
  }
  const auto editions = wanted_editions(*pack, options.edition.empty() ? name.edition : options.edition);
  // Responses become an account of one model: that of the newest edition, unless another one is asked for.
  const std::string imported = editions.size() == 1 ? editions.front() : pack::default_edition(*pack);
  for (const std::string& edition : editions) {
    if (auto program = context.session.compile(*pack, edition)) {
      if (edition == imported && driver::has_mapping(*pack)) {
        static_cast<void>(driver::load_mapping(context.session, *pack, *program));
      }
      check::Coverage coverage = check::measure_coverage(*program);
      checked.push_back({std::move(program), std::move(coverage)});
    }
  }
}

ExitStatus run(const CheckOptions& options, Context& context) {
  std::vector<Checked> checked;
  for (const std::string& pack : options.packs) {
    check_pack(pack, options, context, checked);
  }
  const bool findings = context.sink().warnings() != 0;
  std::string text;
  if (options.format == "text") {
    text = options.facts ? facts_in_text(checked) : "";
    text += options.concepts ? concepts_in_text(checked) : "";
    text = options.facts || options.concepts ? text : check_in_text(checked);
  } else {
    text = options.format == "json"
               ? check_in_json(checked, options.concepts, context.sink(), context.session.sources())
               : diagnostic::render_sarif(context.sink(), context.session.sources(), EXEUNT_VERSION);
    context.quiet = true;
  }
  if (!write_output("-", text, context.sink())) {
    context.quiet = false;
    return ExitStatus::no_answer;
  }
  return findings ? ExitStatus::no : ExitStatus::yes;
}

}  // namespace

Runner declare_check(Arguments& arguments) {
  const auto options = std::make_shared<CheckOptions>();
  arguments.positionals("PACK", options->packs, "folders, or names looked up in policies/");
  arguments.option("--edition", "NAME|all", options->edition, "edition of the packs (default: all of them)");
  arguments.flag("--facts", options->facts, "say of each fact what covers it, a line a fact");
  arguments.flag("--concepts", options->concepts, "say of each declaration by what it can be compared, a line each");
  arguments.choice("--format", options->format, {"text", "json", "sarif"},
                   "how the answer is written; json and sarif hold the diagnostics");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
