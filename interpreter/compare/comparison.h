// Packs, or editions of one pack, side by side: by the concepts that their objects, events and capabilities stand for,
// and by the classes of what happens to them. Plain data; text, JSON, Markdown and HTML are written from it alone.
//
// A matrix has a row for every concept and event: what each contestant says about that object under that event. Nothing
// is dropped: what has no concept has a row of its own under the contestant's name. Vectors "by contestant" all have
// one entry for each, in the order of the command line; apart from that order, nothing depends on it.
//
//   for (const RowId& id : comparison.objects.order) {      // what differs most comes first
//     const Row& row = comparison.objects.at(id);
//     const Concept& what = comparison.objects.concepts[id.concept_index];
//     const Event& when = comparison.events[id.event_index];
//     for (const Cell& cell : row.cells) { … }              // by contestant
//   }
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/compare/account.h"
#include "interpreter/compare/cell.h"
#include "interpreter/compare/difference.h"

namespace exeunt::compare {

/// What a statement of a vendor's documentation says; `Cell::cites` and the like name it by `id`.
struct Fact {
  std::string id;       ///< "pd.deactivate.emails.private-linked"
  std::string section;  ///< of the document
  std::string text;
  friend auto operator<=>(const Fact&, const Fact&) = default;
};

/// A field without an expression that would fill it from a neutral account.
struct UnmappedField {
  Named entity;
  Named field;
};

/// What of a contestant no concept stands for. All sorted by name.
struct Unmapped {
  std::vector<Named> entities;
  std::vector<UnmappedField> fields;  ///< of entities whose concept has fields
  std::vector<Named> events;
  std::vector<Named> capabilities;
  bool empty() const { return entities.empty() && fields.empty() && events.empty() && capabilities.empty(); }
};

struct Contestant {
  std::string pack;           ///< "pipedrive"
  std::string title;          ///< "Pipedrive"
  std::string edition;        ///< "2024-02-29"; empty where the pack has none
  std::string edition_title;  ///< "As of 29 February 2024"; may be empty
  std::string digest;         ///< "sha256:…" over the meaning of the pack in this edition
  std::vector<Fact> facts;    ///< all that the comparison cites of it, by id, each once
  Unmapped unmapped;
};

// ---- events

struct Argument {
  Named named;
  std::string type;           ///< "string", "ref<user>?"
  std::string default_value;  ///< CEL; empty: it must be given
};

/// What must hold for the event to happen.
struct Guard {
  std::string name;
  std::string require;    ///< CEL
  bool says_who = false;  ///< it reads `by`: it says who may do this
  std::string otherwise;  ///< what is said where it does not hold
  std::string unblock;    ///< what helps; may be empty
  std::string howto;      ///< the name of a how-to; may be empty
  std::vector<std::string> cites;
  Place place;
};

struct Step {
  std::string text;
  std::vector<std::string> cites;
};
struct HowTo {
  Named named;
  std::vector<Step> steps;
  std::vector<std::string> cites;
};

/// One event of a contestant.
struct VendorEvent {
  Named named;                      ///< "remove-self", "Remove yourself from the account"
  Named subject;                    ///< the entity of the leaver
  std::vector<Argument> arguments;  ///< in declared order
  std::vector<std::string> phases;  ///< in the order in which they happen; empty where it has none
  std::vector<Guard> guards;        ///< in the order in which they are read
  std::string inventory;            ///< title of what is shown before; empty: nothing is
  std::vector<std::string> inventory_cites;
  std::vector<HowTo> howtos;  ///< by name
  std::vector<std::string> cites;
  Place place;
};

struct EventAnswer {
  Answer answer = Answer::not_stated;
  std::string explanation;          ///< not offered: why
  std::vector<VendorEvent> events;  ///< stated: its events of this concept, by name; never empty then
  std::vector<std::string> cites;   ///< of all that, guards and how-tos included; sorted
};

/// One way of leaving, a column of the matrix.
struct Event {
  std::string key;                           ///< "std.suspend"; of one without a concept "pipedrive:archive"
  std::string title;                         ///< "Suspend: …"
  bool mapped = true;                        ///< false: without a concept, so that only contestants of one pack have it
  std::vector<EventAnswer> answers;          ///< by contestant
  Difference difference = Difference::same;  ///< by answers alone: `same`, `one_sided`
};

// ---- objects and capabilities

struct Row {
  Difference difference = Difference::not_stated;
  /// The largest gap between the worst severities of two contestants that state something; 1 where there is none but
  /// only one of the two cannot be undone.
  int cost = 0;
  int worst = 0;  ///< the largest severity among all contestants
  bool irreversible = false;
  std::vector<Cell> cells;  ///< by contestant
};

/// A contestant's entity or capability that stands for a concept.
struct Own {
  Named named;
  std::vector<std::string> cites;  ///< of capabilities
};

/// An object, or a capability.
struct Concept {
  std::string key;                    ///< "crm.deal"; of one without a concept "pipedrive:goal"
  std::string title;                  ///< "Deal"
  std::string plural;                 ///< "Deals"; the title where there is none
  bool mapped = true;                 ///< false: without a concept, so that only contestants of one pack have it
  std::vector<std::vector<Own>> own;  ///< by contestant: what it calls this; sorted by name; empty: it has none
  std::vector<Row> rows;              ///< by event
};

struct RowId {
  std::size_t concept_index = 0;
  std::size_t event_index = 0;
  friend auto operator<=>(const RowId&, const RowId&) = default;
};

struct Matrix {
  std::vector<Concept> concepts;  ///< those with a concept, by key; then those without, by key
  /// Every row: those that differ, then one-sided ones, the same, the not stated; those of concepts before those
  /// without; in each, the greatest cost first, then the worst severity, then by concept, then by event.
  std::vector<RowId> order;
  Counts counts;           ///< of rows where both concept and event are mapped
  Counts unmapped_counts;  ///< of the others

  const Row& at(const RowId& id) const { return concepts[id.concept_index].rows[id.event_index]; }
};

/// A concept of the standard library that no contestant has anything for.
struct Unclaimed {
  enum class Kind { object, event, capability };
  Kind kind = Kind::object;
  std::string key;
  std::string title;
};
inline constexpr std::array<std::string_view, 3> kind_names{"object", "event", "capability"};
constexpr std::string_view name(Unclaimed::Kind kind) {
  return kind_names[static_cast<std::size_t>(kind)];
}

// ---- editions of one pack, statement by statement

/// Part of a statement that is not the same in all contestants: "where", "then", "cite" …
struct Clause {
  std::string name;
  std::vector<std::optional<std::string>> texts;  ///< by contestant; none: it is not there
};

/// A rule, a piece of advice, a display, a guard, a capability, a let … that is not the same in all contestants.
struct Statement {
  enum class Kind { rule, advice, display, event, guard, howto, capability, let, lack, entity };
  Kind kind = Kind::rule;
  std::string name;             ///< a guard's after its event's: "deactivate/super-admin"
  std::string title;            ///< where all that have it say the same; else, and where it has none, empty
  std::vector<bool> present;    ///< by contestant
  bool changed = false;         ///< at least two have it, and not with the same words
  std::vector<Clause> clauses;  ///< what is not the same among those that have it; where only one has it: all of it
};
inline constexpr std::array<std::string_view, 10> statement_names{"rule",  "advice",     "display", "event", "guard",
                                                                  "howto", "capability", "let",     "lack",  "entity"};
constexpr std::string_view name(Statement::Kind kind) {
  return statement_names[static_cast<std::size_t>(kind)];
}

// ---- all of it

struct Comparison {
  std::vector<Contestant> contestants;     ///< two or more
  std::vector<std::string> only_events;    ///< what was asked for by name, sorted; empty: everything
  std::vector<std::string> only_concepts;  ///< likewise: objects and capabilities
  std::vector<Event> events;  ///< those with a concept, as their modules declare them; then those without, by key
  Matrix objects;
  Matrix capabilities;
  std::vector<Unclaimed> unclaimed;   ///< by kind, then key
  bool one_pack = false;              ///< all contestants are editions of one pack, so that the next two are filled
  std::vector<Statement> statements;  ///< that differ: by kind, then name
  uint64_t same_statements = 0;
  std::optional<AccountFates> account;

  /// Nothing differs: no row, no event, no statement, no object of the account.
  bool same() const;
};

/// The fact that `contestant` cites as `id`; null: there is none. O(log facts).
const Fact* find_fact(const Comparison& comparison, std::size_t contestant, std::string_view id);

}  // namespace exeunt::compare
