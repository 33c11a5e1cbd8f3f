// math.greatest and least, rounding, sign, and the classes of doubles. Three or more arguments of greatest and least
// arrive as one list: the parser puts it there.
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "interpreter/cel/library/library.h"
#include "interpreter/cel/number.h"

namespace exeunt::cel::library {

namespace {

/// Of equal ones the first. `name` is the function's.
Value extreme(std::span<const Value> numbers, bool greatest, std::string_view name) {
  if (numbers.empty()) {
    return Value::error(fmt::format("`{}` of an empty list", name));
  }
  const Value* best = nullptr;
  for (const Value& number : numbers) {
    if (!is_number(number)) {
      return Value::error(fmt::format("`{}` takes numbers", name));
    }
    const std::partial_ordering order = order_numbers(number, best == nullptr ? number : *best);
    if (order == std::partial_ordering::unordered) {
      return Value::error(fmt::format("`{}` of NaN, which has no order", name));
    }
    if (best == nullptr || (greatest ? order > 0 : order < 0)) {
      best = &number;
    }
  }
  return *best;
}

Value greatest(const Call& call) { return extreme(call.arguments, true, "math.greatest"); }
Value least(const Call& call) { return extreme(call.arguments, false, "math.least"); }

Value greatest_of_list(const Call& call) {
  call.budget.spend(call[0].list_value().size());
  return extreme(call[0].list_value(), true, "math.greatest");
}

Value least_of_list(const Call& call) {
  call.budget.spend(call[0].list_value().size());
  return extreme(call[0].list_value(), false, "math.least");
}

template <double (*Function)(double)>
Value apply(const Call& call) {
  return Value::float64(Function(call[0].float64_value()));
}

double ceil(double value) { return std::ceil(value); }
double floor(double value) { return std::floor(value); }
/// Halves go away from zero.
double round(double value) { return std::round(value); }
double trunc(double value) { return std::trunc(value); }
double absolute(double value) { return std::fabs(value); }
double square_root(double value) { return std::sqrt(value); }
double sign(double value) { return value > 0 ? 1 : value < 0 ? -1 : value; }

Value same(const Call& call) { return call[0]; }

Value absolute_int(const Call& call) {
  const int64_t value = call[0].int64_value();
  return value == std::numeric_limits<int64_t>::min() ? Value::error("int overflow")
                                                      : Value::int64(value < 0 ? -value : value);
}

Value sign_of_int(const Call& call) {
  const int64_t value = call[0].int64_value();
  return Value::int64(value > 0 ? 1 : value < 0 ? -1 : 0);
}

Value sign_of_uint(const Call& call) { return Value::uint64(call[0].uint64_value() > 0 ? 1 : 0); }

Value root_of_int(const Call& call) {
  return Value::float64(std::sqrt(static_cast<double>(call[0].int64_value())));
}
Value root_of_uint(const Call& call) {
  return Value::float64(std::sqrt(static_cast<double>(call[0].uint64_value())));
}

Value is_nan(const Call& call) { return Value::boolean(std::isnan(call[0].float64_value())); }
Value is_infinite(const Call& call) { return Value::boolean(std::isinf(call[0].float64_value())); }
Value is_finite(const Call& call) { return Value::boolean(std::isfinite(call[0].float64_value())); }

/// Numbers of one kind give one of that kind; of a mixture only evaluation knows.
void add_extreme(Overloads& out, std::string_view name, Implementation of_numbers, Implementation of_list) {
  const Type numbers[] = {Type::int64(), Type::uint64(), Type::float64()};
  for (const Type& a : numbers) {
    out.push_back({name, {a}, a, of_numbers});
    out.push_back({name, {Type::list(a)}, a, of_list});
    for (const Type& b : numbers) {
      out.push_back({name, {a, b}, a == b ? a : Type::dyn(), of_numbers});
    }
  }
}

}  // namespace

void add_math(Overloads& out) {
  const Type i = Type::int64();
  const Type u = Type::uint64();
  const Type d = Type::float64();
  add_extreme(out, "math.greatest", &greatest, &greatest_of_list);
  add_extreme(out, "math.least", &least, &least_of_list);
  out.insert(out.end(), {
                            {"math.ceil", {d}, d, &apply<&ceil>},
                            {"math.floor", {d}, d, &apply<&floor>},
                            {"math.round", {d}, d, &apply<&round>},
                            {"math.trunc", {d}, d, &apply<&trunc>},
                            {"math.abs", {d}, d, &apply<&absolute>},
                            {"math.abs", {i}, i, &absolute_int},
                            {"math.abs", {u}, u, &same},
                            {"math.sign", {d}, d, &apply<&sign>},
                            {"math.sign", {i}, i, &sign_of_int},
                            {"math.sign", {u}, u, &sign_of_uint},
                            {"math.sqrt", {d}, d, &apply<&square_root>},
                            {"math.sqrt", {i}, d, &root_of_int},
                            {"math.sqrt", {u}, d, &root_of_uint},
                            {"math.isNaN", {d}, Type::boolean(), &is_nan},
                            {"math.isInf", {d}, Type::boolean(), &is_infinite},
                            {"math.isFinite", {d}, Type::boolean(), &is_finite},
                        });
}

}  // namespace exeunt::cel::library
