// && || ?: == != : what may have an answer although a part of it has none.
#include <fmt/format.h>

#include "interpreter/cel/evaluation.h"

namespace exeunt::cel {

Value absorbed(std::span<const Value> parts) {
  Absorber absorber;
  for (const Value& part : parts) {
    absorber.take(part);
  }
  return absorber.result();
}

Value absorbed(const Value& left, const Value& right) {
  const Value parts[] = {Value::borrow(left), Value::borrow(right)};
  return absorbed(parts);
}

Value Evaluation::logic(const Step& step, NodeId, bool decisive) {
  for (size_t i = 0; i < step.children.size(); ++i) {
    Value value = run(step.children[i]);
    if (value.kind() != ValueKind::boolean) {
      return undecided_logic(step, i, std::move(value), decisive);
    }
    if (value.boolean_value() == decisive) {
      return value;
    }
  }
  return Value::boolean(!decisive);
}

/// The operand at `position` was not what decides, nor its contrary; a later one may still decide.
Value Evaluation::undecided_logic(const Step& step, size_t position, Value value, bool decisive) {
  Absorber absorber;
  for (size_t i = position;;) {
    const NodeId child = step.children[i];
    if (value.kind() != ValueKind::boolean && absorber.take(value)) {
      absorber.take(fail(child, fmt::format("an operand of `{}` must be `bool`, not `{}`", decisive ? "||" : "&&",
                                            cel::type_of(value).text())));
    }
    if (++i == step.children.size()) {
      return absorber.result();
    }
    value = run(step.children[i]);
    if (value.kind() == ValueKind::boolean && value.boolean_value() == decisive) {
      return value;
    }
  }
}

Value Evaluation::conditional(const Step& step, NodeId) {
  const Value condition = run(step.children[0]);
  if (condition.kind() == ValueKind::boolean) {
    return run(step.children[condition.boolean_value() ? 1 : 2]);
  }
  if (!condition.is_known()) {
    return condition;
  }
  return fail(step.children[0],
              fmt::format("the condition of `? :` must be `bool`, not `{}`", cel::type_of(condition).text()));
}

Value Evaluation::equality(const Step& step, NodeId id, bool wanted) {
  const Operand left(*this, step.children[0]);
  const Operand right = Operand::right(*this, step);
  if (!left->is_known() || !right->is_known()) {
    return absorbed(*left, *right);
  }
  const uint64_t work = std::min(left->weight(), right->weight());
  if (work > 1 && !budget_.spend(work)) {
    return exhausted(id);
  }
  return Value::boolean(left->equals(*right) == wanted);
}

}  // namespace exeunt::cel
