#include "interpreter/cel/host/native_time.h"

#include "interpreter/cel/civil.h"

namespace exeunt::cel {

Value timestamp_or_error(int64_t seconds, int64_t nanos) {
  if (seconds < min_timestamp_seconds || seconds > max_timestamp_seconds) {
    return Value::error("a time lies outside of the years 1 to 9999");
  }
  // Before the epoch, a count of fractions runs backwards from the second after.
  const bool borrow = nanos < 0;
  const Timestamp value{seconds - (borrow ? 1 : 0), static_cast<int32_t>(nanos + (borrow ? 1'000'000'000 : 0))};
  return in_range(value) ? Value::timestamp(value) : Value::error("a time lies outside of the years 1 to 9999");
}

Value duration_or_error(int64_t seconds, int64_t nanos) {
  if (seconds < -max_duration_seconds || seconds > max_duration_seconds) {
    return Value::error("a duration is longer than 10,000 years");
  }
  const Duration value{seconds, static_cast<int32_t>(nanos)};
  return in_range(value) ? Value::duration(value) : Value::error("a duration is longer than 10,000 years");
}

}  // namespace exeunt::cel
