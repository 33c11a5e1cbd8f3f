// Calls of functions and operators that are strict in all their arguments.
#include <fmt/format.h>

#include <array>

#include "interpreter/cel/checker.h"
#include "interpreter/cel/evaluation.h"

namespace exeunt::cel {

Type type_of(const Value& value) {
  switch (value.kind()) {
    case ValueKind::null: return Type::null();
    case ValueKind::boolean: return Type::boolean();
    case ValueKind::int64: return Type::int64();
    case ValueKind::uint64: return Type::uint64();
    case ValueKind::float64: return Type::float64();
    case ValueKind::string: return Type::string();
    case ValueKind::bytes: return Type::bytes();
    case ValueKind::timestamp: return Type::timestamp();
    case ValueKind::duration: return Type::duration();
    case ValueKind::list: return Type::opaque("list");
    case ValueKind::map: return Type::opaque("map");
    case ValueKind::type: return Type::type();
    case ValueKind::object: return Type::object("object");
    case ValueKind::optional: return Type::opaque("optional_type");
    case ValueKind::opaque: return value.opaque_value().type();
    case ValueKind::unknown:
    case ValueKind::error: break;
  }
  return Type::dyn();
}

Value Evaluation::type_of(NodeId id) {
  const Value value = run(expression_.ast[id].children.front());
  switch (value.kind()) {
    case ValueKind::unknown:
    case ValueKind::error: return value;
    case ValueKind::object: return Value::type(Type::object(activation_.type_name(value.object_value())));
    case ValueKind::list: return Value::type(Type::list(Type::dyn()));
    case ValueKind::map: return Value::type(Type::map(Type::dyn(), Type::dyn()));
    case ValueKind::optional: return Value::type(Type::optional(Type::dyn()));
    default: return Value::type(cel::type_of(value));
  }
}

Value Evaluation::call(NodeId id) {
  const Node& node = expression_.ast[id];
  // Nearly all functions take one or two arguments; these need no allocation.
  constexpr size_t few = 3;
  std::array<Value, few> buffer;
  std::vector<Value> more;
  if (node.children.size() > few) {
    more.resize(node.children.size());
  }
  Value* arguments = more.empty() ? buffer.data() : more.data();
  Absorber absorber;
  for (size_t i = 0; i < node.children.size(); ++i) {
    arguments[i] = run(node.children[i]);
    absorber.take(arguments[i]);
  }
  if (!absorber.clean()) {
    return absorber.result();
  }
  return invoke(id, {arguments, node.children.size()});
}

Value Evaluation::host(NodeId id) {
  const Node& node = expression_.ast[id];
  const auto slot = static_cast<uint32_t>(expression_.info[id].index);
  const bool takes_unknown = activation_.takes_unknown(slot);
  std::vector<Value> arguments;
  Absorber absorber;
  for (const NodeId child : node.children) {
    arguments.push_back(run(child));
    if (!takes_unknown) {
      absorber.take(arguments.back());
    }
  }
  return absorber.clean() ? located(activation_.call(slot, arguments), id) : absorber.result();
}

static bool accepted(const std::vector<Type>& parameters, std::span<const Value> arguments) {
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (!library::accepts(parameters[i], arguments[i])) {
      return false;
    }
  }
  return true;
}

Value Evaluation::invoke(NodeId id, std::span<const Value> arguments) {
  for (const Target& target : steps_[id].targets) {
    if (!accepted(*target.parameters, arguments)) {
      continue;
    }
    if (target.overload == nullptr) {
      return located(activation_.call(target.host_slot, arguments), id);
    }
    return located(target.overload->run({arguments, target.prepared.get(), budget_}), id);
  }
  const Node& node = expression_.ast[id];
  if (library::find(node.name).empty() && !expression_.environment.has_function(node.name)) {
    return fail(id, fmt::format("there is no function `{}`", node.name));
  }
  std::string types;
  for (const Value& argument : arguments) {
    types += fmt::format("{}`{}`", types.empty() ? "" : ", ", cel::type_of(argument).text());
  }
  return fail(id, fmt::format("`{}` is not defined for {}", operator_spelling(node.name),
                              types.empty() ? "no arguments" : types));
}

Value Evaluation::optional_or(NodeId id) {
  const Node& node = expression_.ast[id];
  const Value target = run(node.children[0]);
  if (target.is_unknown() || target.is_error()) {
    return target;
  }
  if (target.kind() != ValueKind::optional) {
    return fail(id, fmt::format("`{}` is not defined for `{}`", node.name, cel::type_of(target).text()));
  }
  const bool wants_value = node.name == "orValue";
  if (const Value* content = target.optional_value()) {
    return wants_value ? *content : target;
  }
  Value other = run(node.children[1]);
  const bool fits = wants_value || other.kind() == ValueKind::optional || other.is_unknown() || other.is_error();
  return fits ? other : fail(id, fmt::format("`or` takes an optional value, not a `{}`", cel::type_of(other).text()));
}

}  // namespace exeunt::cel
