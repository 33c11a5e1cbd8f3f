// < <= > >= and !. Equality is the evaluator's own: it takes all types.
#include "interpreter/cel/library/library.h"
#include "interpreter/cel/number.h"

namespace exeunt::cel::library {

namespace {

double as_double(const Value& number) {
  switch (number.kind()) {
    case ValueKind::int64: return static_cast<double>(number.int64_value());
    case ValueKind::uint64: return static_cast<double>(number.uint64_value());
    default: return number.float64_value();
  }
}

/// Unordered only where NaN is involved. Against a double, CEL orders an integer by the double nearest to it
/// (comparisons/lt_literal/not_lt_dyn_int_big_lossy_double of the conformance suite); equality stays exact.
std::partial_ordering order(const Value& a, const Value& b) {
  if (a.kind() == ValueKind::float64 || b.kind() == ValueKind::float64) {
    return as_double(a) <=> as_double(b);
  }
  if (is_number(a)) {
    return order_numbers(a, b);
  }
  return Value::compare(a, b) <=> 0;
}

/// What orders two values of one kind, where that takes less than order().
struct AnyOrder {
  static std::partial_ordering of(const Value& a, const Value& b) { return order(a, b); }
};
struct IntOrder {
  static std::strong_ordering of(const Value& a, const Value& b) { return a.int64_value() <=> b.int64_value(); }
};
struct DoubleOrder {
  static std::partial_ordering of(const Value& a, const Value& b) { return a.float64_value() <=> b.float64_value(); }
};
struct TimestampOrder {
  static std::strong_ordering of(const Value& a, const Value& b) { return a.timestamp_value() <=> b.timestamp_value(); }
};
struct TextOrder {
  static std::strong_ordering of(const Value& a, const Value& b) { return a.string_value() <=> b.string_value(); }
};

template <typename Order>
Value less(const Call& call) { return Value::boolean(Order::of(call[0], call[1]) < 0); }
template <typename Order>
Value less_or_equal(const Call& call) { return Value::boolean(Order::of(call[0], call[1]) <= 0); }
template <typename Order>
Value greater(const Call& call) { return Value::boolean(Order::of(call[0], call[1]) > 0); }
template <typename Order>
Value greater_or_equal(const Call& call) { return Value::boolean(Order::of(call[0], call[1]) >= 0); }

template <typename Order>
void add_relations(const Type& left, const Type& right, Overloads& out) {
  out.push_back({"_<_", {left, right}, Type::boolean(), &less<Order>});
  out.push_back({"_<=_", {left, right}, Type::boolean(), &less_or_equal<Order>});
  out.push_back({"_>_", {left, right}, Type::boolean(), &greater<Order>});
  out.push_back({"_>=_", {left, right}, Type::boolean(), &greater_or_equal<Order>});
}

Value negate(const Call& call) { return Value::boolean(!call[0].boolean_value()); }

}  // namespace

void add_comparison(Overloads& out) {
  const Type i = Type::int64();
  const Type u = Type::uint64();
  const Type d = Type::float64();
  add_relations<IntOrder>(i, i, out);
  add_relations<DoubleOrder>(d, d, out);
  add_relations<AnyOrder>(u, u, out);
  for (const auto& [left, right] : {std::pair(i, u), {i, d}, {u, i}, {u, d}, {d, i}, {d, u}}) {
    add_relations<AnyOrder>(left, right, out);
  }
  add_relations<AnyOrder>(Type::boolean(), Type::boolean(), out);
  add_relations<TextOrder>(Type::string(), Type::string(), out);
  add_relations<TextOrder>(Type::bytes(), Type::bytes(), out);
  add_relations<TimestampOrder>(Type::timestamp(), Type::timestamp(), out);
  add_relations<AnyOrder>(Type::duration(), Type::duration(), out);
  out.push_back({"!_", {Type::boolean()}, Type::boolean(), &negate});
}

}  // namespace exeunt::cel::library
