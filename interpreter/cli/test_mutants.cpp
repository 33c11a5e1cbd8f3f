#include <fmt/format.h>

#include <set>

#include "interpreter/cli/test_report.h"
#include "interpreter/cli/test_words.h"
#include "interpreter/diagnostic/render.h"
#include "interpreter/plan/json.h"

namespace exeunt::cli {

using driver::MutationKind;
using plan::Value;

namespace {

struct MutantCounts {
  std::size_t editions = 0;
  std::size_t caught = 0;
  std::size_t survivors = 0;
};

MutantCounts count(const std::vector<driver::Mutant>& mutants) {
  MutantCounts counts;
  std::set<std::pair<const pack::Pack*, std::string>> editions;
  for (const driver::Mutant& each : mutants) {
    editions.emplace(each.pack.get(), each.edition);
    ++(each.caught ? counts.caught : counts.survivors);
  }
  counts.editions = editions.size();
  return counts;
}

/// `left out`, `negated`, `made 60d`, `made a day later`; of a declaration also `as before`.
std::string change(const driver::Mutant& mutant) {
  switch (mutant.mutation.kind) {
    case MutationKind::left_out:
    case MutationKind::as_before:
    case MutationKind::negated:
      return std::string(driver::name(mutant.mutation.kind));
    case MutationKind::at_once:
      return "made at once";
    case MutationKind::later:
      if (mutant.after.starts_with('(')) {
        return "made a day later";  // an expression, which need not be told again
      }
      [[fallthrough]];
    case MutationKind::replaced:
      return "made " + one_line(mutant.after);
  }
  return "";
}

/// What it survives, where, and the scenarios that should have noticed.
std::string survivor(const driver::Mutant& mutant, const source::Manager& sources,
                     const diagnostic::RenderOptions& options) {
  constexpr std::size_t most_shown = 3;
  const driver::Mutation& mutation = mutant.mutation;
  const std::string what = mutation.before.empty() ? "" : ": " + one_line(mutation.before);
  std::string text = fmt::format("survives: {}: {} {}{} {} ({})\n", place(mutation.at, sources), mutation.keyword,
                                 mutation.declaration, what, change(mutant),
                                 edition_name(*mutant.pack, mutant.edition));
  text += diagnostic::render_source(mutation.at, change(mutant), sources, options);
  for (std::size_t i = 0; i < std::min(most_shown, mutant.nearest.size()); ++i) {
    const ast::Name& scenario = mutant.nearest[i]->scenario->name;
    text += fmt::format("  not noticed by  {}: {}\n", place(scenario.span, sources), one_line(scenario.text));
  }
  const std::size_t shown = std::min(most_shown, mutant.nearest.size());
  if (mutant.scenarios > shown) {
    text += shown == 0 ? fmt::format("  not noticed by {}\n", counted(mutant.scenarios, "scenario"))
                       : fmt::format("  nor by {}\n", counted(mutant.scenarios - shown, "other"));
  }
  return mutant.scenarios == 0 ? text + "  no scenario tries it\n" : text;
}

Value survivor_in_json(const driver::Mutant& mutant, const source::Manager& sources) {
  const driver::Mutation& mutation = mutant.mutation;
  Value::Members members = place_members(mutation.at, sources);
  members.emplace_back("declaration", Value{mutation.keyword});
  members.emplace_back("name", Value{mutation.declaration});
  members.emplace_back("mutation", Value{std::string(driver::name(mutation.kind))});
  if (!mutation.before.empty()) {
    members.emplace_back("before", Value{mutation.before});
  }
  if (!mutant.after.empty()) {
    members.emplace_back("after", Value{mutant.after});
  }
  members.emplace_back("pack", Value{mutant.pack->name});
  members.emplace_back("edition", Value{mutant.edition});
  members.emplace_back("scenarios", number(mutant.scenarios));
  Value::List nearest;
  for (const driver::TestCase* each : mutant.nearest) {
    Value::Members scenario = place_members(each->scenario->name.span, sources);
    scenario.emplace_back("scenario", Value{each->scenario->name.text});
    nearest.push_back({std::move(scenario)});
  }
  members.emplace_back("nearest", Value{std::move(nearest)});
  return {std::move(members)};
}

}  // namespace

std::string mutants_text(const std::vector<driver::Mutant>& mutants, const source::Manager& sources,
                         const diagnostic::RenderOptions& options) {
  std::string text;
  for (const driver::Mutant& each : mutants) {
    text += each.caught ? "" : survivor(each, sources, options);
  }
  const MutantCounts counts = count(mutants);
  text += fmt::format("{} in {}: {} caught", counted(mutants.size(), "mutant"), counted(counts.editions, "edition"),
                      counts.caught);
  return text + (counts.survivors == 0 ? "\n" : fmt::format(", {} survived\n", counts.survivors));
}

std::string mutants_json(const std::vector<driver::Mutant>& mutants, const source::Manager& sources) {
  std::string text = "{\"format\": \"exeunt.mutants/1\",\n\"survivors\": [";
  const char* separator = "\n";
  for (const driver::Mutant& each : mutants) {
    if (!each.caught) {
      text += separator + plan::write_value(survivor_in_json(each, sources));
      separator = ",\n";
    }
  }
  const MutantCounts counts = count(mutants);
  const Value summary{Value::Members{{"mutants", number(mutants.size())},
                                     {"editions", number(counts.editions)},
                                     {"caught", number(counts.caught)},
                                     {"survivors", number(counts.survivors)}}};
  return text + "],\n\"summary\": " + plan::write_value(summary) + "}\n";
}

}  // namespace exeunt::cli
