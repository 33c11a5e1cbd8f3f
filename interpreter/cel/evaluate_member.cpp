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

Value Evaluation::select(NodeId id) {
  const Node& node = expression_.ast[id];
  const Value target = run(node.children.front());
  if (target.is_unknown() || target.is_error()) {
    return target;
  }
  const bool through_optional = target.kind() == ValueKind::optional;
  if (!through_optional && !node.optional) {
    return select_from(id, target);
  }
  const Value* content = through_optional ? target.optional_value() : &target;
  if (content == nullptr) {
    return target;
  }
  const Value present = has_in(id, *content);
  if (present.kind() != ValueKind::boolean) {
    return present;
  }
  if (!present.boolean_value()) {
    return Value::optional_none();
  }
  Value value = select_from(id, *content);
  return value.is_unknown() || value.is_error() ? value : Value::optional_of(std::move(value));
}

Value Evaluation::has(NodeId id) {
  const Node& node = expression_.ast[id];
  const Value target = run(node.children.front());
  if (target.is_unknown() || target.is_error()) {
    return target;
  }
  if (target.kind() != ValueKind::optional) {
    return has_in(id, target);
  }
  const Value* content = target.optional_value();
  return content == nullptr ? Value::boolean(false) : has_in(id, *content);
}

Value Evaluation::select_from(NodeId id, const Value& target) {
  const Node& node = expression_.ast[id];
  switch (target.kind()) {
    case ValueKind::object:
      return located(activation_.field(target.object_value(), node.name, expression_.info[id].index), id);
    case ValueKind::map: {
      const Value key = Value::string(node.name);
      const Value* found = target.find_key(key);
      return found == nullptr ? key_missing(id, key) : *found;
    }
    case ValueKind::null: return fail(id, fmt::format("null has no field `{}`", node.name));
    default: return fail(id, fmt::format("a `{}` has no field `{}`", cel::type_of(target).text(), node.name));
  }
}

Value Evaluation::has_in(NodeId id, const Value& target) {
  const Node& node = expression_.ast[id];
  switch (target.kind()) {
    case ValueKind::object:
      return located(activation_.has_field(target.object_value(), node.name, expression_.info[id].index), id);
    case ValueKind::map: return Value::boolean(target.find_key(Value::string(node.name)) != nullptr);
    default: return fail(id, fmt::format("a `{}` has no field `{}`", cel::type_of(target).text(), node.name));
  }
}

// Index and membership. -----------------------------------------------------------------------------------------------

Value Evaluation::index(NodeId id) {
  const Node& node = expression_.ast[id];
  const Value target = run(node.children[0]);
  const Value key = run(node.children[1]);
  Absorber absorber;
  absorber.take(target);
  absorber.take(key);
  if (!absorber.clean()) {
    return absorber.result();
  }
  const bool through_optional = target.kind() == ValueKind::optional;
  const bool optional = through_optional || steps_[id].op == Op::optional_index;
  const Value* content = through_optional ? target.optional_value() : &target;
  if (content == nullptr) {
    return target;
  }
  if (!optional) {
    return index_into(id, *content, key);
  }
  if (content->kind() != ValueKind::list && content->kind() != ValueKind::map) {
    return index_into(id, *content, key);
  }
  // Whatever is not there is none, a key of another type included.
  if (content->kind() == ValueKind::map && content->find_key(key) == nullptr) {
    return Value::optional_none();
  }
  Value value = index_into(id, *content, key);
  if (value.is_error()) {
    return Value::optional_none();
  }
  return value.is_unknown() ? value : Value::optional_of(std::move(value));
}

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

Value Evaluation::index_into(NodeId id, const Value& target, const Value& key) {
  switch (target.kind()) {
    case ValueKind::list: {
      int64_t position = 0;
      if (!to_index(key, position)) {
        return fail(id, fmt::format("a list is not indexed by {}", key.weight() > 100 ? "this" : key.text()));
      }
      const auto list = target.list_value();
      if (position < 0 || position >= static_cast<int64_t>(list.size())) {
        return fail(id, fmt::format("index {} is outside the list of {}", position, list.size()));
      }
      return list[static_cast<size_t>(position)];
    }
    case ValueKind::map: {
      const Value* found = target.find_key(key);
      return found == nullptr ? key_missing(id, key) : *found;
    }
    default: return fail(id, fmt::format("a `{}` cannot be indexed", cel::type_of(target).text()));
  }
}

Value Evaluation::in(NodeId id) {
  const Node& node = expression_.ast[id];
  const Value element = run(node.children[0]);
  const Value range = run(node.children[1]);
  Absorber absorber;
  absorber.take(element);
  absorber.take(range);
  if (!absorber.clean()) {
    return absorber.result();
  }
  switch (range.kind()) {
    case ValueKind::map: return Value::boolean(range.find_key(element) != nullptr);
    case ValueKind::list: {
      const uint64_t each = element.weight();
      for (const Value& candidate : range.list_value()) {
        if (!budget_.spend(std::min(each, candidate.weight()))) {
          return out_of_steps(id);
        }
        if (candidate.is_unknown() || candidate.is_error()) {
          absorber.take(candidate);
        } else if (candidate.equals(element)) {
          return Value::boolean(true);
        }
      }
      return absorber.clean() ? Value::boolean(false) : absorber.result();
    }
    default:
      return fail(id, fmt::format("`in` looks into a list or a map, not a `{}`", cel::type_of(range).text()));
  }
}

}  // namespace exeunt::cel
