// What `exeunt test` found out, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "interpreter/driver/mutants.h"
#include "interpreter/driver/test.h"
#include "interpreter/source/source.h"

namespace exeunt::cli {

enum class TestStatus { passed, failed, not_run };

/// One scenario in one edition.
struct TestResult {
  driver::TestCase test;
  TestStatus status = TestStatus::not_run;
  std::vector<driver::StepDifference> differences;
};

/// What fails, with what was expected and what happened, each with its place; the counts in the last line.
std::string test_text(const std::vector<TestResult>& results, const source::Manager& sources);
/// "exeunt.test/1": every result on a line.
std::string test_json(const std::vector<TestResult>& results, const source::Manager& sources);

/// The survivors, each with the place of what was changed; the counts in the last line.
std::string mutants_text(const std::vector<driver::Mutant>& mutants, const source::Manager& sources);
/// "exeunt.mutants/1"
std::string mutants_json(const std::vector<driver::Mutant>& mutants, const source::Manager& sources);

}  // namespace exeunt::cli
