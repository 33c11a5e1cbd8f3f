// Order between numbers of different kinds, exact where a conversion to double would round: 2^53 + 1 is not 2^53.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

#include "interpreter/cel/value.h"

namespace exeunt::cel {

inline bool is_number(const Value& value) {
  return value.kind() == ValueKind::int64 || value.kind() == ValueKind::uint64 || value.kind() == ValueKind::float64;
}

inline std::partial_ordering order(int64_t a, uint64_t b) {
  return a < 0 ? std::partial_ordering::less : static_cast<uint64_t>(a) <=> b;
}

/// `low` and `high`: the integer type's range as doubles, low inclusive, high exclusive.
template <typename Integer>
std::partial_ordering order_integer(Integer a, double b, double low, double high) {
  if (std::isnan(b)) {
    return std::partial_ordering::unordered;
  }
  if (b >= high) {
    return std::partial_ordering::less;
  }
  if (b < low) {
    return std::partial_ordering::greater;
  }
  const double whole = std::trunc(b);
  const auto converted = static_cast<Integer>(whole);
  if (a != converted) {
    return a <=> converted;
  }
  return whole <=> b;
}

inline std::partial_ordering order(int64_t a, double b) { return order_integer(a, b, -0x1p63, 0x1p63); }
inline std::partial_ordering order(uint64_t a, double b) { return order_integer(a, b, 0.0, 0x1p64); }

inline std::partial_ordering reversed(std::partial_ordering order) { return 0 <=> order; }

/// Both must be numbers. Unordered when one is NaN.
std::partial_ordering order_numbers(const Value& a, const Value& b);

}  // namespace exeunt::cel
