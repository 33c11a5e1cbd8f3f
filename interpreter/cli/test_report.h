// What `exeunt test` found out, for people and for programs. test.schema.json holds the JSON documents.
#pragma once

#include <string>
#include <vector>

#include "interpreter/diagnostic/render.h"
#include "interpreter/driver/coverage.h"
#include "interpreter/driver/mutants.h"
#include "interpreter/driver/test_run.h"
#include "interpreter/source/source.h"

namespace exeunt::cli {

/// What fails, with what was expected and what happened, each with its place; the counts in the last line.
std::string test_text(const std::vector<driver::TestResult>& results, const source::Manager& sources);
/// "exeunt.test/1": every result on a line.
std::string test_json(const std::vector<driver::TestResult>& results, const source::Manager& sources);
/// The Test Anything Protocol, version 14: a test point a result, with a block of YAML where it does not pass.
std::string test_tap(const std::vector<driver::TestResult>& results, const source::Manager& sources);
/// JUnit's XML as CI servers read it: a suite for each file and edition.
std::string test_junit(const std::vector<driver::TestResult>& results, const source::Manager& sources);

/// A line of counts for each pack, then every gap with its place and what would close it.
std::string coverage_text(const std::vector<driver::PackCoverage>& packs, const source::Manager& sources);
/// "exeunt.coverage/1": every declaration and every fact on a line.
std::string coverage_json(const std::vector<driver::PackCoverage>& packs, const source::Manager& sources);
/// LCOV's tracefile: declarations are functions; what is declared on a line makes it a line that can be hit; firing and
/// declining, and each value of an atom, are branches.
std::string coverage_lcov(const std::vector<driver::PackCoverage>& packs, const source::Manager& sources);

/// The survivors, each with its line and the scenarios that should have noticed; the counts in the last line.
std::string mutants_text(const std::vector<driver::Mutant>& mutants, const source::Manager& sources,
                         const diagnostic::RenderOptions& options);
/// "exeunt.mutants/1"
std::string mutants_json(const std::vector<driver::Mutant>& mutants, const source::Manager& sources);

}  // namespace exeunt::cli
