#include "interpreter/cli/coverage.h"

#include <set>

namespace exeunt::cli {

Coverage measure_coverage(const program::Program& program) {
  std::set<std::string> cited;
  const auto add = [&cited](const std::vector<std::string>& cites) { cited.insert(cites.begin(), cites.end()); };
  for (const program::Capability& capability : program.capabilities) {
    add(capability.cites);
  }
  for (const program::RuleInfo& rule : program.rules) {
    add(rule.cites);
  }
  for (const program::Event& event : program.events) {
    add(event.cites);
    add(event.inventory_cites);
    for (const program::Guard& guard : event.guards) {
      add(guard.cites);
    }
  }
  for (const program::HowTo& howto : program.howtos) {
    add(howto.cites);
    for (const program::Step& step : howto.steps) {
      add(step.cites);
    }
  }
  Coverage coverage{.facts = program.facts.size(), .uncited = {}};
  for (const program::Fact& fact : program.facts) {
    if (!cited.contains(fact.id)) {
      coverage.uncited.push_back(fact.id);
    }
  }
  return coverage;
}

}  // namespace exeunt::cli
