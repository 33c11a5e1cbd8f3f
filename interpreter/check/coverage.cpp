#include "interpreter/check/coverage.h"

#include <algorithm>
#include <map>
#include <set>

namespace exeunt::check {

namespace {

using Covers = std::map<std::string, std::set<Cover>>;

void add(Covers& covers, const std::vector<std::string>& cites, CoverKind kind, const std::string& name) {
  for (const std::string& cite : cites) {
    covers[cite].insert({kind, name});
  }
}

CoverKind kind_of(const program::RuleInfo& rule) {
  switch (rule.kind) {
    case program::RuleKind::rule:
      return CoverKind::rule;
    case program::RuleKind::advice:
      return CoverKind::advice;
    case program::RuleKind::display:
      return CoverKind::display;
  }
  return CoverKind::rule;
}

Covers collect(const program::Program& program) {
  Covers covers;
  for (const program::RuleInfo& rule : program.rules) {
    add(covers, rule.cites, kind_of(rule), rule.name);
  }
  for (const program::Capability& capability : program.capabilities) {
    add(covers, capability.cites, CoverKind::capability, capability.name);
  }
  for (const program::Event& event : program.events) {
    add(covers, event.cites, CoverKind::event, event.name);
    add(covers, event.inventory_cites, CoverKind::inventory, event.name);
    for (const program::Guard& guard : event.guards) {
      add(covers, guard.cites, CoverKind::guard, event.name + "." + guard.name);
    }
  }
  for (const program::Lack& lack : program.lacks) {
    add(covers, lack.cites, CoverKind::lack, lack.concept_name);
  }
  for (const program::HowTo& howto : program.howtos) {
    add(covers, howto.cites, CoverKind::howto, howto.name);
    for (const program::Step& step : howto.steps) {
      add(covers, step.cites, CoverKind::howto, howto.name);
    }
  }
  return covers;
}

bool states(const std::string& edition, const program::Fact& fact) {
  return fact.editions.empty() || std::find(fact.editions.begin(), fact.editions.end(), edition) != fact.editions.end();
}

}  // namespace

std::string_view kind_name(CoverKind kind) {
  switch (kind) {
    case CoverKind::rule:
      return "rule";
    case CoverKind::advice:
      return "advice";
    case CoverKind::display:
      return "display";
    case CoverKind::guard:
      return "guard";
    case CoverKind::capability:
      return "capability";
    case CoverKind::howto:
      return "howto";
    case CoverKind::event:
      return "event";
    case CoverKind::inventory:
      return "inventory";
    case CoverKind::lack:
      return "lack";
  }
  return "";
}

std::size_t Coverage::covered() const {
  return facts.size() - uncovered().size();
}

std::size_t Coverage::covered_by(CoverKind kind) const {
  const auto by_kind = [kind](const CoveredFact& fact) {
    return std::any_of(fact.covered_by.begin(), fact.covered_by.end(),
                       [kind](const Cover& cover) { return cover.kind == kind; });
  };
  return static_cast<std::size_t>(std::count_if(facts.begin(), facts.end(), by_kind));
}

std::vector<std::string> Coverage::uncovered() const {
  std::vector<std::string> ids;
  for (const CoveredFact& fact : facts) {
    if (fact.covered_by.empty()) {
      ids.push_back(fact.id);
    }
  }
  return ids;
}

Coverage measure_coverage(const program::Program& program) {
  Covers covers = collect(program);
  Coverage coverage;
  for (const program::Fact& fact : program.facts) {
    if (states(program.edition, fact)) {
      const std::set<Cover>& by = covers[fact.id];
      coverage.facts.push_back({fact.id, fact.kind, {by.begin(), by.end()}});
    }
  }
  return coverage;
}

}  // namespace exeunt::check
