#include "interpreter/driver/test_run.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>

namespace exeunt::driver {

namespace {

/// A case that was run, with what there was to report.
struct Done {
  TestResult result;
  std::vector<diagnostic::Diagnostic> reports;
};

class TestRun {
 public:
  TestRun(const std::vector<TestCase>& cases, const TestRunOptions& options, const std::function<void()>& watch)
      : cases_(cases),
        fail_fast_(options.fail_fast),
        tally_(options.tally),
        watch_(watch),
        done_(cases.size()),
        last_(cases.size()) {}

  /// Takes cases until there are none left. Programs are shared between threads and read only; what a runner keeps is
  /// a thread's own.
  void work() {
    std::map<const CompiledEdition*, Worker> workers;
    for (std::size_t i = next_++; i < cases_.size() && i <= last_; i = next_++) {
      const TestCase& test = cases_[i];
      const auto [worker, is_new] = workers.try_emplace(test.edition);
      if (is_new) {
        worker->second.runner = std::make_unique<ScenarioRunner>(test.edition->program, *test.golden, nullptr,
                                                                 worker->second.sink);
      }
      run(test, worker->second, done_[i], tally_);
      if (fail_fast_ && done_[i].result.status != TestStatus::passed) {
        std::size_t last = last_;
        while (i < last && !last_.compare_exchange_weak(last, i)) {
        }
      }
      const std::lock_guard lock(watching_);
      watch_();
    }
  }

  std::vector<TestResult> results(diagnostic::Sink& sink) {
    std::vector<TestResult> results;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      if (i > last_) {
        results.push_back({cases_[i], TestStatus::not_run, {}, {}});
        continue;
      }
      for (const diagnostic::Diagnostic& each : done_[i].reports) {
        auto report = sink.add(each.kind, each.span, each.message);
        for (const diagnostic::Label& label : each.labels) {
          report.label(label.span, label.text);
        }
        for (const std::string& help : each.help) {
          report.help(help);
        }
      }
      results.push_back(std::move(done_[i].result));
    }
    return results;
  }

 private:
  struct Worker {
    diagnostic::Sink sink;
    std::unique_ptr<ScenarioRunner> runner;
  };

  static void run(const TestCase& test, Worker& worker, Done& done, bool tally) {
    const std::size_t reported = worker.sink.diagnostics().size();
    done.result.test = test;
    done.result.status = TestStatus::error;
    if (auto differences = worker.runner->run(*test.file, *test.scenario, tally ? &done.result.tally : nullptr)) {
      done.result.status = differences->empty() ? TestStatus::passed : TestStatus::failed;
      done.result.differences = std::move(*differences);
    }
    const auto& all = worker.sink.diagnostics();
    done.reports.assign(all.begin() + static_cast<std::ptrdiff_t>(reported), all.end());
  }

  const std::vector<TestCase>& cases_;
  const bool fail_fast_;
  const bool tally_;
  const std::function<void()>& watch_;
  std::vector<Done> done_;  ///< by case; each is written by the thread that runs it
  std::atomic<std::size_t> next_ = 0;
  std::atomic<std::size_t> last_;  ///< no case behind it counts
  std::mutex watching_;
};

}  // namespace

std::vector<TestResult> run_tests(const std::vector<TestCase>& cases, const TestRunOptions& options,
                                  diagnostic::Sink& sink, const std::function<void()>& watch) {
  TestRun run(cases, options, watch);
  std::vector<std::jthread> helpers;
  try {
    for (std::size_t i = 1; i < std::min(options.jobs, cases.size()); ++i) {
      helpers.emplace_back([&run] { run.work(); });
    }
  } catch (const std::system_error&) {
    // The system gives no more threads; those that there are do the work.
  }
  run.work();
  helpers.clear();  // waits for them
  return run.results(sink);
}

}  // namespace exeunt::driver
