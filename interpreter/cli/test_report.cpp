#include "interpreter/cli/test_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/plan/json.h"

namespace exeunt::cli {

namespace {

using plan::Value;

struct Counts {
  std::size_t scenarios = 0;
  std::size_t editions = 0;
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t not_run = 0;
};

Counts count(const std::vector<TestResult>& results) {
  Counts counts;
  std::set<const scenario::Scenario*> scenarios;
  std::set<const driver::CompiledEdition*> editions;
  for (const TestResult& each : results) {
    scenarios.insert(each.test.scenario);
    editions.insert(each.test.edition);
    ++(each.status == TestStatus::passed   ? counts.passed
       : each.status == TestStatus::failed ? counts.failed
                                           : counts.not_run);
  }
  counts.scenarios = scenarios.size();
  counts.editions = editions.size();
  return counts;
}

std::string counted(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

/// `42 scenarios in 2 editions: 83 passed, 1 failed`
std::string summary(const Counts& counts) {
  std::string text = fmt::format("{} in {}: {} passed", counted(counts.scenarios, "scenario"),
                                 counted(counts.editions, "edition"), counts.passed);
  if (counts.failed != 0) {
    text += fmt::format(", {} failed", counts.failed);
  }
  if (counts.not_run != 0) {
    text += fmt::format(", {} not run", counts.not_run);
  }
  return text + "\n";
}

std::string place(source::Span span, const source::Manager& sources) {
  const source::File& file = sources.file(span.file);
  const source::Position position = file.position(span.begin);
  return fmt::format("{}:{}:{}", file.name(), position.line, position.column);
}

/// `shop@2024-02-29`
std::string name(const pack::Pack& pack, const std::string& edition) {
  return pack.name + (edition.empty() ? "" : "@" + edition);
}

/// `step 2: email:1 private-linked-emails`
std::string subject(const driver::StepDifference& each) {
  const auto& [at, object, rule, expected, actual] = each.difference;
  std::string text = each.step == 0 ? "" : fmt::format("step {}: ", each.step);
  text += object;
  return text + (object.empty() || rule.empty() ? "" : " ") + rule;
}

std::string or_nothing(const std::string& text) {
  return text.empty() ? "nothing" : text;
}

std::string text_of(const driver::StepDifference& each, const source::Manager& sources) {
  const std::string expected = or_nothing(each.difference.expected);
  const std::string actual = or_nothing(each.difference.actual);
  constexpr std::size_t widest_column = 60;
  const std::size_t width = std::min(std::max(expected.size(), actual.size()), widest_column);
  std::string text = fmt::format("  {}\n    expected  {:<{}}  {}\n", subject(each), expected, width,
                                 place(each.difference.at, sources));
  return text + (each.declared
                     ? fmt::format("    actual    {:<{}}  {}\n", actual, width, place(*each.declared, sources))
                     : fmt::format("    actual    {}\n", actual));
}

Value number(std::size_t count) {
  return {static_cast<uint64_t>(count)};
}

Value::Members place_members(source::Span span, const source::Manager& sources) {
  const source::File& file = sources.file(span.file);
  const source::Position position = file.position(span.begin);
  return {{"file", {file.name()}}, {"line", number(position.line)}, {"column", number(position.column)}};
}

Value in_json(const driver::StepDifference& each, const source::Manager& sources) {
  Value::Members members;
  if (each.step != 0) {
    members.emplace_back("step", number(each.step));
  }
  members.emplace_back("object", Value{each.difference.object});
  members.emplace_back("rule", Value{each.difference.rule});
  members.emplace_back("expected", Value{each.difference.expected});
  members.emplace_back("actual", Value{each.difference.actual});
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
      text += fmt::format("failed: {}: {} ({})\n", place(scenario.span, sources), scenario.text,
                          name(*each.test.edition->pack, each.test.edition->edition));
      for (const driver::StepDifference& difference : each.differences) {
        text += text_of(difference, sources);
      }
    }
  }
  return text + summary(count(results));
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
  const Counts counts = count(results);
  const Value summary{Value::Members{{"scenarios", number(counts.scenarios)},
                                     {"editions", number(counts.editions)},
                                     {"passed", number(counts.passed)},
                                     {"failed", number(counts.failed)},
                                     {"not_run", number(counts.not_run)}}};
  return text + "],\n\"summary\": " + plan::write_value(summary) + "}\n";
}

namespace {

std::string_view name(driver::Mutation mutation) {
  return mutation == driver::Mutation::left_out ? "left out" : "negated";
}

struct MutantCounts {
  std::size_t editions = 0;
  std::size_t caught = 0;
  std::size_t survivors = 0;
};

MutantCounts count(const std::vector<driver::Mutant>& mutants) {
  MutantCounts counts;
  std::set<std::pair<const pack::Pack*, std::string>> editions;
  for (const driver::Mutant& each : mutants) {
    editions.emplace(each.pack.get(), each.edition);
    ++(each.caught ? counts.caught : counts.survivors);
  }
  counts.editions = editions.size();
  return counts;
}

}  // namespace

std::string mutants_text(const std::vector<driver::Mutant>& mutants, const source::Manager& sources) {
  std::string text;
  for (const driver::Mutant& each : mutants) {
    if (!each.caught) {
      text += fmt::format("survives: {}: {} {} {} ({}, {})\n", place(each.declared, sources), each.keyword, each.name,
                          name(each.mutation), name(*each.pack, each.edition), counted(each.scenarios, "scenario"));
    }
  }
  const MutantCounts counts = count(mutants);
  text += fmt::format("{} in {}: {} caught", counted(mutants.size(), "mutant"), counted(counts.editions, "edition"),
                      counts.caught);
  return text + (counts.survivors == 0 ? "\n" : fmt::format(", {} survived\n", counts.survivors));
}

std::string mutants_json(const std::vector<driver::Mutant>& mutants, const source::Manager& sources) {
  std::string text = "{\"format\": \"exeunt.mutants/1\",\n\"survivors\": [";
  const char* separator = "\n";
  for (const driver::Mutant& each : mutants) {
    if (each.caught) {
      continue;
    }
    Value::Members members = place_members(each.declared, sources);
    members.emplace_back("declaration", Value{each.keyword});
    members.emplace_back("name", Value{each.name});
    members.emplace_back("mutation", Value{std::string(name(each.mutation))});
    members.emplace_back("pack", Value{each.pack->name});
    members.emplace_back("edition", Value{each.edition});
    members.emplace_back("scenarios", number(each.scenarios));
    text += separator + plan::write_value({std::move(members)});
    separator = ",\n";
  }
  const MutantCounts counts = count(mutants);
  const Value summary{Value::Members{{"mutants", number(mutants.size())},
                                     {"editions", number(counts.editions)},
                                     {"caught", number(counts.caught)},
                                     {"survivors", number(counts.survivors)}}};
  return text + "],\n\"summary\": " + plan::write_value(summary) + "}\n";
}

}  // namespace exeunt::cli
