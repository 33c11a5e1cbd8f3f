// Whether scenarios would notice: a pack with one thing wrong in it, again and again, run against its scenarios.
//
// Every rule, advice, display and guard is left out once, and its condition turned into its opposite once, in the first
// edition in which it is in effect. A mutant that does not compile, or that a scenario fails on, is caught; the others
// are what no scenario pays attention to. Mutations are made on the syntax in memory; files are not touched.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "interpreter/driver/session.h"
#include "interpreter/driver/test.h"
#include "interpreter/pack/pack.h"

namespace exeunt::driver {

enum class Mutation { left_out, negated };

struct Mutant {
  std::shared_ptr<const pack::Pack> pack;
  std::string edition;
  std::string keyword;  ///< "rule", "advise", "display", "require"
  std::string name;
  Mutation mutation = Mutation::left_out;
  source::Span declared;      ///< the name of what was changed
  std::size_t scenarios = 0;  ///< that were run against it
  bool caught = true;
};

/// Is told of each mutant as it is done, and of how many there are; false: that is enough.
using MutantWatcher = std::function<bool(const Mutant& mutant, std::size_t total)>;

/// Every mutant of the suite's packs, by pack, edition, file and place, run against those of its cases. They must pass
/// as they are. Each costs a compilation and as many scenarios as it takes until one fails; files that mention the
/// declaration's name go first.
std::vector<Mutant> run_mutants(Session& session, TestSuite& suite, const std::vector<TestCase>& cases,
                                const MutantWatcher& watch);

}  // namespace exeunt::driver
