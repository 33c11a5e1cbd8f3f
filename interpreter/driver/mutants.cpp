#include "interpreter/driver/mutants.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <tuple>

#include "interpreter/check/check.h"
#include "interpreter/driver/witness.h"

namespace exeunt::driver {

namespace {

/// A mutant to be run, and whether there is one after all.
struct Task {
  CompiledEdition* edition;
  const std::vector<const TestResult*>* results;
  Mutant mutant;
  bool exists = true;
};

/// Runs mutants, several threads on one list of tasks. Nothing that they share is written but the tasks, each by the
/// thread that takes it.
class Laboratory {
 public:
  Laboratory(std::vector<Task>& tasks, const source::Manager& sources, bool fail_fast,
             const std::function<void(std::size_t)>& watch)
      : tasks_(tasks), sources_(sources), fail_fast_(fail_fast), watch_(watch), last_(tasks.size()) {}

  void work() {
    std::map<const CompiledEdition*, Accounts> accounts;  // no mutation changes the model
    for (std::size_t i = next_++; i < tasks_.size() && i <= last_; i = next_++) {
      run(tasks_[i], accounts[tasks_[i].edition]);
      if (fail_fast_ && tasks_[i].exists && !tasks_[i].mutant.caught) {
        std::size_t last = last_;
        while (i < last && !last_.compare_exchange_weak(last, i)) {
        }
      }
      const std::lock_guard lock(watching_);
      watch_(tasks_.size());
    }
  }

  std::vector<Mutant> mutants() {
    std::vector<Mutant> mutants;
    for (std::size_t i = 0; i < tasks_.size() && i <= last_; ++i) {
      if (tasks_[i].exists) {
        mutants.push_back(std::move(tasks_[i].mutant));
      }
    }
    return mutants;
  }

 private:
  /// The pack with the mutation. Null: it does not compile.
  std::shared_ptr<const program::Program> compile(Task& task) const {
    const Mutation& mutation = task.mutant.mutation;
    const std::vector<std::string> unchanged{""};
    for (const std::string& after : mutation.after.empty() ? unchanged : mutation.after) {
      diagnostic::Sink unheard;
      const pack::Pack changed = mutate(*task.edition->pack, mutation, after);
      auto program = check::check(changed, sources_, unheard, {task.edition->edition, false});
      if (program) {
        task.mutant.after = after;
        return program;
      }
    }
    return nullptr;
  }

  void run(Task& task, Accounts& accounts) const {
    Mutant& mutant = task.mutant;
    const auto program = compile(task);
    if (!program) {
      // No other outcome fits; or what was before needs other things of then.
      const MutationKind kind = mutant.mutation.kind;
      task.exists = kind != MutationKind::replaced && kind != MutationKind::as_before;
      return;
    }
    if (program->digest == task.edition->program->digest) {
      task.exists = false;
      return;
    }
    const auto witnesses = find_witnesses(*task.edition, *task.results, mutant.mutation);
    const GoldenPlans none;
    diagnostic::Sink unheard;
    const GoldenPlans& golden = witnesses.empty() ? none : *witnesses.front().result->test.golden;
    ScenarioRunner runner(program, golden, &accounts, unheard);
    for (const Witness& each : witnesses) {
      ++mutant.scenarios;
      const auto differences = runner.run(*each.result->test.file, *each.result->test.scenario);
      if (!differences || !differences->empty()) {
        return;
      }
    }
    mutant.caught = false;
    mutant.nearest = find_nearest(witnesses, mutant.mutation.clause);
  }

  std::vector<Task>& tasks_;
  const source::Manager& sources_;
  const bool fail_fast_;
  const std::function<void(std::size_t)>& watch_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::size_t> last_;  ///< no task behind it counts
  std::mutex watching_;
};

using Results = std::map<const CompiledEdition*, std::vector<const TestResult*>>;

/// Pack by pack, each declaration in the first edition that has it: those that others extend come first, those without a
/// case last.
std::vector<Task> plan_tasks(std::vector<CompiledEdition*> editions, Results& results) {
  std::map<const pack::Pack*, std::size_t> packs;
  for (const CompiledEdition* edition : editions) {
    packs.try_emplace(edition->pack.get(), packs.size());
  }
  const auto order = [&](const CompiledEdition* edition) {
    return std::tuple(packs.at(edition->pack.get()), !results.contains(edition),
                      lineage(*edition->pack, edition->edition).size());
  };
  std::stable_sort(editions.begin(), editions.end(),
                   [&](const CompiledEdition* a, const CompiledEdition* b) { return order(a) < order(b); });
  std::vector<Task> tasks;
  std::map<std::pair<uint32_t, uint32_t>, const CompiledEdition*> stated;
  for (CompiledEdition* edition : editions) {
    for (Mutation& mutation : find_mutations(*edition->pack, *edition->program)) {
      const std::pair place(mutation.declared.file.index, mutation.declared.begin);
      if (stated.try_emplace(place, edition).first->second == edition) {
        Mutant mutant{edition->pack, edition->edition, std::move(mutation), {}, 0, true, {}};
        tasks.push_back({edition, &results[edition], std::move(mutant)});
      }
    }
  }
  return tasks;
}

}  // namespace

std::vector<Mutant> run_mutants(TestSuite& suite, Session& session, const std::vector<TestResult>& unchanged,
                                const MutantOptions& options, const std::function<void(std::size_t)>& watch) {
  Results results;
  for (const TestResult& each : unchanged) {
    results[each.test.edition].push_back(&each);
  }
  std::vector<Task> tasks = plan_tasks(suite.editions(), results);
  Laboratory laboratory(tasks, session.sources(), options.fail_fast, watch);
  std::vector<std::jthread> helpers;
  try {
    for (std::size_t i = 1; i < std::min(options.jobs, tasks.size()); ++i) {
      helpers.emplace_back([&laboratory] { laboratory.work(); });
    }
  } catch (const std::system_error&) {
    // The system gives no more threads; those that there are do the work.
  }
  laboratory.work();
  helpers.clear();  // waits for them
  return laboratory.mutants();
}

}  // namespace exeunt::driver
