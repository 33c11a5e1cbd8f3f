// What becomes of one and the same account with each contestant: a neutral account, written in concepts, is projected
// into each vendor's model, each vendor's events are planned on it, and the plans are put side by side by neutral
// object.
//
//   crm.deal:5 "Big one" x suspend      Pipedrive: deal:5 stays as it is      HubSpot: deal:5 is left without anybody
//
// An object that a vendor's model has no place for is not carried, and why is said; nothing is ever assumed of it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/compare/cell.h"
#include "interpreter/compare/difference.h"
#include "interpreter/plan/plan.h"

namespace exeunt::compare {

/// What was asked of every contestant; objects are neutral ones.
struct AccountRequest {
  std::string account;  ///< the file, as it was named
  std::string digest;   ///< of the neutral account
  uint64_t objects = 0;
  std::string subject;        ///< "std.user:7"
  std::string subject_label;  ///< "Sales Rep 7"; may be empty
  std::string by;             ///< may be empty
  std::string by_label;
  std::string at;                                  ///< RFC 3339
  std::map<std::string, uint64_t> unknown_types;   ///< objects by type, of types that are no concept: not looked at
  std::map<std::string, uint64_t> unknown_fields;  ///< "crm.deal.colour" -> how many objects have it: likewise
};

/// One event of one contestant, planned on its projection of the account.
struct Run {
  std::size_t contestant = 0;
  std::size_t event_index = 0;             ///< into Comparison::events
  Named event;                             ///< the contestant's own
  std::shared_ptr<const plan::Plan> plan;  ///< null: it could not be planned
  std::string refused;                     ///< why; empty where there is a plan
};

/// One thing that happens to one of the objects that a neutral object became. What a blocked event would do stands
/// here, too: the run says that it is blocked.
struct AccountChange {
  std::string object;  ///< the contestant's: "email:12"
  Named event;
  std::string rule;
  std::string title;  ///< of the rule; may be empty
  std::string outcome;
  std::string text;     ///< "passes to Administrator 1 (user:1)"
  Class outcome_class;  ///< where it is due later: the class's scheduled form, where it has one
  bool reversible = true;
  bool open = false;  ///< the source leaves it open
  Named capability;   ///< empty name: it is about the object
  std::string due;    ///< RFC 3339; empty: at the event
  std::string unless;
  std::string phase;
  std::vector<std::string> cites;
};

/// What is shown in place of it, or of one of its fields.
struct AccountDisplay {
  std::string object;
  Named event;
  std::string rule;
  std::string field;  ///< empty: in place of the object
  std::string text;   ///< empty: nothing is shown
  std::vector<std::string> cites;
};

/// A rule that cannot be decided because the projected object does not say enough.
struct AccountUndecided {
  std::string object;
  Named event;
  std::string rule;
  std::vector<std::string> missing;  ///< "email.visibility"; empty: it failed
  std::string error;
};

/// A field of the contestant's that the account does not fill although the pack says how.
struct LostField {
  std::string field;  ///< "email.visibility"
  std::string why;    ///< "cannot be told: std.message:3.shared is not known": after the field's name
};

/// What a neutral object is in one contestant's model.
struct Carried {
  std::vector<std::string> objects;   ///< "email:12"; empty: it is not carried over
  std::string why_not;                ///< "has no counterpart": after the object's name; empty where it is carried
  std::vector<std::string> left_out;  ///< its fields that have a value and no place in the model, sorted: "shared"
  std::vector<LostField> lost;        ///< by field
};

enum class AccountAnswer {
  changes,      ///< something happens to it, or is shown of it, even if that is that it stays as it is
  undecided,    ///< nothing is certain, and something may happen
  unaddressed,  ///< it refers to the leaver, and no rule speaks of it
  untouched,    ///< it has nothing to do with the event
  blocked,      ///< no event of the concept that the contestant has could be planned
  not_carried,  ///< the model has no place for it
  no_event,     ///< the contestant has no such event
};
inline constexpr std::array<std::string_view, 7> account_answer_names{
    "changes", "undecided", "unaddressed", "untouched", "blocked", "not_carried", "no_event"};
constexpr std::string_view name(AccountAnswer answer) {
  return account_answer_names[static_cast<std::size_t>(answer)];
}

/// What one contestant does to one neutral object under one event. Where the contestant has several events of the
/// concept, those that are ready; where none is, all of them, each change once.
struct AccountCell {
  AccountAnswer answer = AccountAnswer::untouched;
  std::vector<AccountChange> changes;  ///< the worst first, then as the plans order them
  std::vector<AccountDisplay> displays;
  std::vector<AccountUndecided> undecided;
  std::vector<std::string> unaddressed;  ///< fields through which it refers to the leaver: "deal.owner"
  std::optional<Class> worst;            ///< of the changes that count, as with Cell
  bool irreversible = false;
};

/// Whether a change of the cell is what rows are compared by: as with Fate.
bool counts(const AccountChange& change, const AccountCell& cell);

/// As rows of a matrix, by the sets of (class, due, reversible) of what happens. A contestant states something where
/// there are changes or displays.
struct AccountRow {
  Difference difference = Difference::not_stated;
  int cost = 0;
  int worst = 0;
  bool irreversible = false;
  std::vector<AccountCell> cells;  ///< by contestant
};

struct AccountObject {
  std::string object;            ///< "crm.deal:5"
  std::string concept_key;       ///< "crm.deal"
  std::string label;             ///< may be empty
  std::vector<Carried> carried;  ///< by contestant
  std::vector<AccountRow> rows;  ///< by event
};

struct AccountRowId {
  std::size_t object_index = 0;
  std::size_t event_index = 0;
};

struct AccountFates {
  AccountRequest request;
  std::vector<Run> runs;               ///< by event, contestant, name
  std::vector<AccountObject> objects;  ///< by concept, then id; all, or those of concepts asked for
  std::vector<AccountRowId> order;     ///< every row, as Matrix::order
  Counts counts;                       ///< of rows
};

}  // namespace exeunt::compare
