// + - * / % and unary minus on numbers. Integers never wrap around: what does not fit is an error.
#include <limits>

#include "interpreter/cel/library/library.h"

namespace exeunt::cel::library {

namespace {

Value overflow(const char* type) { return Value::error(std::string(type) + " overflow"); }

Value make(int64_t value) { return Value::int64(value); }
Value make(uint64_t value) { return Value::uint64(value); }

struct Int {
  static constexpr const char* name = "int";
  static int64_t get(const Value& value) { return value.int64_value(); }
};
struct Uint {
  static constexpr const char* name = "uint";
  static uint64_t get(const Value& value) { return value.uint64_value(); }
};

template <typename Kind>
Value add(const Call& call) {
  decltype(Kind::get(call[0])) out;
  return __builtin_add_overflow(Kind::get(call[0]), Kind::get(call[1]), &out) ? overflow(Kind::name) : make(out);
}

template <typename Kind>
Value subtract(const Call& call) {
  decltype(Kind::get(call[0])) out;
  return __builtin_sub_overflow(Kind::get(call[0]), Kind::get(call[1]), &out) ? overflow(Kind::name) : make(out);
}

template <typename Kind>
Value multiply(const Call& call) {
  decltype(Kind::get(call[0])) out;
  return __builtin_mul_overflow(Kind::get(call[0]), Kind::get(call[1]), &out) ? overflow(Kind::name) : make(out);
}

/// The one quotient of integers that does not fit.
bool quotient_overflows(int64_t a, int64_t b) { return a == std::numeric_limits<int64_t>::min() && b == -1; }
bool quotient_overflows(uint64_t, uint64_t) { return false; }

template <typename Kind>
Value divide(const Call& call) {
  const auto a = Kind::get(call[0]);
  const auto b = Kind::get(call[1]);
  if (b == 0) {
    return Value::error("division by zero");
  }
  return quotient_overflows(a, b) ? overflow(Kind::name) : make(a / b);
}

template <typename Kind>
Value modulo(const Call& call) {
  const auto a = Kind::get(call[0]);
  const auto b = Kind::get(call[1]);
  if (b == 0) {
    return Value::error("modulus by zero");
  }
  return quotient_overflows(a, b) ? overflow(Kind::name) : make(a % b);
}

Value negate_int(const Call& call) {
  int64_t out = 0;
  return __builtin_sub_overflow(int64_t{0}, call[0].int64_value(), &out) ? overflow("int") : Value::int64(out);
}

Value add_double(const Call& call) { return Value::float64(call[0].float64_value() + call[1].float64_value()); }
Value subtract_double(const Call& call) { return Value::float64(call[0].float64_value() - call[1].float64_value()); }
Value multiply_double(const Call& call) { return Value::float64(call[0].float64_value() * call[1].float64_value()); }
Value negate_double(const Call& call) { return Value::float64(-call[0].float64_value()); }

/// IEEE 754: x / 0 is infinite or NaN. Spelled out because C++ leaves it undefined.
Value divide_double(const Call& call) {
  const double a = call[0].float64_value();
  const double b = call[1].float64_value();
  if (b != 0) {
    return Value::float64(a / b);
  }
  if (a == 0 || a != a || b != b) {
    return Value::float64(std::numeric_limits<double>::quiet_NaN());
  }
  const double infinity = std::numeric_limits<double>::infinity();
  return Value::float64((a < 0) != __builtin_signbit(b) ? -infinity : infinity);
}

}  // namespace

void add_arithmetic(Overloads& out) {
  const Type i = Type::int64();
  const Type u = Type::uint64();
  const Type d = Type::float64();
  out.insert(out.end(), {
                            {"_+_", {i, i}, i, &add<Int>},
                            {"_+_", {u, u}, u, &add<Uint>},
                            {"_+_", {d, d}, d, &add_double},
                            {"_-_", {i, i}, i, &subtract<Int>},
                            {"_-_", {u, u}, u, &subtract<Uint>},
                            {"_-_", {d, d}, d, &subtract_double},
                            {"_*_", {i, i}, i, &multiply<Int>},
                            {"_*_", {u, u}, u, &multiply<Uint>},
                            {"_*_", {d, d}, d, &multiply_double},
                            {"_/_", {i, i}, i, &divide<Int>},
                            {"_/_", {u, u}, u, &divide<Uint>},
                            {"_/_", {d, d}, d, &divide_double},
                            {"_%_", {i, i}, i, &modulo<Int>},
                            {"_%_", {u, u}, u, &modulo<Uint>},
                            {"-_", {i}, i, &negate_int},
                            {"-_", {d}, d, &negate_double},
                        });
}

}  // namespace exeunt::cel::library
