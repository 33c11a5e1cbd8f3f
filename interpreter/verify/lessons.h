// From findings to what they say about the policy. Private to the room.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "interpreter/verify/accounts.h"
#include "interpreter/verify/compare.h"
#include "interpreter/verify/verification.h"

namespace exeunt::verify {

/// What a write does, whichever object it does it to.
struct Aim {
  What what = What::field;
  std::string type;
  std::string field;
  friend auto operator<=>(const Aim&, const Aim&) = default;
};

/// What a rule does with one aim, and for which objects that came out exactly.
struct Record {
  std::vector<snapshot::ObjectIndex> exact;  ///< in the account before; of created objects, what they are created for
  uint64_t exact_count = 0;
  std::map<std::string, uint64_t> values;  ///< written, as JSON; at most `most_values` of them
  static constexpr std::size_t most_values = 64;
};
using Records = std::map<Aim, std::map<std::string, Record>>;  ///< by rule

/// A finding that is not exact, with its object in the account before; of a created one, what it was to be created for.
struct Case {
  const Finding* finding;
  std::optional<snapshot::ObjectIndex> before;
};

std::vector<Lesson> learn(const Question& question, const Side& before, const std::vector<Case>& cases,
                          const Records& records);

}  // namespace exeunt::verify
