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

Value less(const Call& call) { return Value::boolean(order(call[0], call[1]) < 0); }
Value less_or_equal(const Call& call) { return Value::boolean(order(call[0], call[1]) <= 0); }
Value greater(const Call& call) { return Value::boolean(order(call[0], call[1]) > 0); }
Value greater_or_equal(const Call& call) { return Value::boolean(order(call[0], call[1]) >= 0); }

Value negate(const Call& call) { return Value::boolean(!call[0].boolean_value()); }

}  // namespace

void add_comparison(Overloads& out) {
  const Type numbers[] = {Type::int64(), Type::uint64(), Type::float64()};
  const Type others[] = {Type::boolean(), Type::string(), Type::bytes(), Type::timestamp(), Type::duration()};
  const std::pair<std::string_view, Implementation> relations[] = {
      {"_<_", &less}, {"_<=_", &less_or_equal}, {"_>_", &greater}, {"_>=_", &greater_or_equal}};
  for (const auto& [name, run] : relations) {
    for (const Type& type : others) {
      out.push_back({name, {type, type}, Type::boolean(), run});
    }
    for (const Type& left : numbers) {
      for (const Type& right : numbers) {
        out.push_back({name, {left, right}, Type::boolean(), run});
      }
    }
  }
  out.push_back({"!_", {Type::boolean()}, Type::boolean(), &negate});
}

}  // namespace exeunt::cel::library
