// Whether scenarios would notice: a pack with one thing wrong in it (mutation.h), again and again, run against its
// scenarios. Each declaration is made wrong in the first edition in which it is in effect, of those that have a case.
//
// A mutant that does not compile, or that a scenario fails on, is caught; the others are what no scenario pays attention to.
// A mutant that means the same as the pack (their digests are equal) is none: nothing could notice it.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "interpreter/driver/mutation.h"
#include "interpreter/driver/session.h"
#include "interpreter/driver/test.h"
#include "interpreter/driver/test_run.h"
#include "interpreter/pack/pack.h"

namespace exeunt::driver {

struct Mutant {
  std::shared_ptr<const pack::Pack> pack;
  std::string edition;
  Mutation mutation;
  std::string after;          ///< how it then reads, where the mutation does not say that
  std::size_t scenarios = 0;  ///< that were run against it
  bool caught = true;
  /// Of a survivor, the scenarios that should have caught it, by file and place: those in which the declaration fires, or
  /// its `unless` is read if that was changed; if there are none, those that come furthest in its condition. Among them
  /// those whose expectations name it, if any do.
  std::vector<const TestCase*> nearest;
};

struct MutantOptions {
  std::size_t jobs = 1;    ///< threads; at least one
  bool fail_fast = false;  ///< nothing behind the first survivor
};

/// Every mutant of the suite's packs, by pack, edition, file and place, run against the cases of `unchanged`: these passed,
/// and their tallies say what they try. They and their cases must outlive the answer. A mutant costs a compilation and as
/// many scenarios as it takes until one fails; scenarios that never ask the declaration are left out, for they cannot
/// notice. `watch` is told how many mutants there may be, by one thread at a time.
std::vector<Mutant> run_mutants(TestSuite& suite, Session& session, const std::vector<TestResult>& unchanged,
                                const MutantOptions& options, const std::function<void(std::size_t)>& watch);

}  // namespace exeunt::driver
