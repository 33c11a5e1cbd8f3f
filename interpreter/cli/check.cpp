#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "interpreter/cli/command.h"
#include "interpreter/cli/coverage.h"
#include "interpreter/cli/home.h"
#include "interpreter/cli/output.h"
#include "interpreter/diagnostic/render.h"
#include "interpreter/diagnostic/render_sarif.h"
#include "interpreter/plan/json.h"

namespace exeunt::cli {

namespace {

using program::RuleKind;

struct CheckOptions {
  std::vector<std::string> packs;
  std::string edition;
  std::string format = "text";
};

/// One edition of one pack that compiles.
struct Checked {
  std::shared_ptr<const program::Program> program;
  Coverage coverage;
};

void check_pack(const std::string& name, const CheckOptions& options, Context& context, std::vector<Checked>& checked) {
  if (!check_home(context)) {
    return;
  }
  const auto pack = context.session.load(name);
  if (!pack) {
    return;
  }
  std::vector<std::string> editions;
  if (options.edition == "all") {
    for (const pack::EditionInfo& edition : pack::editions(*pack)) {
      editions.push_back(edition.name);
    }
  }
  if (editions.empty()) {
    editions.push_back(options.edition == "all" ? "" : options.edition);
  }
  for (const std::string& edition : editions) {
    if (auto program = context.session.compile(*pack, edition)) {
      Coverage coverage = measure_coverage(*program);
      checked.push_back({std::move(program), std::move(coverage)});
    }
  }
}

std::string counted(std::size_t number, const char* one, const char* many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::size_t count_of(const program::Program& program, program::RuleKind kind) {
  const auto is_one = [kind](const program::RuleInfo& rule) { return rule.kind == kind; };
  return static_cast<std::size_t>(std::count_if(program.rules.begin(), program.rules.end(), is_one));
}

std::string in_text(const std::vector<Checked>& checked) {
  std::string text;
  for (const auto& [program, coverage] : checked) {
    text += fmt::format("{}{}{}: {}, {}, {}, {} of advice, {}", program->pack, program->edition.empty() ? "" : " ",
                        program->edition, counted(program->model->entities.size(), "entity", "entities"),
                        counted(program->events.size(), "event", "events"),
                        counted(count_of(*program, RuleKind::rule), "rule", "rules"),
                        counted(count_of(*program, RuleKind::advice), "piece", "pieces"),
                        counted(count_of(*program, RuleKind::display), "display", "displays"));
    if (coverage.facts != 0) {
      text += fmt::format(", {} of {} facts cited", coverage.facts - coverage.uncited.size(), coverage.facts);
    }
    text += "\n";
  }
  return text;
}

plan::Value text_list(const std::vector<std::string>& texts) {
  plan::Value::List list;
  for (const std::string& text : texts) {
    list.push_back(plan::Value{text});
  }
  return plan::Value{std::move(list)};
}

plan::Value count(std::size_t number) {
  return plan::Value{static_cast<uint64_t>(number)};
}

std::string in_json(const std::vector<Checked>& checked, Context& context) {
  std::string text = "{\"format\": \"exeunt.check/1\",\n\"packs\": [";
  const char* separator = "\n";
  for (const auto& [program, coverage] : checked) {
    plan::Value::Members facts = {{"stated", count(coverage.facts)},
                                  {"cited", count(coverage.facts - coverage.uncited.size())},
                                  {"uncited", text_list(coverage.uncited)}};
    plan::Value::Members members = {
        {"pack", plan::Value{program->pack}},      {"edition", plan::Value{program->edition}},
        {"digest", plan::Value{program->digest}},  {"entities", count(program->model->entities.size())},
        {"events", count(program->events.size())}, {"rules", count(count_of(*program, RuleKind::rule))},
        {"advice", count(count_of(*program, RuleKind::advice))},
        {"displays", count(count_of(*program, RuleKind::display))},
        {"facts", plan::Value{std::move(facts)}}};
    text += separator + plan::write_value(plan::Value{std::move(members)});
    separator = ",\n";
  }
  text += "],\n\"diagnostics\": [";
  separator = "\n";
  for (const diagnostic::Diagnostic& diagnostic : context.sink().sorted()) {
    std::string line = diagnostic::render_json(diagnostic, context.session.sources());
    line.pop_back();
    text += separator + line;
    separator = ",\n";
  }
  return text + "]}\n";
}

ExitStatus run(const CheckOptions& options, Context& context) {
  std::vector<Checked> checked;
  for (const std::string& pack : options.packs) {
    check_pack(pack, options, context, checked);
  }
  const bool findings = context.sink().warnings() != 0;
  std::string text;
  if (options.format == "text") {
    text = in_text(checked);
  } else {
    text = options.format == "json"
               ? in_json(checked, context)
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
  arguments.option("--edition", "NAME|all", options->edition, "edition of the packs (default: the newest dated one)");
  arguments.choice("--format", options->format, {"text", "json", "sarif"},
                   "how the answer is written; json and sarif hold the diagnostics");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
