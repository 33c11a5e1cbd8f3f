// A scenario file: an account, events on a clock, and what each of them must do.
//
// Plain structs, in the order of the file, every word with its place. policies/SCENARIOS.md describes the format for
// those who write it. Defaults of the file and of a scenario are filled in: a step says everything about itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/plan/plan.h"
#include "interpreter/plan/time.h"
#include "interpreter/source/source.h"

namespace exeunt::scenario {

using ast::Name;
using source::Span;

// ---- the account

/// Where a value stands in the file, by the column at which it begins in the object's line of JSON (0-based, in code
/// points).
struct Place {
  std::size_t column = 0;
  Span span;
};

struct Object {
  std::string name;   ///< "email:1"
  plan::Value value;  ///< with `type` and `id`
  Span span;
  std::vector<Place> places;  ///< of its members and what is in them, ascending; may be empty
};

struct Account {
  std::vector<Object> objects;
  bool absent_is_null = false;
};

// ---- what happens

struct Argument {
  Name name;
  Name value;
};

struct Request {
  std::optional<Name> event;
  std::optional<Name> subject;
  std::optional<Name> by;
  std::optional<Name> at;  ///< a time or a date; none: the clock as it stands
  std::optional<Name> locale;
  std::vector<Argument> arguments;
  std::vector<Name> transfers;
};

// ---- what is expected

/// `30d` after the event, or a time.
struct Due {
  std::variant<int64_t, plan::Moment> when;
  std::string text;  ///< as written
};

struct FieldValue {
  Name field;
  plan::Value value;
};

/// One thing that a rule, an advice or a display says of an object. What is not given is not compared, but for `due`.
/// Where the clock runs: what comes due, an `outcome` that is carried out now or one that is `called_off`.
struct Entry {
  enum class Kind { outcome, called_off, advice, display, undecided, unaddressed };
  Kind kind = Kind::outcome;
  std::string outcome;                             ///< the verb; of `called_off` it may be empty: whatever it is
  std::optional<Due> due;                          ///< of `outcome`; none: at the event
  std::optional<std::string> text;                 ///< outcome: its wording; advice: its text; display: what is shown
  std::optional<std::string> field;                ///< display: where it is seen
  std::optional<std::vector<FieldValue>> writes;   ///< outcome: all of them, each with the value after it
  std::optional<std::vector<std::string>> fields;  ///< undecided: "email.visibility"; unaddressed: "owner"
};

struct ExpectedRule {
  Name rule;
  std::vector<Entry> entries;
};
struct ExpectedObject {
  Name object;
  std::vector<ExpectedRule> rules;  ///< none: nothing happens to it
};
struct Expectation {
  Span span;
  std::vector<ExpectedObject> objects;
};

struct ExpectedGuard {
  Name guard;
  bool undecided = false;  ///< it cannot be decided, instead of failing
};
struct Blocked {
  Span span;
  std::vector<ExpectedGuard> guards;
};

/// The fields of an object that rules write differently; "" where one erases it and another writes to it.
struct ExpectedConflict {
  Name object;
  std::vector<std::string> fields;
};
struct Conflicted {
  Span span;
  std::vector<ExpectedConflict> objects;
};

/// An object after a step.
struct ExpectedState {
  Name object;
  bool gone = false;
  std::vector<FieldValue> fields;
};

// ---- scenarios

/// An event, or the clock running.
struct Step {
  Span span;
  std::variant<Request, Due> action;
  std::optional<Expectation> expect;
  bool partial = false;  ///< objects that `expect` does not list are not looked at
  std::optional<Blocked> blocked;
  std::optional<Conflicted> conflicted;
  std::vector<ExpectedState> afterwards;
  std::optional<Name> plan;  ///< a file with the whole plan, relative to this one; ends in `/`: a folder, EDITION.json in it
};

struct Scenario {
  Name name;
  Account account;         ///< its own; `merge` (account.h) puts it over the file's
  std::optional<Name> at;  ///< where the clock begins
  std::vector<Step> steps;
};

struct File {
  source::FileId id;
  Name pack;
  std::string title;
  std::vector<Name> editions;              ///< none: every edition of the pack
  std::optional<std::vector<Name>> about;  ///< types for which expectations are complete; none: all
  Account account;                         ///< of every scenario
  std::vector<Scenario> scenarios;
};

}  // namespace exeunt::scenario
