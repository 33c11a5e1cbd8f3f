// Scenario files: any bytes, read, held to world.policy, run, and brought up to date.
//
// A file is read or errors are reported; names that the pack lacks are reported; what runs does the same when it runs
// again. What is brought up to date is a YAML file, and where all that differed could be said in it and nobody else
// shares the expectations, the scenario passes then.
#include "interpreter/driver/scenario.h"
#include "interpreter/scenario/names.h"
#include "interpreter/scenario/read.h"
#include "interpreter/scenario/update.h"
#include "interpreter/yaml/document.h"
#include "tests/fuzz/input/report.h"
#include "tests/fuzz/input/target.h"
#include "tests/fuzz/input/world.h"
#include "tests/fuzz/trial/broken.h"

#include <algorithm>

namespace exeunt::fuzz {

const std::size_t longest_input = 8'192;

namespace {

/// A file on its way through; what could not be done any more is not there.
struct Trial {
  source::Manager sources;
  source::FileId id;
  std::optional<scenario::File> file;
  bool has_names = false;
  std::optional<std::vector<scenario::Difference>> differences;  ///< of all scenarios; none: one could not be run
};

std::string shown(const std::vector<scenario::Difference>& differences) {
  std::string out;
  for (const scenario::Difference& each : differences) {
    out += std::to_string(each.at.begin) + " " + each.object + " " + each.rule + ": " + each.expected + " / " +
           each.actual + "\n";
  }
  return out;
}

std::optional<std::vector<scenario::Difference>> run(const Trial& trial) {
  const driver::GoldenPlans golden;
  diagnostic::Sink sink;
  driver::ScenarioRunner runner(world().program, golden, nullptr, sink);
  std::vector<scenario::Difference> out;
  bool ran = true;
  for (const scenario::Scenario& each : trial.file->scenarios) {
    const auto differences = runner.run(*trial.file, each);
    ran = ran && differences;
    for (const driver::StepDifference& one : differences.value_or(std::vector<driver::StepDifference>{})) {
      out.push_back(one.difference);
    }
  }
  hold_report(sink, trial.sources, ran, "running");
  return ran ? std::optional(std::move(out)) : std::nullopt;
}

void start(const std::string& text, Trial& trial) {
  const auto accepted = trial.sources.accept("scenarios/a.yaml", text);
  const auto* const id = std::get_if<source::FileId>(&accepted);
  if (id == nullptr) {
    return;
  }
  trial.id = *id;
  diagnostic::Sink sink;
  trial.file = scenario::read(*id, trial.sources, sink);
  hold_report(sink, trial.sources, trial.file.has_value(), "reading");
  if (!trial.file) {
    return;
  }
  diagnostic::Sink naming;
  trial.has_names = scenario::check_names(*trial.file, *world().program, naming);
  hold_report(naming, trial.sources, trial.has_names, "looking up names");
  if (trial.has_names) {
    trial.differences = run(trial);
  }
}

bool is_one_alone(const scenario::File& file) {
  return file.scenarios.size() == 1;
}

}  // namespace

void attempt(std::string_view bytes) {
  const std::string text(bytes);
  Trial trial;
  start(text, trial);
  if (!trial.differences) {
    return;
  }
  if (const auto again = run(trial); !again || shown(*again) != shown(*trial.differences)) {
    broken("running twice is running once", shown(*trial.differences));
  }
  diagnostic::Sink sink;
  const yaml::Document document = yaml::load(trial.sources, trial.id, sink);
  if (!document.root) {
    broken("what is a scenario is YAML", told(sink));
  }
  const scenario::Updated updated = scenario::update(*document.root, text, *trial.differences);
  const bool is_all = std::all_of(updated.done.begin(), updated.done.end(), [](bool done) { return done; });
  Trial then;
  start(updated.text, then);
  if (!then.file) {
    broken("what was brought up to date is a scenario file", updated.text);
  }
  if (is_all && is_one_alone(*then.file) && (!then.differences || !then.differences->empty())) {
    broken("what was brought up to date passes",
           updated.text + "\n---\n" + (then.differences ? shown(*then.differences) : "does not run"));
  }
}

}  // namespace exeunt::fuzz
