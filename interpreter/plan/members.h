// The members of a plan document, stated once: the writer and the reader walk the same lists.
//
// `members(archive, x)` names every member of `x` in the order in which a document has them. `required` is always
// there; `optional` is left out while it is empty; `when` is written on a condition and read where it stands; `derived`
// is written for the reader's convenience and not read back; `inlined` stands for the members of an optional struct,
// told by its first one.
#pragma once

#include <array>
#include <string_view>
#include <type_traits>

#include "interpreter/plan/explain.h"
#include "interpreter/plan/plan.h"

namespace exeunt::plan {

/// The text of each enumerator, in the order of the enumeration.
template <class E>
inline constexpr std::array<std::string_view, 0> enum_names{};
template <>
inline constexpr std::array<std::string_view, 3> enum_names<Verdict>{"ready", "blocked", "conflicted"};
template <>
inline constexpr std::array<std::string_view, 3> enum_names<Outcome3>{"yes", "no", "unknown"};
template <>
inline constexpr std::array<std::string_view, 6> enum_names<Op>{"set", "clear", "add", "remove", "erase", "create"};
template <>
inline constexpr std::array<std::string_view, 2> enum_names<CapabilityChange>{"gained", "lost"};
template <>
inline constexpr std::array<std::string_view, 3> enum_names<RuleKind>{"rule", "advice", "display"};
template <>
inline constexpr std::array<std::string_view, 5> enum_names<Truth>{"yes", "no", "unknown", "error", "not_read"};
template <>
inline constexpr std::array<std::string_view, 5> enum_names<Fate>{"fired", "did_not_fire", "undecided", "overridden",
                                                                  "conflicting"};

template <class E>
constexpr std::string_view name(E value) {
  return enum_names<E>[static_cast<std::size_t>(value)];
}

template <class T, class U>
concept Is = std::is_same_v<std::remove_const_t<T>, U>;

template <class A, Is<Policy> T>
void members(A& archive, T& policy) {
  archive.required("pack", policy.pack);
  archive.optional("title", policy.title);
  archive.optional("edition", policy.edition);
  archive.required("digest", policy.digest);
}

template <class A, Is<Snapshot> T>
void members(A& archive, T& snapshot) {
  archive.required("objects", snapshot.objects);
  archive.required("digest", snapshot.digest);
  archive.required("absent_is_null", snapshot.absent_is_null);
  archive.optional("incomplete", snapshot.incomplete);
  archive.required("unmodelled_types", snapshot.unmodelled_types);
  archive.required("unmodelled_fields", snapshot.unmodelled_fields);
}

template <class A, Is<Transfer> T>
void members(A& archive, T& transfer) {
  archive.optional("type", transfer.type);
  archive.optional("object", transfer.object);
  archive.optional("field", transfer.field);
  archive.required("to", transfer.to);
}

template <class A, Is<Request> T>
void members(A& archive, T& request) {
  archive.required("event", request.event);
  archive.optional("title", request.event_title);
  archive.required("subject", request.subject);
  archive.optional("by", request.by);
  archive.required("at", request.at);
  archive.optional("locale", request.locale);
  archive.arguments(request.arguments);
  archive.required("transfers", request.transfers);
}

template <class A, Is<MissingField> T>
void members(A& archive, T& missing) {
  archive.required("object", missing.object);
  archive.required("field", missing.field);
}

template <class A, Is<Location> T>
void members(A& archive, T& location) {
  archive.required("file", location.file);
  archive.required("line", location.line);
  archive.required("column", location.column);
}

template <class A, Is<Guard> T>
void members(A& archive, T& guard) {
  archive.required("name", guard.name);
  archive.required("holds", guard.holds);
  archive.optional("message", guard.message);
  archive.optional("unblock", guard.unblock);
  archive.optional("howto", guard.howto);
  archive.optional("missing", guard.missing);
  archive.optional("error", guard.error);
  archive.required("cites", guard.cites);
  archive.inlined("file", guard.location);
}

template <class A, Is<RuleOutcome> T>
void members(A& archive, T& outcome) {
  archive.required("outcome", outcome.outcome);
  archive.required("class", outcome.class_name);
  archive.required("reversible", outcome.reversible);
}

template <class A, Is<Rule> T>
void members(A& archive, T& rule) {
  archive.optional("title", rule.title);
  archive.optional("note", rule.note);
  archive.when("kind", rule.kind, rule.kind != RuleKind::rule);
  archive.required("outcomes", rule.outcomes);
  archive.required("cites", rule.cites);
  archive.inlined("file", rule.location);
}

template <class A, Is<Write> T>
void members(A& archive, T& write) {
  archive.required("op", write.op);
  archive.optional("field", write.field);
  const bool has_from = write.op != Op::erase && write.op != Op::create && !write.from_unknown;
  archive.when("from", write.from, has_from);
  archive.optional("from_unknown", write.from_unknown);
  archive.when("to", write.to, write.op != Op::erase && write.op != Op::clear);
}

template <class A, Is<Change> T>
void members(A& archive, T& change) {
  archive.required("object", change.object);
  archive.required("rule", change.rule);
  archive.required("outcome", change.outcome);
  archive.optional("text", change.text);
  archive.optional("due", change.due);
  archive.optional("unless", change.unless);
  archive.optional("phase", change.phase);
  archive.arguments(change.arguments);
  archive.required("writes", change.writes);
}

template <class A, Is<Capability> T>
void members(A& archive, T& capability) {
  archive.required("capability", capability.capability);
  archive.optional("title", capability.title);
  archive.required("change", capability.change);
  archive.required("rule", capability.rule);
  archive.required("objects", capability.objects);
}

template <class A, Is<Advice> T>
void members(A& archive, T& advice) {
  archive.required("rule", advice.rule);
  archive.required("text", advice.text);
  archive.derived("count", advice.objects.size());
  archive.required("objects", advice.objects);
}

template <class A, Is<Display> T>
void members(A& archive, T& display) {
  archive.required("object", display.object);
  archive.optional("field", display.field);
  archive.required("text", display.text);
  archive.required("rule", display.rule);
}

template <class A, Is<Step> T>
void members(A& archive, T& step) {
  archive.required("text", step.text);
  archive.optional("cites", step.cites);
}

template <class A, Is<HowTo> T>
void members(A& archive, T& howto) {
  archive.required("name", howto.name);
  archive.optional("title", howto.title);
  archive.required("steps", howto.steps);
  archive.required("cites", howto.cites);
}

/// `inventory` is one member of a document and three of a plan.
template <class P>
struct Inventory {
  P& plan;
};

template <class A, class P>
void members(A& archive, const Inventory<P>& inventory) {
  archive.optional("title", inventory.plan.inventory_title);
  archive.required("counts", inventory.plan.inventory);
  archive.optional("cites", inventory.plan.inventory_cites);
}

template <class A, Is<Undecided> T>
void members(A& archive, T& undecided) {
  archive.required("object", undecided.object);
  archive.required("rule", undecided.rule);
  archive.optional("missing", undecided.missing);
  archive.optional("error", undecided.error);
}

template <class A, Is<Unaddressed> T>
void members(A& archive, T& unaddressed) {
  archive.required("object", unaddressed.object);
  archive.required("fields", unaddressed.fields);
}

template <class A, Is<Dangling> T>
void members(A& archive, T& dangling) {
  archive.required("object", dangling.object);
  archive.required("field", dangling.field);
  archive.required("to", dangling.to);
}

template <class A, Is<Conflict> T>
void members(A& archive, T& conflict) {
  archive.required("object", conflict.object);
  archive.optional("field", conflict.field);
  archive.required("rules", conflict.rules);
  archive.required("values", conflict.values);
}

template <class A, Is<TypeInfo> T>
void members(A& archive, T& type) {
  archive.required("title", type.title);
  archive.required("plural", type.plural);
}

template <class A, Is<Summary> T>
void members(A& archive, T& summary) {
  archive.required("objects", summary.objects);
  archive.required("affected", summary.affected);
  archive.required("scheduled", summary.scheduled);
  archive.required("irreversible", summary.irreversible);
  archive.optional("point_of_no_return", summary.point_of_no_return);
  archive.required("by_outcome", summary.by_outcome);
  archive.required("by_class", summary.by_class);
  archive.required("by_type", summary.by_type);
}

/// What both forms say at the start.
template <class A, class P>
void head_members(A& archive, P& plan) {
  archive.required("policy", plan.policy);
  archive.required("snapshot", plan.snapshot);
  archive.required("request", plan.request);
  archive.optional("phases", plan.phases);
}

/// The list of one name, for the document as a member and for the line form as lines of the kind `record`.
template <class A, class P>
void list_members(A& archive, P& plan) {
  archive.list("guards", "guard", plan.guards);
  archive.map("rules", "rule", "name", plan.rules);
  archive.list("changes", "change", plan.changes);
  archive.list("capabilities", "capability", plan.capabilities);
  archive.list("advice", "advice", plan.advice);
  archive.list("displays", "display", plan.displays);
  archive.single("inventory", "inventory", Inventory<P>{plan});
  archive.list("howtos", "howto", plan.howtos);
  archive.list("undecided", "undecided", plan.undecided);
  archive.list("unaddressed", "unaddressed", plan.unaddressed);
  archive.list("dangling", "dangling", plan.dangling);
  archive.list("conflicts", "conflict", plan.conflicts);
  archive.map("labels", "label", "object", plan.labels);
  archive.map("types", "type", "name", plan.types);
}

}  // namespace exeunt::plan
