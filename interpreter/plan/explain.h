// Why a plan does what it does to one object, or does nothing: value types that an engine fills, and their writers.
//
//   email:12 "Offer" (Email)
//     - is erased on 2024-03-31                                                    private-linked-emails
//   Rules tried
//     private-linked-emails  fired
//       yes  email.owner == subject             email.owner = Sales Rep 7 (user:7)
//       yes  email.visibility == 'private'      email.visibility = "private"
//     shared-emails  did not fire
//       no   email.visibility == 'shared'       email.visibility = "private"
//
// A condition is split at its outer `&&`; each part carries its source text, its value and the fields that decided it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/plan/plan.h"
#include "interpreter/plan/text.h"

namespace exeunt::plan {

/// A field that a condition looked at, as the condition writes it: "email.visibility", "email.owner.status".
struct FieldValue {
  std::string field;
  Value value;
  bool unknown = false;  ///< the snapshot does not say; `value` is null
};

/// `not_read`: an earlier part was false already, and the value would have been an error or was not asked for.
enum class Truth { yes, no, unknown, error, not_read };

/// One part of a condition between `&&`.
struct Conjunct {
  std::string source;  ///< its text in the policy
  Truth value = Truth::yes;
  std::string error;  ///< with Truth::error: why
  std::vector<FieldValue> fields;
};

/// What became of a rule on this object. `overridden`: its condition held, and the rule named in `overridden_by` took
/// its place. `conflicting`: it fired, and another rule writes something else.
enum class Fate { fired, did_not_fire, undecided, overridden, conflicting };

struct RuleTried {
  std::string rule;
  std::string title;
  RuleKind kind = RuleKind::rule;
  Fate fate = Fate::did_not_fire;
  std::string overridden_by;
  std::string phase;
  std::vector<Conjunct> condition;    ///< empty: the rule has no `where`
  std::vector<MissingField> missing;  ///< undecided: what the export should include
  std::string error;                  ///< undecided: evaluation failed
  std::vector<std::string> outcomes;  ///< wording of what it does where it fires: "is erased"
  std::string due;
  std::string unless;
  std::vector<std::string> cites;
  std::optional<Location> location;
};

struct Explanation {
  Policy policy;
  Request request;
  std::string object;
  std::string label;  ///< empty: it has none
  TypeInfo type;
  bool in_snapshot = true;      ///< false: only the plan mentions it (an object created, a reference to nothing)
  std::vector<Change> changes;  ///< those of the plan that are about the object
  std::vector<Capability> capabilities;  ///< those that name the object
  std::vector<Advice> advice;            ///< those that name the object
  std::vector<Display> displays;         ///< those that are about the object
  /// False: made from a plan document alone. `rules` then holds those that took part; their conditions are not known.
  bool rules_tried = true;
  std::vector<RuleTried> rules;          ///< every rule on the object's type; writers show those that fired first
  std::vector<std::string> unaddressed;  ///< fields through which it refers to the subject while no rule covers it
  std::vector<Dangling> dangling;        ///< references that it is left with, or that are left to it
  std::vector<Conflict> conflicts;
  std::map<std::string, std::string> labels;  ///< of objects mentioned
};

std::string write_text(const Explanation& explanation, const TextOptions& options = {});
/// "format": "exeunt.explanation/1", laid out as a plan document is.
std::string write_json(const Explanation& explanation);

}  // namespace exeunt::plan
