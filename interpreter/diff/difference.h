// What two change plans differ in, by meaning: which objects, which entries about them, which members of these, and why.
//
// A difference belongs to a section (the member of the document that holds it) and, below that, to an aspect (what about
// it differs). Both have names, and what the caller names is not compared. Members are written as the plan document
// writes them: `writes.owner.to` is what the write to the field `owner` leaves behind.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/plan/plan.h"

namespace exeunt::diff {

/// Members of a plan document, in its order.
enum class Section {
  policy,
  snapshot,
  request,
  phases,
  verdict,
  guards,
  rules,
  changes,
  capabilities,
  advice,
  displays,
  inventory,
  howtos,
  undecided,
  unaddressed,
  dangling,
  conflicts,
  labels,
  types,
  summary,
};
inline constexpr std::array<std::string_view, 20> section_names{
    "policy",       "snapshot", "request",   "phases", "verdict",   "guards",      "rules",
    "changes",      "capabilities", "advice", "displays", "inventory", "howtos",   "undecided",
    "unaddressed",  "dangling", "conflicts", "labels", "types",     "summary"};

/// What about an entry differs.
enum class Aspect {
  other,      ///< what has no name of its own; ignored with its section
  text,       ///< wording: titles, notes, messages, the verb in words
  cause,      ///< which rule it comes from
  cites,      ///< the facts it rests on
  location,   ///< where a rule stands
  digest,     ///< of policy and snapshot
  outcome,    ///< the verb
  class_,     ///< of the verb, and whether it can be undone
  value,      ///< what is written, shown or in conflict
  due,        ///< when
  condition,  ///< what calls it off
  phase,      ///< the step of the event
  arguments,  ///< of the verb
};
inline constexpr std::array<std::string_view, 13> aspect_names{
    "other", "text",  "cause", "cites",     "location", "digest",   "outcome",
    "class", "value", "due",   "condition", "phase",    "arguments"};

constexpr std::string_view name(Section section) {
  return section_names[static_cast<std::size_t>(section)];
}
constexpr std::string_view name(Aspect aspect) {
  return aspect_names[static_cast<std::size_t>(aspect)];
}

struct Options {
  std::bitset<section_names.size()> ignored_sections;
  std::bitset<aspect_names.size()> ignored_aspects;

  bool ignores(Section section) const { return ignored_sections[static_cast<std::size_t>(section)]; }
  bool ignores(Aspect aspect) const { return ignored_aspects[static_cast<std::size_t>(aspect)]; }
};

/// Everything that can be ignored by name: sections, then aspects.
std::vector<std::string> ignorable_names();
/// False: nothing has that name.
bool ignore(Options& options, std::string_view name);
/// What `options` ignores, in the order of `ignorable_names`.
std::vector<std::string> ignored_names(const Options& options);

/// One member of an entry that differs; without a value on a side where it is not there.
struct Member {
  std::string path;
  Aspect aspect = Aspect::other;
  std::optional<plan::Value> before;
  std::optional<plan::Value> after;
};

enum class Kind {
  added,
  removed,
  changed,
  moved,  ///< the same happens, by another rule
};
inline constexpr std::array<std::string_view, 4> kind_names{"added", "removed", "changed", "moved"};
constexpr std::string_view name(Kind kind) {
  return kind_names[static_cast<std::size_t>(kind)];
}

/// Why an entry differs, as far as two plans can tell.
struct Cause {
  enum class Kind {
    rule,         ///< another rule, or one that takes part in one plan only, or one that says something else
    value,        ///< another value in the snapshot
    request,      ///< another request
    edition,      ///< another edition of the policy
    policy,       ///< another policy, or another state of the edition
    snapshot,     ///< another snapshot; which value decided cannot be told
    unexplained,  ///< policy, snapshot and request are the same
  };
  Kind kind = Kind::unexplained;
  std::string what;    ///< rule: empty; value: the field; request: its members
  std::string before;  ///< rule, value, edition, pack; empty where there is none
  std::string after;
  friend bool operator==(const Cause&, const Cause&) = default;
};
inline constexpr std::array<std::string_view, 7> cause_names{"rule",   "value",    "request",    "edition",
                                                             "policy", "snapshot", "unexplained"};
constexpr std::string_view name(Cause::Kind kind) {
  return cause_names[static_cast<std::size_t>(kind)];
}

/// One entry of one section that differs.
struct Entry {
  Section section = Section::changes;
  Kind kind = Kind::changed;
  std::optional<plan::Value> before;  ///< the whole entry, as the document has it
  std::optional<plan::Value> after;
  std::vector<Member> members;  ///< changed, moved: what differs; never empty
  std::vector<Cause> causes;    ///< the nearest first; empty for what is itself a cause (policy, snapshot, request)
};

/// What a plan speaks of: an object with all that is said about it, a guard, a rule …
struct Subject {
  enum class Area { plan, guard, object, capability, advice, howto, rule, type, label };
  Area area = Area::object;
  std::string name;            ///< empty for the plan itself
  std::vector<Entry> entries;  ///< never empty
  std::map<std::string, std::string> labels;  ///< of the objects that the entries mention
};
inline constexpr std::array<std::string_view, 9> area_names{"plan",   "guard", "object", "capability", "advice",
                                                            "howto", "rule",  "type",   "label"};
constexpr std::string_view name(Subject::Area area) {
  return area_names[static_cast<std::size_t>(area)];
}

struct Counts {
  std::array<uint64_t, kind_names.size()> of{};
  uint64_t operator[](Kind kind) const { return of[static_cast<std::size_t>(kind)]; }
  uint64_t all() const { return of[0] + of[1] + of[2] + of[3]; }
};

struct Totals {
  std::array<Counts, section_names.size()> sections{};
  uint64_t objects = 0;  ///< that differ
  const Counts& operator[](Section section) const { return sections[static_cast<std::size_t>(section)]; }
  uint64_t all() const;
  bool same() const { return all() == 0; }
};

/// One of the plans compared: its head (policy, snapshot, request, phases, verdict, summary), rules and types. The other
/// lists are empty.
struct Side {
  std::string name;  ///< of its file
  plan::Plan plan;
};

/// Everything, in memory.
struct Difference {
  Side before;
  Side after;
  Options options;
  Totals totals;
  std::vector<Cause> roots;  ///< how the plans' policies, snapshots and requests differ
  std::vector<Subject> subjects;
  std::vector<std::string> errors;  ///< why a plan cannot be compared: a value in it is nested too deeply for a document

  bool same() const { return errors.empty() && totals.same(); }
};

}  // namespace exeunt::diff
