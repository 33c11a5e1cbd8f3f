// < <= > >= + - * / %: common kinds of values without a call; the rest, and every error, is the library's.
#include <algorithm>

#include "interpreter/cel/evaluation.h"

namespace exeunt::cel {

template <typename T>
static Value related(Operator relation, const T& left, const T& right) {
  switch (relation) {
    case Operator::less: return Value::boolean(left < right);
    case Operator::less_or_equal: return Value::boolean(left <= right);
    case Operator::greater: return Value::boolean(left > right);
    default: return Value::boolean(left >= right);
  }
}

Value Evaluation::relation(const Step& step, NodeId id) {
  const Operand left(*this, step.children[0]);
  const Operand right = Operand::right(*this, step);
  if (left->kind() == right->kind()) {
    switch (left->kind()) {
      case ValueKind::int64: return related(step.operation, left->int64_value(), right->int64_value());
      case ValueKind::float64: return related(step.operation, left->float64_value(), right->float64_value());
      case ValueKind::timestamp: return related(step.operation, left->timestamp_value(), right->timestamp_value());
      case ValueKind::duration: return related(step.operation, left->duration_value(), right->duration_value());
      default: break;
    }
  }
  return call_with(step, id, *left, *right);
}

/// False where the result is an error, which the library words.
static bool calculate(Operator operation, int64_t a, int64_t b, int64_t& out) {
  switch (operation) {
    case Operator::add: return !__builtin_add_overflow(a, b, &out);
    case Operator::subtract: return !__builtin_sub_overflow(a, b, &out);
    case Operator::multiply: return !__builtin_mul_overflow(a, b, &out);
    case Operator::divide: return b > 0 && (out = a / b, true);
    case Operator::modulo: return b > 0 && (out = a % b, true);
    default: return false;
  }
}

Value Evaluation::arithmetic(const Step& step, NodeId id) {
  const Operand left(*this, step.children[0]);
  const Operand right = Operand::right(*this, step);
  if (left->kind() == ValueKind::int64 && right->kind() == ValueKind::int64) {
    const int64_t a = left->int64_value();
    const int64_t b = right->int64_value();
    int64_t out = 0;
    if (calculate(step.operation, a, b, out)) {
      return Value::int64(out);
    }
  }
  return call_with(step, id, *left, *right);
}

Value Evaluation::concatenation(const Step& step, NodeId id) {
  std::vector<Value> parts;
  parts.reserve(step.parts.size());
  uint64_t size = 0;
  bool texts = true;
  for (const NodeId part : step.parts) {
    const Value& value = parts.emplace_back(run(part));
    texts = texts && value.kind() == ValueKind::string;
    size += texts ? value.string_value().size() : 0;
  }
  if (!texts) {
    const bool known = std::all_of(parts.begin(), parts.end(), [](const Value& value) { return value.is_known(); });
    // Data of another type than was declared: the sums one by one say where.
    return known ? arithmetic(step, id) : absorbed(parts);
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
