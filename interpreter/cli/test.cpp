#include <fmt/format.h>
#include <re2/re2.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <set>

#include "interpreter/cli/command.h"
#include "interpreter/cli/home.h"
#include "interpreter/cli/output.h"
#include "interpreter/cli/test_report.h"
#include "interpreter/driver/test.h"

namespace exeunt::cli {

namespace {

using diagnostic::Kind;

struct TestOptions {
  std::vector<std::string> paths;
  std::string format = "text";
  std::string pattern;
  bool list = false;
  bool fail_fast = false;
};

/// "12 of 84", over and over on one line, while somebody watches.
class Progress {
 public:
  explicit Progress(std::size_t total) : total_(total), shown_(::isatty(STDERR_FILENO) == 1) {}
  ~Progress() { write("\r\x1b[K"); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void step() { write(fmt::format("\r{} of {}", ++done_, total_)); }

 private:
  void write(const std::string& text) const {
    if (shown_) {
      static_cast<void>(!::write(STDERR_FILENO, text.data(), text.size()));
    }
  }

  std::size_t total_;
  std::size_t done_ = 0;
  bool shown_;
};

/// The cases that the pattern finds; all where there is none. No value: it is no pattern, or finds nothing.
std::optional<std::vector<driver::TestCase>> select(const driver::TestSuite& suite, const TestOptions& options,
                                                    Context& context) {
  if (options.pattern.empty()) {
    return suite.cases();
  }
  RE2::Options quiet;
  quiet.set_log_errors(false);
  const RE2 pattern(options.pattern, quiet);
  if (!pattern.ok()) {
    context.sink().report<Kind::scenario_bad_pattern>(std::nullopt, options.pattern, pattern.error());
    return std::nullopt;
  }
  std::vector<driver::TestCase> selected;
  for (const driver::TestCase& each : suite.cases()) {
    if (RE2::PartialMatch(each.name, pattern)) {
      selected.push_back(each);
    }
  }
  if (selected.empty() && !suite.cases().empty()) {
    context.sink().report<Kind::scenario_no_match>(std::nullopt, options.pattern)
        .help("`exeunt test --list` shows the names that are searched");
    return std::nullopt;
  }
  return selected;
}

/// Each name once, however many editions run it.
std::string list(const std::vector<driver::TestCase>& cases) {
  std::set<std::string_view> seen;
  std::string text;
  for (const driver::TestCase& each : cases) {
    if (seen.insert(each.name).second) {
      text += each.name + "\n";
    }
  }
  return text;
}

std::vector<TestResult> run_cases(driver::TestSuite& suite, const std::vector<driver::TestCase>& cases,
                                  bool fail_fast) {
  std::vector<TestResult> results;
  Progress progress(cases.size());
  bool stopped = false;
  for (const driver::TestCase& each : cases) {
    TestResult result{each, TestStatus::not_run, {}};
    if (!stopped) {
      if (auto differences = suite.run(each)) {
        result.status = differences->empty() ? TestStatus::passed : TestStatus::failed;
        result.differences = std::move(*differences);
      }
      stopped = fail_fast && result.status != TestStatus::passed;
      progress.step();
    }
    results.push_back(std::move(result));
  }
  return results;
}

ExitStatus run(const TestOptions& options, Context& context) {
  if (!check_home(context)) {
    return ExitStatus::no_answer;
  }
  driver::TestSuite suite(context.session);
  for (const std::string& path : options.paths) {
    suite.add(path);
  }
  const auto cases = select(suite, options, context);
  if (!cases) {
    return ExitStatus::no_answer;
  }
  if (options.list) {
    return write_output("-", list(*cases), context.sink()) ? ExitStatus::yes : ExitStatus::no_answer;
  }
  const std::vector<TestResult> results = run_cases(suite, *cases, options.fail_fast);
  const std::string text = options.format == "json" ? test_json(results, context.session.sources())
                                                    : test_text(results, context.session.sources());
  if (!write_output("-", text, context.sink())) {
    return ExitStatus::no_answer;
  }
  const bool passed = std::all_of(results.begin(), results.end(),
                                  [](const TestResult& each) { return each.status == TestStatus::passed; });
  return passed ? ExitStatus::yes : ExitStatus::no;
}

}  // namespace

Runner declare_test(Arguments& arguments) {
  const auto options = std::make_shared<TestOptions>();
  arguments.positionals("PATH", options->paths, "scenario files, folders of them, or packs");
  arguments.choice("--format", options->format, {"text", "json"}, "how the answer is written");
  arguments.option("--run", "REGEX", options->pattern, "only scenarios whose \"file/name\" the expression finds");
  arguments.flag("--list", options->list, "say which scenarios there are, and run none");
  arguments.flag("--fail-fast", options->fail_fast, "stop at the first that fails");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
