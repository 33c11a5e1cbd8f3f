#include "interpreter/cel/evaluate.h"

#include <fmt/format.h>

#include "interpreter/cel/evaluation.h"
#include "interpreter/cel/macro.h"

namespace exeunt::cel {

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
  return Evaluation(data_->expression, data_->steps, activation, nullptr, limits)
      .run(data_->expression.ast.root);
}

Value Program::evaluate_traced(const Activation& activation, const Tracer& tracer, const EvaluateLimits& limits) const {
  return Evaluation(data_->expression, data_->steps, activation, &tracer, limits)
      .run(data_->expression.ast.root);
}

Value Evaluation::fail(NodeId id, std::string message) const {
  const Node& node = expression_.ast[id];
  return Value::error(std::move(message), node.begin, node.end);
}

Value Evaluation::located(Value value, NodeId id) const {
  if (value.is_error() && value.error_info().end == 0) {
    return fail(id, value.error_info().message);
  }
  return value;
}

Value Evaluation::run(NodeId id) {
  if (!budget_.spend(1)) {
    return out_of_steps(id);
  }
  Value value = dispatch(id);
  if (budget_.exhausted()) {
    return out_of_steps(id);
  }
  if (tracer_ != nullptr) {
    (*tracer_)(id, value);
  }
  return value;
}

Value Evaluation::dispatch(NodeId id) {
  const Step& step = steps_[id];
  // A tracer sees the parts of a constant list as well.
  if (step.constant && (tracer_ == nullptr || step.op == Op::literal)) {
    return step.value;
  }
  switch (step.op) {
    case Op::literal: return step.value;
    case Op::local: return locals_[step.local];
    case Op::variable: return located(activation_.variable(static_cast<uint32_t>(expression_.info[id].slot)), id);
    case Op::undeclared: return fail(id, fmt::format("`{}` is not declared", variable_spelling(expression_.ast[id].name)));
    case Op::select: return select(id);
    case Op::has: return has(id);
    case Op::logical_and: return logic(id, false);
    case Op::logical_or: return logic(id, true);
    case Op::conditional: return conditional(id);
    case Op::equals: return equality(id, true);
    case Op::not_equals: return equality(id, false);
    case Op::in: return in(id);
    case Op::index:
    case Op::optional_index: return index(id);
    case Op::call: return call(id);
    case Op::host: return host(id);
    case Op::type_of: return type_of(id);
    case Op::optional_or: return optional_or(id);
    case Op::list: return list(id);
    case Op::map: return map(id);
    case Op::message: return message(id);
    case Op::fold: return fold(id);
    case Op::bind: return bind(id);
  }
  return Value();
}

}  // namespace exeunt::cel
