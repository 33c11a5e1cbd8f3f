// && || ?: == != : what may have an answer although a part of it has none.
#include <fmt/format.h>

#include "interpreter/cel/evaluation.h"

namespace exeunt::cel {

/// Comparing what is no larger costs nothing beside the step itself.
static constexpr uint64_t short_weight = 8;

static bool are_short_texts(const Value& left, const Value& right) {
  return left.kind() == ValueKind::string && right.kind() == ValueKind::string && left.weight() <= short_weight;
}

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

Truth Evaluation::logic(const Step& step, bool decisive, Value& other) {
  for (size_t i = 0; i < step.children.size(); ++i) {
    const Truth truth = decide(step.children[i], other);
    if (truth == Truth::undecided) {
      return undecided_logic(step, i, decisive, other);
    }
    if (truth == truth_of(decisive)) {
      return truth;
    }
  }
  return truth_of(!decisive);
}

/// The operand at `position` was not what decides, nor its contrary; a later one may still decide.
Truth Evaluation::undecided_logic(const Step& step, size_t position, bool decisive, Value& other) {
  Absorber absorber;
  Truth truth = Truth::undecided;
  for (size_t i = position;;) {
    const NodeId child = step.children[i];
    if (truth == Truth::undecided && absorber.take(other)) {
      absorber.take(fail(child, fmt::format("an operand of `{}` must be `bool`, not `{}`", decisive ? "||" : "&&",
                                            cel::type_of(other).text())));
    }
    if (++i == step.children.size()) {
      other = absorber.result();
      return Truth::undecided;
    }
    truth = decide(step.children[i], other);
    if (truth == truth_of(decisive)) {
      return truth;
    }
  }
}

/// The branch to take, or a null pointer and in `other` what stands for the whole.
const NodeId* Evaluation::branch(const Step& step, Value& other) {
  switch (decide(step.first, other)) {
    case Truth::yes:
      return &step.children[1];
    case Truth::no:
      return &step.children[2];
    case Truth::undecided:
      break;
  }
  if (other.is_known()) {
    other =
        fail(step.first, fmt::format("the condition of `? :` must be `bool`, not `{}`", cel::type_of(other).text()));
  }
  return nullptr;
}

Truth Evaluation::conditional(const Step& step, Value& other) {
  const NodeId* taken = branch(step, other);
  return taken == nullptr ? Truth::undecided : decide(*taken, other);
}

Value Evaluation::conditional_value(const Step& step) {
  Value other;
  const NodeId* taken = branch(step, other);
  return taken == nullptr ? other : run(*taken);
}

Truth Evaluation::equality(const Step& step, NodeId id, bool wanted, Value& other) {
  const Value* left = direct(step.first);
  if (left == nullptr) {
    return equality_of_places(step, id, wanted, other);
  }
  const Value* right = direct_second(step);
  return right != nullptr && are_short_texts(*left, *right)
             ? truth_of(same_text(left->string_value(), right->string_value()) == wanted)
             : equality_of_places(step, id, wanted, other);
}

Truth Evaluation::equality_of_places(const Step& step, NodeId id, bool wanted, Value& other) {
  const Value* left = place(step.first);
  const Value* right = place_of_second(step);
  if (left != nullptr && right != nullptr && are_short_texts(*left, *right)) {
    return truth_of(same_text(left->string_value(), right->string_value()) == wanted);
  }
  if (left == nullptr && right != nullptr && right->kind() == ValueKind::int64) {
    int64_t number = 0;
    Value value;
    return integer(step.first, number, value) ? truth_of((number == right->int64_value()) == wanted)
                                              : equality_of(value, *right, id, wanted, other);
  }
  const Operand left_operand(*this, step.first, left);
  const Operand right_operand(*this, step.second, right);
  return equality_of(*left_operand, *right_operand, id, wanted, other);
}

Truth Evaluation::equality_of(const Value& left, const Value& right, NodeId id, bool wanted, Value& other) {
  if (!left.is_known() || !right.is_known()) {
    other = absorbed(left, right);
    return Truth::undecided;
  }
  const uint64_t work = std::min(left.weight(), right.weight());
  if (work > short_weight && !budget_.spend(work)) {
    other = exhausted(id);
    return Truth::undecided;
  }
  return truth_of(left.equals(right) == wanted);
}

Truth Evaluation::negation(const Step& step, NodeId id, Value& other) {
  const Truth truth = decide(step.first, other);
  if (truth != Truth::undecided) {
    return truth == Truth::no ? Truth::yes : Truth::no;
  }
  if (other.is_known()) {
    other = no_overload(id, {&other, 1});
  }
  return Truth::undecided;
}

}  // namespace exeunt::cel
