// What every report of `exeunt test` says in the same words: counts, places, names. For the test_*.cpp of this room.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/driver/coverage.h"
#include "interpreter/driver/test_run.h"
#include "interpreter/pack/pack.h"
#include "interpreter/plan/plan.h"
#include "interpreter/source/source.h"

namespace exeunt::cli {

struct TestCounts {
  std::size_t scenarios = 0;
  std::size_t editions = 0;
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t errors = 0;
  std::size_t not_run = 0;
};
TestCounts count(const std::vector<driver::TestResult>& results);

/// `42 scenarios in 2 editions: 83 passed, 1 failed`
std::string summary(const TestCounts& counts);

/// `1 edition`, `2 editions`
std::string counted(std::size_t number, std::string_view noun);
/// `shop/scenarios/drafts.yaml:12:3`
std::string place(source::Span span, const source::Manager& sources);
/// `shop@2024-02-29`
std::string edition_name(const pack::Pack& pack, const std::string& edition);
/// `step 2: email:1 private-linked-emails`
std::string subject(const driver::StepDifference& difference);
/// What a difference expected or found; `nothing` where that is empty.
std::string or_nothing(const std::string& text);
/// The differences of a scenario that failed, as people read them.
std::string differences_text(const driver::TestResult& result, const source::Manager& sources);

/// Source text without its line breaks and indentation.
std::string one_line(const std::string& text);
/// `83.3`: rounded down, so that only what is complete reads 100.0.
std::string percent(const driver::Points& points);

/// Members of JSON documents.
plan::Value number(std::size_t count);
plan::Value::Members place_members(source::Span span, const source::Manager& sources);

}  // namespace exeunt::cli
