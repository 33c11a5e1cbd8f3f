// What a scenario expects held against what happened. Everything in which they differ is answered; nothing differs: the
// step passes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/apply/account.h"
#include "interpreter/plan/plan.h"
#include "interpreter/scenario/scenario.h"

namespace exeunt::scenario {

/// A file that would hold what happened.
struct Rewrite {
  std::string path;
  std::string text;
};

struct Difference {
  Span at;               ///< the expectation, or what should have had it
  std::string object;    ///< empty: about the event as a whole
  std::string rule;      ///< a rule, an advice, a display, a guard or (afterwards) a field; may be empty
  std::string expected;  ///< as scenario files write it; empty: nothing
  std::string actual;    ///< likewise
  std::string details = {};                   ///< lines of text for people: how the two differ; may be empty
  std::optional<Rewrite> rewrite = {};        ///< what would make them the same
};

/// `request` at `event` led to `plan`.
std::vector<Difference> compare(const Step& step, const std::optional<std::vector<Name>>& about, const plan::Plan& plan,
                                plan::Moment event);

/// A change that the clock came to. Its `due` is empty: it is now.
struct Arrived {
  plan::Change change;
  bool called_off = false;
};
/// A step in which the clock ran.
std::vector<Difference> compare(const Step& step, const std::optional<std::vector<Name>>& about,
                                const std::vector<Arrived>& arrived);

/// The account after a step.
std::vector<Difference> compare(const std::vector<ExpectedState>& expected, const apply::Account& actual);

}  // namespace exeunt::scenario
