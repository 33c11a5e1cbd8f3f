#include "interpreter/cli/test_report.h"
#include "interpreter/cli/test_words.h"
#include "interpreter/plan/json.h"

namespace exeunt::cli {

using plan::Value;

namespace {

Value in_json(const driver::AtomCoverage& atom, const source::Manager& sources) {
  Value::Members members = place_members(atom.span, sources);
  members.emplace_back("source", Value{atom.text});
  members.emplace_back("true", Value{atom.seen.yes});
  members.emplace_back("false", Value{atom.seen.no});
  members.emplace_back("unknown", Value{atom.seen.unknown});
  members.emplace_back("can_be_unknown", Value{atom.can_be_unknown});
  return {std::move(members)};
}

Value in_json(const driver::OutcomeCoverage& outcome, const source::Manager& sources) {
  Value::Members members = place_members(outcome.used, sources);
  members.emplace_back("outcome", Value{outcome.name});
  members.emplace_back("carried_out", Value{outcome.carried_out});
  return {std::move(members)};
}

Value in_json(const driver::DeclarationCoverage& declaration, const source::Manager& sources) {
  Value::Members members = place_members(declaration.declared, sources);
  members.emplace_back("declaration", Value{declaration.keyword});
  members.emplace_back("name", Value{declaration.name});
  if (declaration.can_fire()) {
    members.emplace_back("fired", Value{declaration.fired});
    members.emplace_back("declined", Value{declaration.declined});
    members.emplace_back("undecided", Value{declaration.undecided});
    members.emplace_back("can_decline", Value{declaration.can_decline});
  }
  Value::List atoms;
  for (const driver::AtomCoverage& each : declaration.atoms) {
    atoms.push_back(in_json(each, sources));
  }
  Value::List outcomes;
  for (const driver::OutcomeCoverage& each : declaration.outcomes) {
    outcomes.push_back(in_json(each, sources));
  }
  members.emplace_back("atoms", Value{std::move(atoms)});
  members.emplace_back("outcomes", Value{std::move(outcomes)});
  return {std::move(members)};
}

Value in_json(const driver::FactCoverage& fact, const source::Manager& sources) {
  Value::Members members = place_members(fact.declared, sources);
  members.emplace_back("fact", Value{fact.id});
  members.emplace_back("tried", Value{fact.tried});
  return {std::move(members)};
}

Value in_json(const driver::Points& points) {
  return {Value::Members{{"seen", {points.seen}}, {"all", {points.all}}}};
}

Value in_json(const driver::CoverageSummary& summary) {
  return {Value::Members{{"fired", in_json(summary.fired)},
                         {"declined", in_json(summary.declined)},
                         {"true", in_json(summary.yes)},
                         {"false", in_json(summary.no)},
                         {"unknown", in_json(summary.unknown)},
                         {"outcomes", in_json(summary.outcomes)},
                         {"facts", in_json(summary.facts)},
                         {"total", in_json(summary.total())}}};
}

template <class Items>
std::string list(const Items& items, const source::Manager& sources) {
  std::string text = "[";
  const char* separator = "\n";
  for (const auto& each : items) {
    text += separator + plan::write_value(in_json(each, sources));
    separator = ",\n";
  }
  return text + "]";
}

}  // namespace

std::string coverage_json(const std::vector<driver::PackCoverage>& packs, const source::Manager& sources) {
  std::string text = "{\"format\": \"exeunt.coverage/1\",\n\"packs\": [";
  const char* separator = "\n";
  for (const driver::PackCoverage& each : packs) {
    text += separator + ("{\"pack\": " + plan::write_value({each.pack->name})) + ",\n\"declarations\": " +
            list(each.declarations, sources) + ",\n\"facts\": " + list(each.facts, sources) +
            ",\n\"summary\": " + plan::write_value(in_json(summarise(each))) + "}";
    separator = ",\n";
  }
  return text + "]}\n";
}

}  // namespace exeunt::cli
