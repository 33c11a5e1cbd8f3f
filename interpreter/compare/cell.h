// What one contestant says about one thing under one event: what becomes of it, in which cases, on which statements.
//
//   automation x suspend, Pipedrive: stated
//     is switched off                 where the leaver made it, automation.status == 'active'      creator-turns-off
//     goes on working, lets go of …   where automation.creator != subject, …                       anyone-stays-active
//
// All texts are the author's own, on one line each, not yet escaped for any format. Facts are named by their id: their
// text stands with the contestant (comparison.h).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace exeunt::compare {

enum class Answer {
  stated,       ///< a rule or a display says what becomes of it
  not_offered,  ///< the vendor says that it does not have this (`lacks`)
  not_stated,
};
inline constexpr std::array<std::string_view, 3> answer_names{"stated", "not_offered", "not_stated"};
constexpr std::string_view name(Answer answer) {
  return answer_names[static_cast<std::size_t>(answer)];
}

/// Why nothing is stated: the first that holds.
enum class Why {
  none,       ///< it is stated, or not offered
  no_event,   ///< the contestant has no such event
  no_object,  ///< it has no such object (or capability)
  open,       ///< its source speaks of it and leaves it open; the fates say in which cases
  advised,    ///< its source gives advice and does not say what happens
  no_rule,    ///< nothing speaks of it
};
inline constexpr std::array<std::string_view, 6> why_names{"none", "no_event", "no_object",
                                                           "open", "advised",  "no_rule"};
constexpr std::string_view name(Why why) {
  return why_names[static_cast<std::size_t>(why)];
}

/// Where a declaration stands: the file below the pack's folder, with `/`; lines count from 1.
struct Place {
  std::string file;
  uint32_t line = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

/// Something of the vendor's own, in its words.
struct Named {
  std::string name;   ///< "email_sync"
  std::string title;  ///< "Email sync"; the name where the author gave none
  friend auto operator<=>(const Named&, const Named&) = default;
};

/// A class of outcomes. The severity says how much it costs the account's people: 0 nothing, 100 gone for ever.
struct Class {
  std::string name;   ///< "erased"
  std::string title;  ///< "Is erased at once"
  int severity = 0;
  friend auto operator<=>(const Class&, const Class&) = default;
};

/// A reference to the leaver by which a rule picks its objects: `email.owner == subject`.
struct Tie {
  std::string field;  ///< "owner"; empty: the object is the leaver
  std::string title;  ///< of the field; its name where the author gave none
  std::string role;   ///< "ownership", "authorship" … as the model names it; "none", and "subject" for the leaver
  friend auto operator<=>(const Tie&, const Tie&) = default;
};
/// One conjunct of a condition that speaks of nothing but who refers to the leaver. It holds where any of the ties
/// does.
struct Ties {
  std::vector<Tie> any_of;  ///< in the order written; never empty
  std::string source;       ///< CEL: "deal.owner == subject"
};

struct Delay {
  enum class Kind {
    none,   ///< at the event
    after,  ///< so long after it
    due,    ///< at a moment that an expression gives
  };
  Kind kind = Kind::none;
  std::optional<int64_t> seconds;  ///< after: where it is a constant
  std::string text;                ///< "30d"; the expression where it is none; empty at the event
  friend bool operator==(const Delay&, const Delay&) = default;
};
inline constexpr std::array<std::string_view, 3> delay_names{"none", "after", "due"};
constexpr std::string_view name(Delay::Kind kind) {
  return delay_names[static_cast<std::size_t>(kind)];
}

/// One outcome of one rule for one of the contestant's entities on one of its events.
struct Fate {
  Named event;          ///< the contestant's own
  Named entity;         ///< likewise
  std::string rule;     ///< its name
  std::string title;    ///< of the rule, as a sentence; may be empty
  std::string note;     ///< of the rule; may be empty
  std::string outcome;  ///< the verb: "transfer"
  std::string wording;  ///< "passes to first_admin": arguments as constants, titles or CEL; may be empty
  Class outcome_class;  ///< with a delay: the class's scheduled form, where it has one
  Delay delay;
  bool reversible = true;
  bool open = false;                    ///< the source leaves open what happens (class `unspecified`): not a statement
  std::string unless;                   ///< CEL, read when due; empty: none
  std::string phase;                    ///< empty: the event's only one
  std::vector<Ties> ties;               ///< conjuncts that pick the object by its references to the leaver
  std::vector<std::string> conditions;  ///< the other conjuncts, CEL
  Named capability;  ///< what people can or cannot do from now on; empty name: the outcome is about the object
  std::vector<std::string> overrides;  ///< rules that give way to this one
  std::vector<std::string> cites;
  Place place;
};

/// What the vendor recommends.
struct Advice {
  Named event;
  Named entity;
  std::string rule;
  std::string text;  ///< placeholders as CEL in braces
  std::string note;
  std::vector<Ties> ties;
  std::vector<std::string> conditions;
  std::vector<std::string> cites;
  Place place;
};

/// What people see in place of the object, or in one of its fields, from now on.
struct Display {
  Named event;
  Named entity;
  std::string rule;
  std::string title;
  std::string note;
  Named field;       ///< empty name: in place of the object
  std::string text;  ///< in the default locale; placeholders as CEL in braces; empty: nothing is shown
  std::vector<Ties> ties;
  std::vector<std::string> conditions;
  std::vector<std::string> cites;
  Place place;
};

struct Cell {
  Answer answer = Answer::not_stated;
  Why why = Why::none;
  std::string explanation;         ///< not offered: the reason the pack gives; may be empty
  std::vector<Fate> fates;         ///< the worst first, then by event, entity, rule
  std::vector<Advice> advice;      ///< by event, entity, rule
  std::vector<Display> displays;   ///< likewise
  std::vector<std::string> cites;  ///< of everything in it; sorted, each once; never empty where something is stated
  std::optional<Class> worst;      ///< of what counts (below); none where nothing is stated
  bool irreversible = false;       ///< something of that cannot be undone
};

/// Whether a fate of the cell is what rows are compared by. One that is about what people can do is so only where the
/// cell holds nothing else: the row of the capability tells it.
bool counts(const Fate& fate, const Cell& cell);

}  // namespace exeunt::compare
