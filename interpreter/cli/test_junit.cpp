#include <fmt/format.h>

#include "interpreter/cli/test_report.h"
#include "interpreter/cli/test_words.h"
#include "interpreter/source/source.h"

namespace exeunt::cli {

namespace {

using driver::TestResult;
using driver::TestStatus;

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

/// Text that may stand in an element or between double quotes. What XML cannot hold at all is replaced.
std::string escape(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t valid = source::find_invalid_utf8(text);
    for (const char c : text.substr(0, valid)) {
      switch (c) {
        case '&':
          out += "&amp;";
          break;
        case '<':
          out += "&lt;";
          break;
        case '>':
          out += "&gt;";
          break;
        case '"':
          out += "&quot;";
          break;
        case '\n':
        case '\r':
        case '\t':
          out += fmt::format("&#{};", static_cast<int>(c));
          break;
        default:
          const bool is_control = static_cast<unsigned char>(c) < 0x20;
          is_control ? out.append(replacement) : out.append(1, c);
      }
    }
    text.remove_prefix(valid);
    if (!text.empty()) {  // a file's name may be anything
      out += replacement;
      text.remove_prefix(1);
    }
  }
  return out;
}

/// U+FFFE and U+FFFF are characters to UTF-8, and none to XML.
std::string without_noncharacters(std::string text) {
  for (const std::string_view each : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
    for (std::size_t at = text.find(each); at != std::string::npos; at = text.find(each, at)) {
      text.replace(at, each.size(), replacement);
    }
  }
  return text;
}

std::string attribute(std::string_view name, std::string_view value) {
  return fmt::format(" {}=\"{}\"", name, without_noncharacters(escape(value)));
}

std::string counts_text(const TestCounts& counts) {
  return fmt::format(" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"",
                     counts.passed + counts.failed + counts.errors + counts.not_run, counts.failed, counts.errors,
                     counts.not_run);
}

/// The differences with line ends as they are: character references would make them one line where people look.
std::string body(const TestResult& result, const source::Manager& sources) {
  std::string out;
  std::string_view text;
  const std::string all = differences_text(result, sources);
  for (text = all; !text.empty();) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    out += without_noncharacters(escape(text.substr(0, end))) + "\n";
    text.remove_prefix(end + 1);
  }
  return out;
}

std::string headline(const TestResult& result) {
  const driver::StepDifference& first = result.differences.front();
  std::string text = fmt::format("{}: expected {}, but {}", subject(first), or_nothing(first.difference.expected),
                                 or_nothing(first.difference.actual));
  const std::size_t others = result.differences.size() - 1;
  return others == 0 ? text : text + " (and " + counted(others, "other difference") + ")";
}

std::string test_case(const TestResult& result, const std::string& suite, const source::Manager& sources) {
  const ast::Name& name = result.test.scenario->name;
  const source::File& file = sources.file(name.span.file);
  std::string text = "    <testcase" + attribute("name", name.text) + attribute("classname", suite) +
                     attribute("file", file.name()) +
                     fmt::format(" line=\"{}\"", file.position(name.span.begin).line);
  switch (result.status) {
    case TestStatus::passed:
      return text + "/>\n";
    case TestStatus::failed:
      text += ">\n      <failure" + attribute("message", headline(result)) + attribute("type", "difference") + ">\n" +
              body(result, sources) + "      </failure>\n";
      break;
    case TestStatus::error:
      text += ">\n      <error" + attribute("message", "the scenario cannot be run; standard error says why") +
              attribute("type", "error") + "/>\n";
      break;
    case TestStatus::not_run:
      text += ">\n      <skipped" + attribute("message", "another one had failed before") + "/>\n";
      break;
  }
  return text + "    </testcase>\n";
}

/// `shop/scenarios/drafts.yaml (shop@2024-02-29)`
std::string suite_name(const driver::TestCase& test, const source::Manager& sources) {
  return fmt::format("{} ({})", sources.file(test.file->id).name(),
                     edition_name(*test.edition->pack, test.edition->edition));
}

}  // namespace

std::string test_junit(const std::vector<TestResult>& results, const source::Manager& sources) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + attribute("name", "exeunt test") +
                     counts_text(count(results)) + ">\n";
  for (std::size_t begin = 0; begin < results.size();) {
    const driver::TestCase& first = results[begin].test;
    std::size_t end = begin;
    while (end < results.size() && results[end].test.file == first.file && results[end].test.edition == first.edition) {
      ++end;
    }
    const std::vector<TestResult> suite(results.begin() + static_cast<std::ptrdiff_t>(begin),
                                        results.begin() + static_cast<std::ptrdiff_t>(end));
    const std::string name = suite_name(first, sources);
    text += "  <testsuite" + attribute("name", name) + counts_text(count(suite)) + ">\n";
    for (const TestResult& each : suite) {
      text += test_case(each, name, sources);
    }
    text += "  </testsuite>\n";
    begin = end;
  }
  return text + "</testsuites>\n";
}

}  // namespace exeunt::cli
