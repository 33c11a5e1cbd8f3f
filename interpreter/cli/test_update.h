// `exeunt test --update`: files that say what should happen are rewritten so that they say what happens.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/cli/command.h"
#include "interpreter/driver/test_run.h"

namespace exeunt::cli {

/// Rewrites expectations in scenario files, and whole plans in the files that steps name; takes the differences that are
/// none any more out of `results`, which then may have passed. What editions or cases that share an expectation do not
/// agree on stays. Answers the files written, sorted. No value: one cannot be written, or two plans would have to go into
/// one file, as was reported; files written before that stay.
std::optional<std::vector<std::string>> update_expectations(std::vector<driver::TestResult>& results, Context& context);

}  // namespace exeunt::cli
