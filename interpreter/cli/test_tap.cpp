#include <fmt/format.h>

#include "interpreter/cli/test_report.h"
#include "interpreter/cli/test_words.h"
#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/json.h"

namespace exeunt::cli {

namespace {

using driver::TestResult;
using driver::TestStatus;
using plan::Value;

/// A test's name: on one line, and without what would begin a directive.
std::string description(const TestResult& result) {
  const std::string name = fmt::format("{} ({})", result.test.name,
                                       edition_name(*result.test.edition->pack, result.test.edition->edition));
  std::string out;
  for (const char c : diagnostic::visible(name)) {
    if (c == '#' || c == '\\') {
      out += '\\';
    }
    out += c;
  }
  return out;
}

/// A line of YAML; JSON is YAML.
std::string line(std::string_view indent, std::string_view key, const Value& value) {
  return fmt::format("{}{}: {}\n", indent, key, plan::write_value(value));
}

std::string block(const TestResult& result, const source::Manager& sources) {
  std::string text = "  ---\n";
  text += line("  ", "at", Value{place(result.test.scenario->name.span, sources)});
  if (result.status == TestStatus::error) {
    return text + line("  ", "message", Value{"the scenario cannot be run; standard error says why"}) + "  ...\n";
  }
  text += "  differences:\n";
  for (const driver::StepDifference& each : result.differences) {
    text += line("  - ", "subject", Value{subject(each)});
    text += line("    ", "expected", Value{or_nothing(each.difference.expected)});
    text += line("    ", "actual", Value{or_nothing(each.difference.actual)});
    if (!each.difference.details.empty()) {
      text += line("    ", "details", Value{each.difference.details});
    }
    text += line("    ", "at", Value{place(each.difference.at, sources)});
    if (each.declared) {
      text += line("    ", "declared", Value{place(*each.declared, sources)});
    }
  }
  return text + "  ...\n";
}

}  // namespace

std::string test_tap(const std::vector<TestResult>& results, const source::Manager& sources) {
  std::string text = fmt::format("TAP version 14\n1..{}\n", results.size());
  std::size_t number = 0;
  for (const TestResult& each : results) {
    const bool ok = each.status == TestStatus::passed || each.status == TestStatus::not_run;
    text += fmt::format("{} {} - {}", ok ? "ok" : "not ok", ++number, description(each));
    text += each.status == TestStatus::not_run ? " # SKIP another one had failed before\n" : "\n";
    if (!ok) {
      text += block(each, sources);
    }
  }
  return text + "# " + summary(count(results)) + "\n";
}

}  // namespace exeunt::cli
