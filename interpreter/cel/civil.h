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
/// The date and time `seconds` after the epoch. In the header, so that who wants one part pays for one.
inline Civil civil_from_seconds(int64_t seconds) {
  int64_t days = seconds / 86'400;
  int64_t rest = seconds % 86'400;
  if (rest < 0) {
    rest += 86'400;
    --days;
  }
  const int64_t shifted = days + 719'468;
  const int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
  const int64_t day_of_era = shifted - era * 146'097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted_month = (5 * day_of_year + 2) / 153;

  Civil out;
  out.day = static_cast<int32_t>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  out.month = static_cast<int32_t>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  out.year = static_cast<int32_t>(year_of_era + era * 400 + (out.month <= 2 ? 1 : 0));
  out.hour = static_cast<int32_t>(rest / 3600);
  out.minute = static_cast<int32_t>(rest / 60 % 60);
  out.second = static_cast<int32_t>(rest % 60);
  out.weekday = static_cast<int32_t>(((days + 4) % 7 + 7) % 7);
  out.day_of_year = static_cast<int32_t>(days - days_from_civil(out.year, 1, 1));
  return out;
}
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
