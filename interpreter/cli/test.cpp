#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <thread>

#include "interpreter/cli/command.h"
#include "interpreter/cli/home.h"
#include "interpreter/cli/output.h"
#include "interpreter/cli/progress.h"
#include "interpreter/cli/test_report.h"
#include "interpreter/cli/test_update.h"
#include "interpreter/cli/test_words.h"
#include "interpreter/diagnostic/visible.h"
#include "interpreter/driver/coverage.h"
#include "interpreter/driver/mutants.h"
#include "interpreter/driver/test.h"
#include "interpreter/driver/test_run.h"

namespace exeunt::cli {

namespace {

using diagnostic::Kind;
using driver::TestResult;
using driver::TestStatus;

struct TestOptions {
  std::vector<std::string> paths;
  std::string format = "text";
  std::string pattern;
  std::string jobs;
  bool list = false;
  bool fail_fast = false;
  bool mutants = false;
  bool update = false;
  bool coverage = false;
  std::string coverage_format;
  std::string coverage_output;
  std::string threshold;

  bool measures() const {
    return coverage || !coverage_format.empty() || !coverage_output.empty() || !threshold.empty();
  }
  /// Whether what was covered is to be written, and not only held to a threshold.
  bool shows_coverage() const { return coverage || !coverage_format.empty() || !coverage_output.empty(); }
  bool coverage_to_stdout() const {
    return shows_coverage() && (coverage_output.empty() || coverage_output == "-");
  }
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
    context.sink()
        .report<Kind::scenario_no_match>(std::nullopt, options.pattern)
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
      text += diagnostic::visible(each.name) + "\n";
    }
  }
  return text;
}

std::vector<TestResult> run_cases(const std::vector<driver::TestCase>& cases, const driver::TestRunOptions& options,
                                  Context& context) {
  const Progress progress;
  std::size_t done = 0;
  return driver::run_tests(cases, options, context.sink(),
                           [&] { progress.show(fmt::format("{} of {}", ++done, cases.size())); });
}

/// Reports scenarios that fail although nothing was changed.
bool check_unchanged(const std::vector<TestResult>& results, Context& context) {
  std::map<std::string, std::size_t> failed;
  for (const TestResult& each : results) {
    failed[each.test.edition->pack->name] += each.status == TestStatus::passed ? 0 : 1;
  }
  bool unchanged = true;
  for (const auto& [pack, count] : failed) {
    if (count != 0) {
      const std::string what = count == 1 ? "1 scenario fails" : fmt::format("{} scenarios fail", count);
      context.sink()
          .report<Kind::scenario_mutants_of_failing>(std::nullopt, what, pack)
          .help("`exeunt test " + pack + "` says which");
      unchanged = false;
    }
  }
  return unchanged;
}

ExitStatus run_mutants(driver::TestSuite& suite, const std::vector<driver::TestCase>& cases, const TestOptions& options,
                       std::size_t jobs, Context& context) {
  const std::vector<TestResult> unchanged = run_cases(cases, {.jobs = jobs, .tally = true}, context);
  if (!check_unchanged(unchanged, context) || context.sink().has_errors()) {
    return ExitStatus::no_answer;
  }
  std::vector<driver::Mutant> mutants;
  {
    const Progress progress;
    std::size_t done = 0;
    mutants = driver::run_mutants(suite, context.session, unchanged, {.jobs = jobs, .fail_fast = options.fail_fast},
                                  [&](std::size_t total) { progress.show(fmt::format("{} of {}", ++done, total)); });
  }
  const std::string text = options.format == "json" ? mutants_json(mutants, context.session.sources())
                                                    : mutants_text(mutants, context.session.sources(),
                                                                   {.colour = use_colour(STDOUT_FILENO)});
  if (!write_output("-", text, context.sink())) {
    return ExitStatus::no_answer;
  }
  const bool caught =
      std::all_of(mutants.begin(), mutants.end(), [](const driver::Mutant& each) { return each.caught; });
  return caught ? ExitStatus::yes : ExitStatus::no;
}

std::string report(const std::vector<TestResult>& results, const std::string& format, const source::Manager& sources) {
  return format == "json"    ? test_json(results, sources)
         : format == "tap"   ? test_tap(results, sources)
         : format == "junit" ? test_junit(results, sources)
                             : test_text(results, sources);
}

/// A percentage in hundredths: "90", "92.5". No value: it is none, as was reported.
std::optional<uint64_t> read_percentage(std::string_view option, const std::string& text, diagnostic::Sink& sink) {
  static const RE2 form("(\\d{1,3})(?:\\.(\\d{1,2}))?");
  uint64_t whole = 0;
  std::string part;
  if (!RE2::FullMatch(text, form, &whole, &part) || whole > 100) {
    sink.report<Kind::usage_bad_choice>(std::nullopt, option, text, "the percentages 0 to 100, such as 92.5");
    return std::nullopt;
  }
  part.resize(2, '0');
  const uint64_t hundredths = whole * 100 + std::stoul(part);
  if (hundredths > 10000) {
    sink.report<Kind::usage_bad_choice>(std::nullopt, option, text, "the percentages 0 to 100, such as 92.5");
    return std::nullopt;
  }
  return hundredths;
}

/// Every pack must reach the threshold by itself. Says which do not.
ExitStatus hold_to_threshold(const std::vector<driver::PackCoverage>& packs, const TestOptions& options,
                             uint64_t hundredths) {
  ExitStatus status = ExitStatus::yes;
  for (const driver::PackCoverage& each : packs) {
    const driver::Points total = summarise(each).total();
    if (total.seen * 10000 < hundredths * total.all) {
      write_error(fmt::format("coverage of {}: {} %, below the threshold of {} %\n", each.pack->name, percent(total),
                              options.threshold));
      status = ExitStatus::no;
    }
  }
  return status;
}

std::string coverage(const std::vector<driver::PackCoverage>& packs, const std::string& format,
                     const source::Manager& sources) {
  return format == "json"   ? coverage_json(packs, sources)
         : format == "lcov" ? coverage_lcov(packs, sources)
                            : coverage_text(packs, sources);
}

/// Reports options that do not go together.
bool check_options(const TestOptions& options, Context& context) {
  const std::size_t errors = context.sink().errors();
  for (const auto& [given, name] : {std::pair(options.mutants, "`--mutants`"), std::pair(options.list, "`--list`")}) {
    if (given && options.measures()) {
      const bool only_threshold = !options.shows_coverage();
      context.sink().report<Kind::usage_not_with>(std::nullopt, only_threshold ? "--threshold" : "--coverage", name);
    }
  }
  if (options.coverage_to_stdout() && options.format != "text") {
    context.sink()
        .report<Kind::usage_not_with>(std::nullopt, "--format " + options.format, "coverage on standard output")
        .help("`--coverage-output FILE` writes it to a file");
  }
  if (options.mutants && options.list) {
    context.sink().report<Kind::usage_not_with>(std::nullopt, "--list", "`--mutants`");
  }
  for (const auto& [other, is_set] : {std::pair("`--mutants`", options.mutants), {"`--list`", options.list}}) {
    if (options.update && is_set) {
      context.sink().report<Kind::usage_not_with>(std::nullopt, "--update", other);
    }
  }
  if (options.mutants && (options.format == "tap" || options.format == "junit")) {
    context.sink().report<Kind::usage_not_with>(std::nullopt, "--format " + options.format, "`--mutants`");
  }
  return context.sink().errors() == errors;
}

/// A document of coverage on standard output stands there alone; people read of the scenarios beside it.
bool write_results(const std::string& before, const std::vector<TestResult>& results, const TestOptions& options,
                   Context& context) {
  const std::string text = before + report(results, options.format, context.session.sources());
  const bool is_document = options.coverage_format == "json" || options.coverage_format == "lcov";
  if (options.coverage_to_stdout() && is_document) {
    write_error(text);
    return true;
  }
  return write_output("-", text, context.sink());
}

/// Writes what the scenarios cover, as far as that is asked for, and holds it to the threshold.
ExitStatus cover(driver::TestSuite& suite, const std::vector<TestResult>& results, const TestOptions& options,
                 uint64_t threshold, Context& context) {
  const auto packs = driver::measure_coverage(context.session, suite, results);
  if (options.shows_coverage()) {
    const std::string text = coverage(packs, options.coverage_format, context.session.sources());
    if (!write_output(options.coverage_output, text, context.sink())) {
      return ExitStatus::no_answer;
    }
  }
  return hold_to_threshold(packs, options, threshold);
}

ExitStatus run(const TestOptions& options, Context& context) {
  constexpr std::size_t most_jobs = 256;
  const std::optional<std::size_t> jobs =
      options.jobs.empty() ? std::max(1u, std::min<unsigned>(std::thread::hardware_concurrency(), most_jobs))
                           : read_number("--jobs", options.jobs, 1, most_jobs, context.sink());
  const std::optional<uint64_t> threshold =
      options.threshold.empty() ? 0 : read_percentage("--threshold", options.threshold, context.sink());
  if (!check_options(options, context) || !jobs || !threshold) {
    return ExitStatus::no_answer;
  }
  if (!check_home(context)) {
    return ExitStatus::no_answer;
  }
  driver::TestSuite suite(context.session, options.update);
  for (const std::string& path : options.paths) {
    suite.add(path);
  }
  const auto cases = select(suite, options, context);
  if (!cases || cases->empty()) {
    return ExitStatus::no_answer;  // as was reported
  }
  if (options.mutants) {
    return run_mutants(suite, *cases, options, *jobs, context);
  }
  if (options.list) {
    return write_output("-", list(*cases), context.sink()) ? ExitStatus::yes : ExitStatus::no_answer;
  }
  std::vector<TestResult> results = run_cases(
      *cases, {.jobs = *jobs, .fail_fast = options.fail_fast, .tally = options.measures()}, context);
  std::string written;
  if (options.update) {
    const auto files = update_expectations(results, context);
    if (!files) {
      return ExitStatus::no_answer;
    }
    for (const std::string& path : options.format == "text" ? *files : std::vector<std::string>()) {
      written += "written: " + path + "\n";
    }
  }
  if (!write_results(written, results, options, context)) {
    return ExitStatus::no_answer;
  }
  const bool passed = std::all_of(results.begin(), results.end(),
                                  [](const TestResult& each) { return each.status == TestStatus::passed; });
  const ExitStatus status = passed ? ExitStatus::yes : ExitStatus::no;
  return options.measures() ? worse(status, cover(suite, results, options, *threshold, context)) : status;
}

}  // namespace

Runner declare_test(Arguments& arguments) {
  const auto options = std::make_shared<TestOptions>();
  arguments.positionals("PATH", options->paths, "scenario files, folders of them, or packs");
  arguments.choice("--format", options->format, {"text", "tap", "junit", "json"}, "how the answer is written");
  arguments.option("--run", "REGEX", options->pattern, "only scenarios whose \"file/name\" the expression finds");
  arguments.flag("--list", options->list, "say which scenarios there are, and run none");
  arguments.option("-j,--jobs", "N", options->jobs,
                   "scenarios, or mutants, run at the same time; without it one for each processor");
  arguments.flag("--fail-fast", options->fail_fast, "stop at the first that fails");
  arguments.flag("--update", options->update, "rewrite what scenarios expect, and the plans that they name, as things are now");
  arguments.flag("--mutants", options->mutants,
                 "make one thing of the policy wrong after the other: does a scenario fail?");
  arguments.flag("--coverage", options->coverage,
                 "say what the scenarios try of their packs: rules, conditions, outcomes, facts");
  arguments.choice("--coverage-format", options->coverage_format, {"text", "json", "lcov"},
                   "--coverage, and how it is written");
  arguments.option("--coverage-output", "FILE", options->coverage_output, "--coverage, to a file");
  arguments.option("--threshold", "PERCENT", options->threshold, "exit 1 where less of a pack is covered");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
