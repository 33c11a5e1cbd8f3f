#include "interpreter/cli/test_report.h"

#include <fmt/format.h>

#include "interpreter/cli/test_words.h"
#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/json.h"

namespace exeunt::cli {

namespace {

using driver::TestResult;
using driver::TestStatus;
using plan::Value;

Value in_json(const driver::StepDifference& each, const source::Manager& sources) {
  Value::Members members;
  if (each.step != 0) {
    members.emplace_back("step", number(each.step));
  }
  members.emplace_back("object", Value{each.difference.object});
  members.emplace_back("rule", Value{each.difference.rule});
  members.emplace_back("expected", Value{each.difference.expected});
  members.emplace_back("actual", Value{each.difference.actual});
  if (!each.difference.details.empty()) {
    members.emplace_back("details", Value{each.difference.details});
  }
  members.emplace_back("at", Value{place_members(each.difference.at, sources)});
  if (each.declared) {
    members.emplace_back("declared", Value{place_members(*each.declared, sources)});
  }
  return {std::move(members)};
}

std::string_view name(TestStatus status) {
  switch (status) {
    case TestStatus::passed:
      return "passed";
    case TestStatus::failed:
      return "failed";
    case TestStatus::error:
      return "error";
    case TestStatus::not_run:
      break;
  }
  return "not_run";
}

}  // namespace

std::string test_text(const std::vector<TestResult>& results, const source::Manager& sources) {
  std::string text;
  for (const TestResult& each : results) {
    if (each.status == TestStatus::failed) {
      const ast::Name& scenario = each.test.scenario->name;
      text += fmt::format("failed: {}: {} ({})\n", diagnostic::visible(place(scenario.span, sources)),
                          diagnostic::visible(scenario.text),
                          edition_name(*each.test.edition->pack, each.test.edition->edition));
      text += differences_text(each, sources);
    }
  }
  return text + summary(count(results)) + "\n";
}

std::string test_json(const std::vector<TestResult>& results, const source::Manager& sources) {
  std::string text = "{\"format\": \"exeunt.test/1\",\n\"results\": [";
  const char* separator = "\n";
  for (const TestResult& each : results) {
    Value::Members members = place_members(each.test.scenario->name.span, sources);
    members.emplace_back("scenario", Value{each.test.scenario->name.text});
    members.emplace_back("pack", Value{each.test.edition->pack->name});
    members.emplace_back("edition", Value{each.test.edition->edition});
    members.emplace_back("status", Value{std::string(name(each.status))});
    Value::List differences;
    for (const driver::StepDifference& difference : each.differences) {
      differences.push_back(in_json(difference, sources));
    }
    members.emplace_back("differences", Value{std::move(differences)});
    text += separator + plan::write_value({std::move(members)});
    separator = ",\n";
  }
  const TestCounts counts = count(results);
  const Value summary{Value::Members{{"scenarios", number(counts.scenarios)},
                                     {"editions", number(counts.editions)},
                                     {"passed", number(counts.passed)},
                                     {"failed", number(counts.failed)},
                                     {"errors", number(counts.errors)},
                                     {"not_run", number(counts.not_run)}}};
  return text + "],\n\"summary\": " + plan::write_value(summary) + "}\n";
}

}  // namespace exeunt::cli
