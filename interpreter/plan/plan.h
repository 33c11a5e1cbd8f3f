// The change plan: what an evaluation yields. A value type without behaviour; engines fill it, writers print it.
//
// Everything is in canonical order already when a Plan leaves an engine (`sort` in order.h defines it), so that equal
// plans are equal bytes. Objects are written "type:id".
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace exeunt::plan {

/// A JSON value with 64-bit integers and ordered members. Timestamps and durations are text (RFC 3339, "3600s"),
/// references "type:id".
struct Value {
  using List = std::vector<Value>;
  using Members = std::vector<std::pair<std::string, Value>>;
  std::variant<std::nullptr_t, bool, int64_t, uint64_t, double, std::string, List, Members> data = nullptr;
  friend bool operator==(const Value&, const Value&) = default;
};

struct Policy {
  std::string pack;     ///< "pipedrive"
  std::string title;    ///< "Pipedrive"
  std::string edition;  ///< "2024-02-29"; empty where the pack has none
  std::string digest;   ///< "sha256:…" over the meaning of the pack: layout, comments and order do not matter
};

struct Snapshot {
  uint64_t objects = 0;
  std::string digest;  ///< "xxh3:…", which tells it from others: snapshot/README.md
  bool absent_is_null = false;
  std::vector<std::string> incomplete;  ///< types of which it does not hold every object
  std::map<std::string, uint64_t> unmodelled_types;
  std::map<std::string, uint64_t> unmodelled_fields;
};

/// One `--transfer`: objects of `type` (all types: "*") or one object, from the subject to `to`, through `field` where
/// given, else through the ownership references.
struct Transfer {
  std::string type;    ///< "deal", "*"; empty where `object` is set
  std::string object;  ///< "deal:5"; empty where `type` is set
  std::string field;   ///< empty: every ownership reference of the type
  std::string to;      ///< "user:2"
};

struct Request {
  std::string event;
  std::string event_title;
  std::string subject;
  std::string by;  ///< empty: not given
  std::string at;
  std::string locale;  ///< of what displays show; empty where the event has none
  Value arguments{Value::Members{}};
  std::vector<Transfer> transfers;
};

enum class Verdict { ready, blocked, conflicted };

/// How a guard came out; `unknown` blocks too, and `missing` says what the export should include.
enum class Outcome3 { yes, no, unknown };

struct MissingField {
  std::string object;  ///< "email:12"
  std::string field;   ///< "email.visibility"
  friend auto operator<=>(const MissingField&, const MissingField&) = default;
};

/// Where a rule stands; only filled on request (`--locations`), because a moved line must not change a plan.
struct Location {
  std::string file;
  uint32_t line = 0;
  uint32_t column = 0;
};

struct Step {
  std::string text;
  std::vector<std::string> cites;
};
struct HowTo {
  std::string name;
  std::string title;
  std::vector<Step> steps;
  std::vector<std::string> cites;
};

struct Guard {
  std::string name;
  Outcome3 holds = Outcome3::yes;
  std::string message;  ///< why it fails; empty where it holds
  std::string unblock;  ///< what to do; may be empty
  std::string howto;    ///< name of a how-to in Plan::howtos; may be empty
  std::vector<MissingField> missing;
  std::string error;  ///< evaluation failed (division by zero …); may be empty
  std::vector<std::string> cites;
  std::optional<Location> location;
};

/// One verb a rule uses.
struct RuleOutcome {
  std::string outcome;
  std::string class_name;
  bool reversible = true;
};

/// A plan names all three in one list, `rules`.
enum class RuleKind { rule, advice, display };

struct Rule {
  std::string title;
  std::string note;
  RuleKind kind = RuleKind::rule;
  std::vector<RuleOutcome> outcomes;
  std::vector<std::string> cites;
  std::optional<Location> location;
};

enum class Op { set, clear, add, remove, erase, create };

struct Write {
  Op op = Op::set;
  std::string field;          ///< empty for erase and create
  Value from;                 ///< set, clear: the value before; add, remove: the list before
  Value to;                   ///< set: the value after; add, remove: the element; create: the new object's members
  bool from_unknown = false;  ///< the snapshot does not say what it was
};

struct Change {
  std::string object;
  std::string rule;     ///< key of Plan::rules; "request" for the operator's own transfers
  std::string outcome;  ///< the verb
  std::string text;     ///< the verb's wording with its arguments: "passes to Administrator 1 (user:1)"
  std::string due;      ///< empty: at the event
  std::string unless;   ///< CEL, read when due; empty: none
  std::string phase;    ///< empty where the event has none
  Value arguments{Value::Members{}};
  std::vector<Write> writes;
};

enum class CapabilityChange { gained, lost };
struct Capability {
  std::string capability;
  std::string title;
  CapabilityChange change = CapabilityChange::lost;
  std::string rule;
  std::vector<std::string> objects;  ///< about which objects
};

struct Advice {
  std::string rule;  ///< key of Plan::rules
  std::string text;
  std::vector<std::string> objects;  ///< canonical order; never empty
};

/// What people see in place of an object, or in one of its fields, after the event.
struct Display {
  std::string object;
  std::string field;  ///< empty: in place of the object
  std::string text;   ///< empty: nothing is shown
  std::string rule;   ///< key of Plan::rules
};

struct InventoryEntry {
  std::string type;
  uint64_t count = 0;
};

struct Undecided {
  std::string object;
  std::string rule;
  std::vector<MissingField> missing;
  std::string error;  ///< evaluation failed instead: message; else empty
};

struct Unaddressed {
  std::string object;
  std::vector<std::string> fields;  ///< through which it refers to the subject
};

struct Dangling {
  std::string object;  ///< that still points
  std::string field;
  std::string to;  ///< to the object erased
};

struct Conflict {
  std::string object;
  std::string field;               ///< empty: the object as a whole (erased and written)
  std::vector<std::string> rules;  ///< sorted
  std::vector<Value> values;       ///< parallel to rules
};

/// Wording that `show` needs: so that a plan document is enough to print it.
struct TypeInfo {
  std::string title;
  std::string plural;
};

struct Summary {
  std::map<std::string, uint64_t> by_outcome;
  std::map<std::string, uint64_t> by_class;
  std::map<std::string, uint64_t> by_type;  ///< distinct objects; the other two count changes
  uint64_t objects = 0;                     ///< distinct objects in changes
  uint64_t affected = 0;                    ///< those of them to which more happens than that they stay as they are
  uint64_t scheduled = 0;                   ///< changes with a due time
  uint64_t irreversible = 0;                ///< changes that cannot be undone
  /// The first moment at which something happens that cannot be undone; empty: never.
  std::string point_of_no_return;
};

struct Plan {
  Policy policy;
  Snapshot snapshot;
  Request request;
  std::vector<std::string> phases;  ///< of the event, in the order in which they happen; empty where it has none
  Verdict verdict = Verdict::ready;
  std::vector<Guard> guards;
  std::map<std::string, Rule> rules;
  std::vector<Change> changes;
  std::vector<Capability> capabilities;
  std::vector<Advice> advice;
  std::vector<Display> displays;
  std::string inventory_title;
  std::vector<std::string> inventory_cites;
  std::vector<InventoryEntry> inventory;
  std::vector<HowTo> howtos;  ///< when blocked: those that guards name; all on request
  std::vector<Undecided> undecided;
  std::vector<Unaddressed> unaddressed;
  std::vector<Dangling> dangling;
  std::vector<Conflict> conflicts;
  Summary summary;
  std::map<std::string, std::string> labels;  ///< "user:7" -> "Sales Rep 7", of objects mentioned that have one
  std::map<std::string, TypeInfo> types;      ///< of objects mentioned
};

}  // namespace exeunt::plan
