// Times of the library and of std::chrono as CEL's timestamp and duration.
#pragma once

#include <chrono>
#include <ratio>

#include "interpreter/cel/host/native.h"

namespace exeunt::cel {

template <>
struct Native<Timestamp> {
  static Type type() { return Type::timestamp(); }
  static Value to_value(Timestamp value) { return Value::timestamp(value); }
  static std::optional<Timestamp> from_value(const Value& value) {
    return value.kind() == ValueKind::timestamp ? std::optional(value.timestamp_value()) : std::nullopt;
  }
};

template <>
struct Native<Duration> {
  static Type type() { return Type::duration(); }
  static Value to_value(Duration value) { return Value::duration(value); }
  static std::optional<Duration> from_value(const Value& value) {
    return value.kind() == ValueKind::duration ? std::optional(value.duration_value()) : std::nullopt;
  }
};

/// Times since the epoch, and spans, of which the nanoseconds may have either sign. What lies outside CEL's range gives an
/// error.
Value timestamp_or_error(int64_t seconds, int64_t nanos);
Value duration_or_error(int64_t seconds, int64_t nanos);

/// Counts of one unit as seconds and nanoseconds, and back: units from nanoseconds to seconds that divide a second
/// decimally, and whole multiples of a second.
template <std::integral Rep, typename Period>
struct UnitOfTime {
  static constexpr bool is_whole = std::ratio_greater_equal_v<Period, std::ratio<1>>;
  static_assert(is_whole ? Period::den == 1 : Period::num == 1 && 1'000'000'000 % Period::den == 0);
  static constexpr int64_t seconds_each = Period::num;
  static constexpr int64_t units_a_second = Period::den;
  static constexpr int64_t nanos_each = 1'000'000'000 / Period::den;

  struct Parts {
    int64_t seconds;
    int64_t nanos;
  };

  static constexpr Parts split(Rep count) {
    constexpr int64_t most = INT64_MAX / seconds_each;
    if (!std::in_range<int64_t>(count) || std::cmp_greater(count, most) || std::cmp_less(count, -most)) {
      return {INT64_MAX, 0};  // outside of every range
    }
    const auto units = static_cast<int64_t>(count);
    return is_whole ? Parts{units * seconds_each, 0}
                    : Parts{units / units_a_second, units % units_a_second * nanos_each};
  }

  /// Fractions of a unit are cut off. None where Rep cannot count so far.
  static constexpr std::optional<Rep> join(int64_t seconds, int64_t nanos) {
    constexpr int64_t most = INT64_MAX / units_a_second - 1;
    if (seconds > most || seconds < -most) {
      return std::nullopt;
    }
    const int64_t units = is_whole ? seconds / seconds_each : seconds * units_a_second + nanos / nanos_each;
    return std::in_range<Rep>(units) ? std::optional(static_cast<Rep>(units)) : std::nullopt;
  }
};

template <std::integral Rep, typename Period>
struct Native<std::chrono::duration<Rep, Period>> {
  using T = std::chrono::duration<Rep, Period>;

  static Type type() { return Type::duration(); }
  static Value to_value(T value) {
    const auto parts = UnitOfTime<Rep, Period>::split(value.count());
    return duration_or_error(parts.seconds, parts.nanos);
  }
  static std::optional<T> from_value(const Value& value) {
    if (value.kind() != ValueKind::duration) {
      return std::nullopt;
    }
    const auto count = UnitOfTime<Rep, Period>::join(value.duration_value().seconds, value.duration_value().nanos);
    return count ? std::optional(T(*count)) : std::nullopt;
  }
};

template <std::integral Rep, typename Period>
struct Native<std::chrono::time_point<std::chrono::system_clock, std::chrono::duration<Rep, Period>>> {
  using Since = std::chrono::duration<Rep, Period>;
  using T = std::chrono::time_point<std::chrono::system_clock, Since>;

  static Type type() { return Type::timestamp(); }
  static Value to_value(T value) {
    const auto parts = UnitOfTime<Rep, Period>::split(value.time_since_epoch().count());
    return timestamp_or_error(parts.seconds, parts.nanos);
  }
  static std::optional<T> from_value(const Value& value) {
    if (value.kind() != ValueKind::timestamp) {
      return std::nullopt;
    }
    const auto count = UnitOfTime<Rep, Period>::join(value.timestamp_value().seconds, value.timestamp_value().nanos);
    return count ? std::optional(T(Since(*count))) : std::nullopt;
  }
};

}  // namespace exeunt::cel
