// < <= > >= + - * / %: common kinds of values without a call; the rest, and every error, is the library's.
#include <algorithm>
#include <array>

#include "interpreter/cel/evaluation.h"

namespace exeunt::cel {

template <typename T>
static Truth related(Operator relation, const T& left, const T& right) {
  switch (relation) {
    case Operator::less: return truth_of(left < right);
    case Operator::less_or_equal: return truth_of(left <= right);
    case Operator::greater: return truth_of(left > right);
    default: return truth_of(left >= right);
  }
}

Truth Evaluation::relation(const Step& step, NodeId id, Value& other) {
  const Value* left = direct(step.first);
  if (left == nullptr) {
    return relation_of_places(step, id, other);
  }
  const Value* right = direct_second(step);
  return right != nullptr && left->kind() == ValueKind::int64 && right->kind() == ValueKind::int64
             ? related(step.operation, left->int64_value(), right->int64_value())
             : relation_of_places(step, id, other);
}

Truth Evaluation::relation_of_places(const Step& step, NodeId id, Value& other) {
  const Value* left = place(step.first);
  const Value* right = place_of_second(step);
  if (left != nullptr && right != nullptr && left->kind() == right->kind()) {
    switch (left->kind()) {
      case ValueKind::int64: return related(step.operation, left->int64_value(), right->int64_value());
      case ValueKind::timestamp: return related(step.operation, left->timestamp_value(), right->timestamp_value());
      default: break;
    }
  }
  const Operand left_operand(*this, step.first, left);
  const Operand right_operand(*this, step.second, right);
  return relation_of(step, id, *left_operand, *right_operand, other);
}

Truth Evaluation::relation_of(const Step& step, NodeId id, const Value& left, const Value& right, Value& other) {
  if (left.kind() == right.kind()) {
    switch (left.kind()) {
      case ValueKind::int64: return related(step.operation, left.int64_value(), right.int64_value());
      case ValueKind::float64: return related(step.operation, left.float64_value(), right.float64_value());
      case ValueKind::timestamp: return related(step.operation, left.timestamp_value(), right.timestamp_value());
      case ValueKind::duration: return related(step.operation, left.duration_value(), right.duration_value());
      default: break;
    }
  }
  other = call_with(step, id, left, right);
  return other.kind() == ValueKind::boolean ? truth_of(other.boolean_value()) : Truth::undecided;
}

/// False where the result is an error, which the library words.
static bool apply(Operator operation, int64_t a, int64_t b, int64_t& out) {
  switch (operation) {
    case Operator::add: return !__builtin_add_overflow(a, b, &out);
    case Operator::subtract: return !__builtin_sub_overflow(a, b, &out);
    case Operator::multiply: return !__builtin_mul_overflow(a, b, &out);
    case Operator::divide: return b > 0 && (out = a / b, true);
    case Operator::modulo: return b > 0 && (out = a % b, true);
    default: return false;
  }
}

/// The node's value, if that is an integer; else false, and the value in `other`.
bool Evaluation::integer(NodeId id, int64_t& out, Value& other) {
  if (const Value* at = direct(id); at != nullptr && at->kind() == ValueKind::int64) {
    out = at->int64_value();
    return true;
  }
  const Step& step = steps_[id];
  return step.op == Op::arithmetic && !is_traced() && budget_.spend(1) ? calculate(step, id, out, other)
                                                                      : integer_value(id, out, other);
}

bool Evaluation::integer_value(NodeId id, int64_t& out, Value& other) {
  const Operand operand(*this, id);
  if (operand->kind() == ValueKind::int64) {
    out = operand->int64_value();
    return true;
  }
  other = *operand;
  return false;
}

/// The same for a step of arithmetic. Chains of it stay numbers from one to the next. Each operand is asked once, whatever
/// comes of it.
bool Evaluation::calculate(const Step& step, NodeId id, int64_t& out, Value& other) {
  int64_t a = 0;
  int64_t b = 0;
  if (!integer(step.first, a, other)) {
    const Value left = std::move(other);
    return calculate_values(step, id, left, *Operand::second(*this, step), out, other);
  }
  if (!integer(step.second, b, other)) {
    const Value right = std::move(other);
    return calculate_values(step, id, Value::int64(a), right, out, other);
  }
  return apply(step.operation, a, b, out) ||
         calculate_values(step, id, Value::int64(a), Value::int64(b), out, other);
}

bool Evaluation::calculate_values(const Step& step, NodeId id, const Value& left, const Value& right, int64_t& out,
                                  Value& other) {
  other = call_with(step, id, left, right);
  if (other.kind() != ValueKind::int64) {
    return false;
  }
  out = other.int64_value();
  return true;
}

Value Evaluation::arithmetic(const Step& step, NodeId id) {
  int64_t out = 0;
  Value other;
  return calculate(step, id, out, other) ? Value::int64(out) : other;
}

Value Evaluation::concatenation(const Step& step, NodeId id) {
  constexpr size_t few = 8;
  std::array<Value, few> on_stack;
  std::vector<Value> more(step.detail->parts.size() > few ? step.detail->parts.size() : 0);
  const std::span<Value> parts =
      more.empty() ? std::span(on_stack).first(step.detail->parts.size()) : std::span(more);
  const library::Budget::Mark before = budget_.mark();
  uint64_t size = 0;
  bool texts = true;
  for (size_t i = 0; i < parts.size(); ++i) {
    const Value& value = parts[i] = run(step.detail->parts[i]);
    texts = texts && value.kind() == ValueKind::string;
    size += texts ? value.string_value().size() : 0;
  }
  if (!texts) {
    const bool known = std::all_of(parts.begin(), parts.end(), [](const Value& value) { return value.is_known(); });
    if (!known) {
      return absorbed(parts);
    }
    // Data of another type than was declared: the sums one by one say where.
    budget_.restore(before);
    return arithmetic(step, id);
  }
  if (Value refused = budget_.claim_text(size); refused.is_error()) {
    return located(std::move(refused), id);
  }
  std::string out;
  out.reserve(size);
  for (const Value& part : parts) {
    out += part.string_value();
  }
  return Value::string(std::move(out));
}

}  // namespace exeunt::cel
