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
  const auto run_with = [&](std::span<Value> locals) {
    Evaluation evaluation(data_->expression, data_->steps, activation, tracer, limits, locals);
    Value value = evaluation.run(data_->expression.ast.root);
    value.own();
    return value;
  };
  // Few macros nest so deep that their variables need an allocation.
  constexpr size_t few = 6;
  if (data_->locals == 0) {
    return run_with({});
  }
  if (data_->locals <= few) {
    std::array<Value, few> locals;
    return run_with(locals);
  }
  std::vector<Value> locals(data_->locals);
  return run_with(locals);
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
    case Op::local: return Value::borrow(locals_[step.local]);
    case Op::variable: return variable(step, id);
    case Op::undeclared: return fail(id, fmt::format("`{}` is not declared", variable_spelling(expression_.ast[id].name)));
    case Op::select:
    case Op::select_optional: return select(step, id);
    case Op::has: return has(step, id);
    case Op::logical_and: return logic(step, id, false);
    case Op::logical_or: return logic(step, id, true);
    case Op::conditional: return conditional(step, id);
    case Op::relation: return relation(step, id);
    case Op::arithmetic: return arithmetic(step, id);
    case Op::concatenation: return concatenation(step, id);
    case Op::equals: return equality(step, id, true);
    case Op::not_equals: return equality(step, id, false);
    case Op::in: return in(step, id);
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
  if (!budget_.spend(1)) {
    return exhausted(id);
  }
  const Step& step = steps_[id];
  return execute(step.op, step, id);
}

Value Evaluation::traced(NodeId id) {
  if (!budget_.spend(1)) {
    return exhausted(id);
  }
  const Step& step = steps_[id];
  Value value = execute(step.traced_op, step, id);
  (*tracer_)(id, value);
  return value;
}

const Value* Evaluation::place_of_field(const Step& step) const {
  const Value* target = place(step.children.front());
  return target != nullptr && target->kind() == ValueKind::map ? step.position.find(*target, step.value) : nullptr;
}

Value Evaluation::variable(const Step& step, NodeId id) const {
  if (step.slot < bound_.size() && !bound_[step.slot].is_error()) {
    return Value::borrow(bound_[step.slot]);
  }
  return located(activation_.variable(step.slot), id);
}

}  // namespace exeunt::cel
