// Fields, keys, indices, membership.
#include <fmt/format.h>

#include <cmath>

#include "interpreter/cel/evaluation.h"
#include "interpreter/cel/number.h"

namespace exeunt::cel {

Value Evaluation::key_missing(NodeId id, const Value& key) const {
  if (const std::optional<Value> answer = activation_.missing_key(key)) {
    return located(*answer, id);
  }
  std::string text = key.weight() > 100 ? "" : ": " + key.text();
  return fail(id, "no such key" + text);
}

// Selection. ----------------------------------------------------------------------------------------------------------

Value Evaluation::select(const Step& step, NodeId id) {
  const Operand target(*this, step.first);
  if (target->kind() == ValueKind::map && step.op == Op::select) {
    const Value* found = step.position.find(*target, step.value);
    return found == nullptr ? key_missing(id, step.value) : target.part(*found);
  }
  return target->kind() == ValueKind::optional || (step.op == Op::select_optional && target->is_known())
             ? select_optional(step, id, *target)
             : select_from(step, id, *target);
}

/// `.?name`, and `.name` of an optional value: optional itself, none where there is nothing.
Value Evaluation::select_optional(const Step& step, NodeId id, const Value& target) {
  const Value* content = target.kind() == ValueKind::optional ? target.optional_value() : &target;
  if (content == nullptr) {
    return Value(target);
  }
  const Value present = has_in(step, id, *content);
  if (present.kind() != ValueKind::boolean) {
    return present;
  }
  if (!present.boolean_value()) {
    return Value::optional_none();
  }
  Value value = select_from(step, id, *content);
  return value.is_known() ? Value::optional_of(std::move(value)) : value;
}

Value Evaluation::select_from(const Step& step, NodeId id, const Value& target) {
  const auto name = [&] { return step.value.string_value(); };
  switch (target.kind()) {
    case ValueKind::object: return located(activation_.field(target.object_value(), name(), step.field), id);
    case ValueKind::map: {
      const Value* found = target.find_key(step.value);
      return found == nullptr ? key_missing(id, step.value) : Value(*found);
    }
    case ValueKind::unknown:
    case ValueKind::error: return Value(target);
    case ValueKind::null: return fail(id, fmt::format("null has no field `{}`", name()));
    default: return fail(id, fmt::format("a `{}` has no field `{}`", cel::type_of(target).text(), name()));
  }
}

Truth Evaluation::has(const Step& step, NodeId id, Value& other) {
  const Operand target(*this, step.first);
  if (target->kind() == ValueKind::map) {
    return truth_of(step.position.find(*target, step.value) != nullptr);
  }
  if (!target->is_known()) {
    other = *target;
    return Truth::undecided;
  }
  const Value* object = target->kind() == ValueKind::optional ? target->optional_value() : &*target;
  if (object == nullptr) {
    return Truth::no;
  }
  other = has_in(step, id, *object);
  return other.kind() == ValueKind::boolean ? truth_of(other.boolean_value()) : Truth::undecided;
}

Value Evaluation::has_in(const Step& step, NodeId id, const Value& target) {
  const std::string_view name = step.value.string_value();
  switch (target.kind()) {
    case ValueKind::object: return located(activation_.has_field(target.object_value(), name, step.field), id);
    case ValueKind::map: return Value::boolean(step.position.find(target, step.value) != nullptr);
    default: return fail(id, fmt::format("a `{}` has no field `{}`", cel::type_of(target).text(), name));
  }
}

// Index and membership. -----------------------------------------------------------------------------------------------

/// A list index may be any number that is whole.
static bool to_index(const Value& key, int64_t& out) {
  switch (key.kind()) {
    case ValueKind::int64: out = key.int64_value(); return true;
    case ValueKind::uint64:
      out = key.uint64_value() > uint64_t{INT64_MAX} ? INT64_MAX : static_cast<int64_t>(key.uint64_value());
      return true;
    case ValueKind::float64: {
      const double value = key.float64_value();
      if (!(value >= -0x1p62 && value <= 0x1p62) || std::trunc(value) != value) {
        return false;
      }
      out = static_cast<int64_t>(value);
      return true;
    }
    default: return false;
  }
}

/// The element of a list or the value of a map under `key`, or a null pointer.
static const Value* find_element(const Value& collection, const Value& key) {
  if (collection.kind() == ValueKind::map) {
    return collection.find_key(key);
  }
  int64_t position = 0;
  if (collection.kind() != ValueKind::list || !to_index(key, position)) {
    return nullptr;
  }
  const auto list = collection.list_value();
  return position < 0 || position >= static_cast<int64_t>(list.size()) ? nullptr : &list[static_cast<size_t>(position)];
}

Value Evaluation::index(const Step& step, NodeId id) {
  const Operand target(*this, step.first);
  const Operand key = Operand::second(*this, step);
  if (!target->is_known() || !key->is_known()) {
    return absorbed(*target, *key);
  }
  if (target->kind() == ValueKind::optional || step.op == Op::optional_index) {
    return index_optional(id, *target, *key);
  }
  const Value* found = find_element(*target, *key);
  return found == nullptr ? no_element(id, *target, *key) : target.part(*found);
}

/// `[?key]`, and `[key]` of an optional value. Whatever is not there is none, a key of another type included.
Value Evaluation::index_optional(NodeId id, const Value& target, const Value& key) {
  const Value* content = target.kind() == ValueKind::optional ? target.optional_value() : &target;
  if (content == nullptr) {
    return Value(target);
  }
  if (content->kind() != ValueKind::list && content->kind() != ValueKind::map) {
    return no_element(id, *content, key);
  }
  const Value* found = find_element(*content, key);
  if (found == nullptr) {
    return Value::optional_none();
  }
  return found->is_known() ? Value::optional_of(*found) : Value(*found);
}

/// Why find_element found nothing.
Value Evaluation::no_element(NodeId id, const Value& collection, const Value& key) const {
  switch (collection.kind()) {
    case ValueKind::list: {
      int64_t position = 0;
      if (!to_index(key, position)) {
        return fail(id, fmt::format("a list is not indexed by {}", key.weight() > 100 ? "this" : key.text()));
      }
      return fail(id, fmt::format("index {} is outside the list of {}", key.text(), collection.list_value().size()));
    }
    case ValueKind::map: return key_missing(id, key);
    default: return fail(id, fmt::format("a `{}` cannot be indexed", cel::type_of(collection).text()));
  }
}

Truth Evaluation::in(const Step& step, NodeId id, Value& other) {
  if (step.detail != nullptr) {
    const Value* at = direct(step.first);
    if (at != nullptr && (at->kind() == ValueKind::string || at->kind() == ValueKind::int64)) {
      return truth_of(step.detail->set->contains(*at));
    }
  }
  return in_operands(step, id, other);
}

Truth Evaluation::in_operands(const Step& step, NodeId id, Value& other) {
  const Operand element(*this, step.first);
  const bool is_simple = element->kind() == ValueKind::string || element->kind() == ValueKind::int64;
  if (is_simple && step.detail != nullptr && !is_traced()) {
    return truth_of(step.detail->set->contains(*element));
  }
  const Operand range(*this, step.second);
  if (!element->is_known() || !range->is_known()) {
    other = absorbed(*element, *range);
    return Truth::undecided;
  }
  switch (range->kind()) {
    case ValueKind::map:
      return truth_of((step.value.is_null() ? range->find_key(*element) : step.position.find(*range, step.value)) !=
                      nullptr);
    case ValueKind::list: return in_list(id, *element, *range, other);
    default:
      other = fail(id, fmt::format("`in` looks into a list or a map, not a `{}`", cel::type_of(*range).text()));
      return Truth::undecided;
  }
}

Truth Evaluation::in_list(NodeId id, const Value& element, const Value& list, Value& other) {
  const auto candidates = list.list_value();
  if (!budget_.spend(std::min(list.weight(), candidates.size() * element.weight()))) {
    other = exhausted(id);
    return Truth::undecided;
  }
  bool known = true;
  for (const Value& candidate : candidates) {
    if (candidate.equals(element)) {
      return Truth::yes;
    }
    known = known && candidate.is_known();
  }
  if (known) {
    return Truth::no;
  }
  other = absorbed(candidates);
  return Truth::undecided;
}

}  // namespace exeunt::cel
