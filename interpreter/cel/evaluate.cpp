#include "interpreter/cel/evaluate.h"

#include <fmt/format.h>

#include <array>

#include "interpreter/cel/evaluation.h"
#include "interpreter/cel/macro.h"

namespace exeunt::cel {

Value Activation::variable(uint32_t) const { return Value::error("the variable is not bound"); }

Value Activation::field(ObjectHandle, std::string_view name, int32_t) const {
  return Value::error(fmt::format("no field `{}`", name));
}

Value Activation::has_field(ObjectHandle object, std::string_view name, int32_t index) const {
  const Value value = field(object, name, index);
  return value.is_unknown() || value.is_error() ? value : Value::boolean(!value.is_null());
}

std::string Activation::type_name(ObjectHandle) const { return "object"; }

Value Activation::call(uint32_t, std::span<const Value>) const {
  return Value::error("the function is declared but not implemented");
}

Value Program::evaluate(const Activation& activation, const EvaluateLimits& limits) const {
  return run(activation, nullptr, limits);
}

Value Program::evaluate_traced(const Activation& activation, const Tracer& tracer, const EvaluateLimits& limits) const {
  return run(activation, &tracer, limits);
}

Value Program::run(const Activation& activation, const Tracer* tracer, const EvaluateLimits& limits) const {
  const auto run_with = [&](Value* locals) {
    Evaluation evaluation(*data_, activation, tracer, limits, locals);
    Value value;
    const Truth truth = evaluation.decide(data_->expression.ast.root, value);
    if (tracer != nullptr && evaluation.is_exhausted()) {
      // Seeing every node costs more. What comes of it is what comes of it unseen.
      return run(activation, nullptr, limits);
    }
    if (truth != Truth::undecided) {
      return Value::boolean(truth == Truth::yes);
    }
    value.own();
    return value;
  };
  // Few macros nest so deep that their variables need an allocation.
  constexpr size_t few = 6;
  if (data_->locals == 0) {
    return run_with(nullptr);
  }
  if (data_->locals <= few) {
    std::array<Value, few> locals;
    return run_with(locals.data());
  }
  std::vector<Value> locals(data_->locals);
  return run_with(locals.data());
}

Value Evaluation::fail(NodeId id, std::string message) const {
  const Node& node = expression_.ast[id];
  return Value::error(std::move(message), node.begin, node.end);
}

void Evaluation::locate(Value& error, NodeId id) const {
  if (error.error_info().end == 0) {
    error = fail(id, error.error_info().message);
  }
}

inline Value Evaluation::execute(Op op, const Step& step, NodeId id) {
  switch (op) {
    case Op::literal: return Value::borrow(step.value);
    case Op::local: return Value::borrow(locals_[step.slot]);
    case Op::variable: return variable(step, id);
    case Op::undeclared: return fail(id, fmt::format("`{}` is not declared", variable_spelling(expression_.ast[id].name)));
    case Op::select:
    case Op::select_optional: return select(step, id);
    case Op::conditional: return conditional_value(step);
    case Op::has:
    case Op::logical_and:
    case Op::logical_or:
    case Op::logical_not:
    case Op::equals:
    case Op::not_equals:
    case Op::relation:
    case Op::in: return condition_value(op, step, id);
    case Op::arithmetic: return arithmetic(step, id);
    case Op::concatenation: return concatenation(step, id);
    case Op::index:
    case Op::optional_index: return index(step, id);
    case Op::call: return call(step, id);
    case Op::host: return host(step, id);
    case Op::type_of: return type_of(step);
    case Op::optional_or: return optional_or(step, id);
    case Op::list: return list(step, id);
    case Op::map: return map(step, id);
    case Op::message: return message(id);
    case Op::fold: return fold(step, id);
    case Op::bind: return bind(step, id);
  }
  return Value();
}

Value Evaluation::run(NodeId id) {
  if (tracer_ != nullptr) {
    return traced(id);
  }
  const Step& step = steps_[id];
  if (!budget_.spend(is_read(step.op) ? 0 : 1)) {
    return exhausted(id);
  }
  return execute(step.op, step, id);
}

inline Truth Evaluation::condition(Op op, const Step& step, NodeId id, Value& other) {
  switch (op) {
    case Op::logical_and: return logic(step, false, other);
    case Op::logical_or: return logic(step, true, other);
    case Op::logical_not: return negation(step, id, other);
    case Op::conditional: return conditional(step, other);
    case Op::equals: return equality(step, id, true, other);
    case Op::not_equals: return equality(step, id, false, other);
    case Op::relation: return relation(step, id, other);
    case Op::has: return has(step, id, other);
    default: return in(step, id, other);
  }
}

Value Evaluation::condition_value(Op op, const Step& step, NodeId id) {
  Value other;
  const Truth truth = condition(op, step, id, other);
  return truth == Truth::undecided ? other : Value::boolean(truth == Truth::yes);
}

Truth Evaluation::decide(NodeId id, Value& other) {
  const Step& step = steps_[id];
  if (is_condition(step.op) && !is_traced()) {
    return budget_.spend(1) ? condition(step.op, step, id, other) : exhausted(id, other);
  }
  return decide_value(id, other);
}

Truth Evaluation::exhausted(NodeId id, Value& other) const {
  other = exhausted(id);
  return Truth::undecided;
}

/// As decide(), of what is no condition but may well be a boolean.
Truth Evaluation::decide_value(NodeId id, Value& other) {
  if (const Value* at = place(id); at != nullptr && at->kind() == ValueKind::boolean) {
    return truth_of(at->boolean_value());
  }
  other = run(id);
  return other.kind() == ValueKind::boolean ? truth_of(other.boolean_value()) : Truth::undecided;
}

Value Evaluation::traced(NodeId id) {
  const Step& step = steps_[id];
  if (!budget_.spend(is_read(step.op) ? 0 : 1)) {
    return exhausted(id);
  }
  Value value = execute(step.traced_op, step, id);
  (*tracer_)(id, value);
  return value;
}

const Value* Evaluation::place_of_field(const Step& step) const {
  const Value* target = direct(step.first);
  if (target == nullptr) {
    target = place(step.first);
  }
  return target != nullptr && target->kind() == ValueKind::map ? step.position.find(*target, step.value) : nullptr;
}

Value Evaluation::variable(const Step& step, NodeId id) const {
  if (step.slot < bound_.size() && !bound_[step.slot].is_error()) {
    return Value::borrow(bound_[step.slot]);
  }
  return located(activation_.variable(step.slot), id);
}

}  // namespace exeunt::cel
