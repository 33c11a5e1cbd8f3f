#include "interpreter/apply/revert.h"

#include <algorithm>

#include "interpreter/apply/object.h"

namespace exeunt::apply {

using plan::Op;
using plan::Value;
using plan::Write;

static void put(Value& object, const std::string& field, const Value& value, bool may_go) {
  auto& members = std::get<Value::Members>(object.data);
  const auto found =
      std::find_if(members.begin(), members.end(), [&field](const auto& member) { return member.first == field; });
  if (may_go) {
    if (found != members.end()) {
      members.erase(found);
    }
  } else if (found != members.end()) {
    found->second = value;
  } else {
    members.emplace_back(field, value);
  }
}

static bool is_null(const Value* value) {
  return value == nullptr || std::holds_alternative<std::nullptr_t>(value->data);
}

static bool contains(const Value::List& list, const Value& element) {
  return std::any_of(list.begin(), list.end(), [&element](const Value& each) { return same_value(each, element); });
}

/// Whether the field is as the plan found it.
static bool is_as_before(const Value* current, const Write& write) {
  if (write.from_unknown) {
    return current == nullptr;
  }
  return is_null(&write.from) ? is_null(current) : current != nullptr && same_value(*current, write.from);
}

static Undone set_back(Value& object, const Write& write, const Emptiness& emptiness) {
  const Value* current = find_member(object, write.field);
  const Value to = write.op == Op::clear ? Value{} : write.to;
  const bool is_as_after = current != nullptr && same_value(*current, to);
  if (!is_as_after) {
    return is_as_before(current, write) ? Undone::was_not_done : Undone::changed_since;
  }
  if (write.from_unknown && !emptiness.unknown_may_go) {
    return Undone::not_known;
  }
  put(object, write.field, write.from, write.from_unknown || (is_null(&write.from) && emptiness.null_may_go));
  return Undone::yes;
}

static Undone take_out(Value& object, const Write& write, const Emptiness& emptiness) {
  const Value* current = find_member(object, write.field);
  const auto* elements = current == nullptr ? nullptr : std::get_if<Value::List>(&current->data);
  if (elements == nullptr || !contains(*elements, write.to)) {
    return elements == nullptr && !is_null(current) ? Undone::changed_since : Undone::was_not_done;
  }
  Value::List rest = *elements;
  std::erase_if(rest, [&write](const Value& each) { return same_value(each, write.to); });
  const bool was_empty = !std::holds_alternative<Value::List>(write.from.data) && rest.empty();
  const bool may_go = was_empty && (write.from_unknown ? emptiness.unknown_may_go : emptiness.null_may_go);
  put(object, write.field, was_empty && !write.from_unknown ? Value{} : Value{std::move(rest)}, may_go);
  return Undone::yes;
}

/// The element comes back to where it was among those that are still there; what was added since follows.
static Undone put_in(Value& object, const Write& write) {
  const Value* current = find_member(object, write.field);
  const auto* elements = current == nullptr ? nullptr : std::get_if<Value::List>(&current->data);
  const auto* before = std::get_if<Value::List>(&write.from.data);
  if (elements == nullptr) {
    const bool may_have_been_null = write.from_unknown && is_null(current);
    return may_have_been_null || is_as_before(current, write) ? Undone::was_not_done : Undone::changed_since;
  }
  if (contains(*elements, write.to)) {
    return Undone::was_not_done;
  }
  if (before == nullptr) {
    return write.from_unknown ? Undone::not_known : Undone::was_not_done;
  }
  Value::List restored;
  auto next = elements->begin();
  for (const Value& each : *before) {
    if (next != elements->end() && same_value(each, *next)) {
      restored.push_back(*next++);
    } else if (same_value(each, write.to)) {
      restored.push_back(each);
    }
  }
  restored.insert(restored.end(), next, elements->end());
  put(object, write.field, Value{std::move(restored)}, false);
  return Undone::yes;
}

Undone take_back(Value& object, const Write& write, const Emptiness& emptiness) {
  if (emptiness.has_gone && !write.from_unknown) {
    put(object, write.field, write.from, is_null(&write.from) && emptiness.null_may_go);
    return Undone::yes;
  }
  switch (write.op) {
    case Op::set:
    case Op::clear:
      return set_back(object, write, emptiness);
    case Op::add:
      return take_out(object, write, emptiness);
    case Op::remove:
      return put_in(object, write);
    case Op::erase:
    case Op::create:
      break;
  }
  return Undone::was_not_done;
}

}  // namespace exeunt::apply
