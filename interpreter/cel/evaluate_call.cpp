// Calls of functions and operators that are strict in all their arguments.
#include <fmt/format.h>

#include <algorithm>

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

Value Evaluation::type_of(const Step& step) {
  const Value value = run(step.children.front());
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

static bool all_known(std::span<const Value> values) {
  return std::all_of(values.begin(), values.end(), [](const Value& value) { return value.is_known(); });
}

/// Hands the values of the children, in order, to `use`. Nearly all functions take one or two arguments; these need no
/// allocation.
template <typename Use>
Value Evaluation::with_arguments(const Step& step, Use use) {
  switch (step.children.size()) {
    case 1: {
      const Operand only(*this, step.first);
      return use(std::span<const Value>(&*only, 1));
    }
    case 2: {
      const Operand left(*this, step.first);
      const Operand right = Operand::second(*this, step);
      const Value arguments[] = {Value::borrow(*left), Value::borrow(*right)};
      return use(std::span<const Value>(arguments));
    }
    default: {
      std::vector<Value> arguments;
      arguments.reserve(step.children.size());
      for (const NodeId child : step.children) {
        arguments.push_back(run(child));
      }
      return use(std::span<const Value>(arguments));
    }
  }
}

/// Most calls can mean one function only, of one argument or two.
Value Evaluation::call(const Step& step, NodeId id) {
  const Target* target = step.detail->targets.data();
  if (step.detail->targets.size() == 1 && target->run != nullptr && target->exact) {
    if (step.children.size() == 1) {
      const Operand only(*this, step.first);
      return (target->kinds[0] & kind_bit(only->kind())) != 0
                 ? settled(target->run({{&*only, 1}, target->prepared.get(), budget_}), id)
                 : invoke(step, id, {&*only, 1});
    }
    if (step.children.size() == 2) {
      const Operand left(*this, step.first);
      const Operand right = Operand::second(*this, step);
      const Value arguments[] = {Value::borrow(*left), Value::borrow(*right)};
      return (target->kinds[0] & kind_bit(left->kind())) != 0 && (target->kinds[1] & kind_bit(right->kind())) != 0
                 ? settled(target->run({arguments, target->prepared.get(), budget_}), id)
                 : invoke(step, id, arguments);
    }
  }
  return with_arguments(step, [&](std::span<const Value> arguments) { return invoke(step, id, arguments); });
}

Value Evaluation::call_with(const Step& step, NodeId id, const Value& left, const Value& right) {
  const Value arguments[] = {Value::borrow(left), Value::borrow(right)};
  return invoke(step, id, arguments);
}

Value Evaluation::host(const Step& step, NodeId id) {
  return with_arguments(step, [&](std::span<const Value> arguments) {
    return all_known(arguments) || activation_.takes_unknown(step.slot)
               ? located(activation_.call(step.slot, arguments), id)
               : absorbed(arguments);
  });
}

/// Whether the arguments are known, and of the kinds that it takes.
static bool accepted(const Target& target, std::span<const Value> arguments) {
  if (target.exact) {
    for (size_t i = 0; i < arguments.size(); ++i) {
      if ((target.kinds[i] & kind_bit(arguments[i].kind())) == 0) {
        return false;
      }
    }
    return true;
  }
  return std::equal(arguments.begin(), arguments.end(), target.parameters->begin(),
                    [](const Value& argument, const Type& parameter) {
                      return argument.is_known() && library::accepts(parameter, argument);
                    });
}

Value Evaluation::invoke(const Step& step, NodeId id, std::span<const Value> arguments) {
  for (const Target& target : step.detail->targets) {
    if (accepted(target, arguments)) {
      return settled(target.run == nullptr ? activation_.call(target.host_slot, arguments)
                                           : target.run({arguments, target.prepared.get(), budget_}),
                     id);
    }
  }
  return all_known(arguments) ? no_overload(id, arguments) : absorbed(arguments);
}

Value Evaluation::no_overload(NodeId id, std::span<const Value> arguments) const {
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

Value Evaluation::optional_or(const Step& step, NodeId id) {
  const Node& node = expression_.ast[id];
  const Value target = run(step.children[0]);
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
  Value other = run(step.children[1]);
  const bool fits = wants_value || other.kind() == ValueKind::optional || other.is_unknown() || other.is_error();
  return fits ? other : fail(id, fmt::format("`or` takes an optional value, not a `{}`", cel::type_of(other).text()));
}

}  // namespace exeunt::cel
