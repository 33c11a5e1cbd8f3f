// The proleptic Gregorian calendar in UTC, by arithmetic alone.
#pragma once

#include <cstdint>

#include "interpreter/cel/value.h"

namespace exeunt::cel {

struct Civil {
  int32_t year = 1970;
  int32_t month = 1;  ///< 1..12
  int32_t day = 1;    ///< 1..31
  int32_t hour = 0;
  int32_t minute = 0;
  int32_t second = 0;
  int32_t weekday = 4;      ///< 0 is Sunday
  int32_t day_of_year = 0;  ///< 0 is the first of January
};

/// Days since 1970-01-01.
int64_t days_from_civil(int64_t year, int32_t month, int32_t day);
/// The date and time `seconds` after the epoch.
Civil civil_from_seconds(int64_t seconds);
int32_t days_in_month(int64_t year, int32_t month);

/// Years 0001 to 9999.
inline constexpr int64_t min_timestamp_seconds = -62'135'596'800;
inline constexpr int64_t max_timestamp_seconds = 253'402'300'799;
inline constexpr int64_t max_duration_seconds = 315'576'000'000;

inline bool in_range(Timestamp value) {
  return value.seconds >= min_timestamp_seconds && value.seconds <= max_timestamp_seconds;
}
inline bool in_range(Duration value) {
  const int64_t magnitude = value.seconds < 0 ? -value.seconds : value.seconds;
  return magnitude < max_duration_seconds || (magnitude == max_duration_seconds && value.nanos == 0);
}

}  // namespace exeunt::cel
