// Plans of the tests of the room `plan`, and comparing them as texts.
#pragma once

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "../plan/golden.h"
#include "../plan/sample.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/diff/compare.h"
#include "interpreter/diff/write.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/large.h"
#include "interpreter/source/seekable.h"

namespace exeunt::diff::test {

/// What comparing two documents gave: subjects, or what was reported.
struct Result {
  std::vector<Subject> subjects;
  Totals totals;
  std::vector<std::string> errors;  ///< "a.json:3:7: `changes[0].object` is a number, where a plan has text"
};

inline std::vector<std::string> error_lines(const diagnostic::Sink& sink) {
  std::vector<std::string> lines;
  for (const diagnostic::Diagnostic& one : sink.diagnostics()) {
    const std::string place =
        one.place ? fmt::format("{}:{}:{}: ", one.place->file, one.place->line, one.place->column) : "";
    lines.push_back(place + std::string(diagnostic::info(one.kind).code) + " " + one.message);
  }
  return lines;
}

inline Result compare_texts(const std::string& before, const std::string& after, const Options& options = {}) {
  diagnostic::Sink sink;
  Result result;
  auto a = plan::LargePlan::open(source::Seekable::of("a", before), sink);
  auto b = plan::LargePlan::open(source::Seekable::of("b", after), sink);
  if (a && b) {
    Comparison comparison(std::move(*a), std::move(*b), options);
    while (auto subject = comparison.next()) {
      result.subjects.push_back(std::move(*subject));
    }
    result.totals = comparison.totals();
    CHECK(comparison.has_failed() == sink.has_errors());
  }
  result.errors = error_lines(sink);
  return result;
}

/// "object deal:1: changes changed: due, writes.owner.to | undecided added"
inline std::vector<std::string> in_words(const std::vector<Subject>& subjects) {
  std::vector<std::string> lines;
  for (const Subject& subject : subjects) {
    std::string line = fmt::format("{} {}:", name(subject.area), subject.name);
    for (const Entry& entry : subject.entries) {
      line += fmt::format("{} {} {}", line.ends_with(':') ? "" : " |", name(entry.section), name(entry.kind));
      for (const Member& member : entry.members) {
        line += fmt::format(" {}", member.path);
      }
    }
    lines.push_back(line);
  }
  return lines;
}

inline std::vector<std::string> in_words(const plan::Plan& before, const plan::Plan& after,
                                         const std::vector<std::string>& ignored = {}) {
  Options options;
  for (const std::string& one : ignored) {
    REQUIRE(ignore(options, one));
  }
  return in_words(compare(before, after, options).subjects);
}

}  // namespace exeunt::diff::test
