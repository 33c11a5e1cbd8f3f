#include "interpreter/cli/test_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/diagnostic/visible.h"

namespace exeunt::cli {

using driver::TestStatus;

TestCounts count(const std::vector<driver::TestResult>& results) {
  TestCounts counts;
  std::set<const scenario::Scenario*> scenarios;
  std::set<const driver::CompiledEdition*> editions;
  for (const driver::TestResult& each : results) {
    scenarios.insert(each.test.scenario);
    editions.insert(each.test.edition);
    ++(each.status == TestStatus::passed   ? counts.passed
       : each.status == TestStatus::failed ? counts.failed
       : each.status == TestStatus::error  ? counts.errors
                                           : counts.not_run);
  }
  counts.scenarios = scenarios.size();
  counts.editions = editions.size();
  return counts;
}

std::string summary(const TestCounts& counts) {
  std::string text = fmt::format("{} in {}: {} passed", counted(counts.scenarios, "scenario"),
                                 counted(counts.editions, "edition"), counts.passed);
  if (counts.failed != 0) {
    text += fmt::format(", {} failed", counts.failed);
  }
  if (counts.errors != 0) {
    text += fmt::format(", {} could not be run", counts.errors);
  }
  if (counts.not_run != 0) {
    text += fmt::format(", {} not run", counts.not_run);
  }
  return text;
}

std::string counted(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string place(source::Span span, const source::Manager& sources) {
  const source::File& file = sources.file(span.file);
  const source::Position position = file.position(span.begin);
  return fmt::format("{}:{}:{}", file.name(), position.line, position.column);
}

std::string edition_name(const pack::Pack& pack, const std::string& edition) {
  return pack.name + (edition.empty() ? "" : "@" + edition);
}

std::string subject(const driver::StepDifference& difference) {
  const std::string& object = difference.difference.object;
  const std::string& rule = difference.difference.rule;
  std::string text = difference.step == 0 ? "" : fmt::format("step {}: ", difference.step);
  text += object;
  return text + (object.empty() || rule.empty() ? "" : " ") + rule;
}

std::string or_nothing(const std::string& text) {
  return text.empty() ? "nothing" : text;
}

using diagnostic::visible;  // what is printed of accounts and scenarios

std::string differences_text(const driver::TestResult& result, const source::Manager& sources) {
  constexpr std::size_t widest_column = 60;
  std::string text;
  for (const driver::StepDifference& each : result.differences) {
    const std::string expected = visible(or_nothing(each.difference.expected));
    const std::string actual = visible(or_nothing(each.difference.actual));
    const std::size_t width = std::min(std::max(expected.size(), actual.size()), widest_column);
    text += fmt::format("  {}\n    expected  {:<{}}  {}\n", visible(subject(each)), expected, width,
                        visible(place(each.difference.at, sources)));
    text += each.declared ? fmt::format("    actual    {:<{}}  {}\n", actual, width, visible(place(*each.declared, sources)))
                          : fmt::format("    actual    {}\n", actual);
    for (std::string_view rest = each.difference.details; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
      const std::string_view line = rest.substr(0, end);
      text += fmt::format("{}{}\n", line.empty() ? "" : "      ", visible(line));
      rest.remove_prefix(end + 1);
    }
  }
  return text;
}

std::string one_line(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!is_space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

std::string percent(const driver::Points& points) {
  const uint64_t tenths = points.all == 0 ? 1000 : points.seen * 1000 / points.all;
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

plan::Value number(std::size_t count) {
  return {static_cast<uint64_t>(count)};
}

plan::Value::Members place_members(source::Span span, const source::Manager& sources) {
  const source::File& file = sources.file(span.file);
  const source::Position position = file.position(span.begin);
  return {{"file", {file.name()}}, {"line", number(position.line)}, {"column", number(position.column)}};
}

}  // namespace exeunt::cli
