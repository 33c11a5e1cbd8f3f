#include <fmt/format.h>

#include <set>

#include "interpreter/cli/test_report.h"
#include "interpreter/cli/test_words.h"
#include "interpreter/plan/json.h"

namespace exeunt::cli {

using plan::Value;

namespace {

std::string_view name(driver::Mutation mutation) {
  return mutation == driver::Mutation::left_out ? "left out" : "negated";
}

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

}  // namespace

std::string mutants_text(const std::vector<driver::Mutant>& mutants, const source::Manager& sources) {
  std::string text;
  for (const driver::Mutant& each : mutants) {
    if (!each.caught) {
      text += fmt::format("survives: {}: {} {} {} ({}, {})\n", place(each.declared, sources), each.keyword, each.name,
                          name(each.mutation), edition_name(*each.pack, each.edition),
                          counted(each.scenarios, "scenario"));
    }
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
    if (each.caught) {
      continue;
    }
    Value::Members members = place_members(each.declared, sources);
    members.emplace_back("declaration", Value{each.keyword});
    members.emplace_back("name", Value{each.name});
    members.emplace_back("mutation", Value{std::string(name(each.mutation))});
    members.emplace_back("pack", Value{each.pack->name});
    members.emplace_back("edition", Value{each.edition});
    members.emplace_back("scenarios", number(each.scenarios));
    text += separator + plan::write_value({std::move(members)});
    separator = ",\n";
  }
  const MutantCounts counts = count(mutants);
  const Value summary{Value::Members{{"mutants", number(mutants.size())},
                                     {"editions", number(counts.editions)},
                                     {"caught", number(counts.caught)},
                                     {"survivors", number(counts.survivors)}}};
  return text + "],\n\"summary\": " + plan::write_value(summary) + "}\n";
}

}  // namespace exeunt::cli
