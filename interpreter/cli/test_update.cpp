#include "interpreter/cli/test_update.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include "interpreter/cli/output.h"
#include "interpreter/scenario/update.h"
#include "interpreter/yaml/document.h"

namespace exeunt::cli {

using diagnostic::Kind;
using driver::StepDifference;
using driver::TestResult;
using driver::TestStatus;

namespace {

namespace fs = std::filesystem;

/// What is to be written, by path.
using Files = std::map<std::string, std::string>;

/// The folder that a scenario file may have plans written to: the outermost one called `scenarios` around it, or its own.
fs::path home_of(const std::string& file) {
  std::error_code unknown;
  const fs::path own = fs::weakly_canonical(fs::absolute(file, unknown).parent_path(), unknown);
  fs::path at;
  for (const fs::path& part : own) {
    at /= part;
    if (part == "scenarios") {
      return at;
    }
  }
  return own;
}

/// Whether a file that is written there comes to lie in `home`, links followed. One that leads nowhere yet does not.
bool lies_in(const fs::path& home, const std::string& path) {
  std::error_code unknown;
  const fs::path target = fs::weakly_canonical(fs::absolute(path, unknown), unknown);
  if (unknown || fs::is_symlink(target, unknown)) {
    return false;
  }
  return std::mismatch(home.begin(), home.end(), target.begin(), target.end()).first == home.end();
}

/// The plans that differ. False: one is not the same for all that name it, or lies where nothing is to be written.
bool add_plans(const std::vector<TestResult>& results, Files& files, const source::Manager& sources, diagnostic::Sink& sink) {
  std::map<std::string, source::Span> named;
  for (const TestResult& result : results) {
    for (const StepDifference& each : result.differences) {
      if (!each.difference.rewrite) {
        continue;
      }
      const auto& [path, text] = *each.difference.rewrite;
      const fs::path home = home_of(sources.file(result.test.file->id).name());
      if (std::error_code unknown; !lies_in(home, path)) {
        sink.report<Kind::scenario_update_outside>(each.difference.at, path, fs::proximate(home, unknown).generic_string());
        return false;
      }
      const auto [first, is_new] = files.try_emplace(path, text);
      named.emplace(path, each.difference.at);
      if (!is_new && first->second != text) {
        sink.report<Kind::scenario_update_conflict>(each.difference.at, path)
            .label(named.at(path), "named first here")
            .help("a name that ends in `/` is a folder with a plan for each edition");
        return false;
      }
    }
  }
  return true;
}

/// Where the expectations of a scenario begin: the same for all editions, and for all cases of one scenario.
uint32_t place_of_expectations(const scenario::Scenario& scenario) {
  for (const scenario::Step& step : scenario.steps) {
    if (step.expect) {
      return step.expect->span.begin;
    }
  }
  return scenario.name.span.begin;
}

using Content = std::set<std::tuple<uint32_t, std::string, std::string, std::string>>;
/// What a result says, but for what was expected.
Content content(const TestResult& result) {
  Content out;
  for (const auto& [step, difference, declared] : result.differences) {
    out.emplace(difference.at.begin, difference.object, difference.rule, difference.actual);
  }
  return out;
}

/// Those of one file whose expectations all that share them would have alike.
std::vector<TestResult*> agreeing(const std::vector<TestResult*>& of_file) {
  std::map<uint32_t, std::vector<TestResult*>> by_place;
  for (TestResult* each : of_file) {
    by_place[place_of_expectations(*each->test.scenario)].push_back(each);
  }
  std::vector<TestResult*> out;
  for (const auto& [place, group] : by_place) {
    const TestResult& first = *group.front();
    const auto differs = [&first](const TestResult* each) {
      return each->status != TestStatus::failed || content(*each) != content(first);
    };
    if (std::none_of(group.begin(), group.end(), differs)) {
      out.insert(out.end(), group.begin(), group.end());
    }
  }
  return out;
}

/// Rewrites one file's expectations, if what comes of it is a document, and takes out the differences that this settles.
void add_expectations(source::FileId file, const std::vector<TestResult*>& results, Files& files, Context& context) {
  source::Manager& sources = context.session.sources();
  diagnostic::Sink unheard;
  const std::string_view text = sources.file(file).text();
  const yaml::Document document = yaml::load(sources, file, unheard);
  std::vector<scenario::Difference> differences;
  for (const TestResult* result : results) {
    for (const StepDifference& each : result->differences) {
      differences.push_back(each.difference);
    }
  }
  if (!document.root || differences.empty()) {
    return;
  }
  scenario::Updated updated = scenario::update(*document.root, text, differences);
  if (updated.text == text || !yaml::load(sources, sources.add("updated", updated.text), unheard).root) {
    return;
  }
  std::size_t next = 0;
  for (TestResult* result : results) {
    std::erase_if(result->differences, [&](const StepDifference&) { return updated.done[next++]; });
  }
  files[sources.file(file).name()] = std::move(updated.text);
}

}  // namespace

std::optional<std::vector<std::string>> update_expectations(std::vector<TestResult>& results, Context& context) {
  Files files;
  if (!add_plans(results, files, context.session.sources(), context.sink())) {
    return std::nullopt;
  }
  std::map<const scenario::File*, std::vector<TestResult*>> by_file;
  for (TestResult& result : results) {
    std::erase_if(result.differences, [](const auto& each) { return each.difference.rewrite.has_value(); });
    by_file[result.test.file].push_back(&result);
  }
  for (const auto& [file, of_file] : by_file) {
    add_expectations(file->id, agreeing(of_file), files, context);
  }
  for (TestResult& result : results) {
    if (result.status == TestStatus::failed && result.differences.empty()) {
      result.status = TestStatus::passed;
    }
  }
  std::vector<std::string> written;
  for (const auto& [path, text] : files) {
    std::error_code ignored;  // writing says what is wrong
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
    if (!write_output(path, text, context.sink())) {
      return std::nullopt;
    }
    written.push_back(path);
  }
  return written;
}

}  // namespace exeunt::cli
