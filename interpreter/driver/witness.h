// Which scenarios may notice that a declaration is wrong, and which of them should: told by what they tried of it when
// nothing was wrong. For mutants.h.
#pragma once

#include <cstddef>
#include <vector>

#include "interpreter/driver/mutation.h"
#include "interpreter/driver/test.h"
#include "interpreter/driver/test_run.h"

namespace exeunt::driver {

/// How far a scenario comes with one declaration.
struct Reach {
  bool tried = false;      ///< it is asked at all
  bool fires = false;
  std::size_t atoms = 0;   ///< that its condition came to
  std::size_t unless = 0;  ///< likewise
  bool named = false;      ///< what is expected speaks of it
};

/// A case that may notice a mutant.
struct Witness {
  const TestResult* result;
  Reach reach;
};

/// Those of the edition's cases that may notice the mutation, the most promising first. Cases that never ask the declaration
/// are not among them: it could say anything.
std::vector<Witness> find_witnesses(const CompiledEdition& edition, const std::vector<const TestResult*>& results,
                                    const Mutation& mutation);

/// The most promising of these, all that come equally far and try the declaration at all.
std::vector<const TestCase*> find_nearest(const std::vector<Witness>& witnesses, Clause clause);

}  // namespace exeunt::driver
