// Runs scenarios against one edition of a pack: events on a clock, and after each what was expected of it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/driver/golden.h"
#include "interpreter/driver/tally.h"
#include "interpreter/graph/graph.h"
#include "interpreter/program/program.h"
#include "interpreter/scenario/compare.h"
#include "interpreter/scenario/scenario.h"
#include "interpreter/snapshot/account.h"

namespace exeunt::driver {

/// A difference, the step it belongs to (from 1; 0 where the scenario has but one) and where its rule stands.
struct StepDifference {
  std::size_t step = 0;
  scenario::Difference difference;
  std::optional<source::Span> declared;
};

/// The accounts of scenarios as one edition's model types them: read once, they hold for every program of that model.
using Accounts = std::map<const scenario::Scenario*, std::shared_ptr<const snapshot::Account>>;

class ScenarioRunner {
 public:
  /// What cannot be run is reported to `sink`. `accounts`, where there is one, is filled as scenarios are run. `golden`:
  /// plans that steps name.
  ScenarioRunner(std::shared_ptr<const program::Program> program, const GoldenPlans& golden, Accounts* accounts,
                 diagnostic::Sink& sink)
      : program_(std::move(program)), golden_(golden), accounts_(accounts), sink_(sink) {}

  /// How what happens differs from what is expected. No value: it could not be run, as the sink says. What happened in
  /// a step that is blocked or conflicted does not happen to the account.
  /// What it tries of the edition is added to `tally`, where there is one: rules of a step that is blocked only if the
  /// step expects something of them.
  std::optional<std::vector<StepDifference>> run(const scenario::File& file, const scenario::Scenario& scenario,
                                                 Tally* tally = nullptr);

 private:
  class Run;
  std::shared_ptr<const graph::Graph> graph(const ast::Name& event);

  std::shared_ptr<const program::Program> program_;
  const GoldenPlans& golden_;
  Accounts* accounts_;
  diagnostic::Sink& sink_;
  std::map<std::string, std::shared_ptr<const graph::Graph>> graphs_;
};

}  // namespace exeunt::driver
