// Runs cases, on several threads where asked to. Results come in the order of the cases, and they and what is reported
// are the same whatever the number of threads: with `fail_fast` a case behind the first that does not pass counts as
// not run, even if a thread had done it already.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/driver/test.h"

namespace exeunt::driver {

enum class TestStatus {
  passed,
  failed,
  error,    ///< it could not be run, as was reported
  not_run,  ///< another one had failed before
};

/// One scenario in one edition.
struct TestResult {
  TestCase test;
  TestStatus status = TestStatus::not_run;
  std::vector<StepDifference> differences;
  Tally tally;  ///< what it tried, where that was asked for; empty where it counts as not run
};

struct TestRunOptions {
  std::size_t jobs = 1;  ///< threads; at least one
  bool fail_fast = false;
  bool tally = false;  ///< note what each case tries
};

/// `watch` is called after each case, by one thread at a time. What could not be run is reported to `sink`.
std::vector<TestResult> run_tests(const std::vector<TestCase>& cases, const TestRunOptions& options,
                                  diagnostic::Sink& sink, const std::function<void()>& watch);

}  // namespace exeunt::driver
