// Time zones: fixed offsets ("+05:30", "-8:00"), "UTC", and names of the system's zone database.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace exeunt::cel::library {

/// A moment of the year at which clocks change, as POSIX writes it: "M3.2.0/2".
struct ZoneChange {
  char kind = 'M';  ///< M: month.week.day; J: day 1..365, leap day not counted; 0: day 0..365
  int32_t month = 0;
  int32_t week = 0;
  int32_t day = 0;
  int32_t seconds = 7200;  ///< after midnight, local time
};

/// What a zone does after its last listed transition.
struct ZoneRule {
  int32_t standard = 0;  ///< seconds east of UTC
  int32_t daylight = 0;
  bool has_daylight = false;
  ZoneChange start;
  ZoneChange end;
};

struct TimeZone {
  int32_t first = 0;                 ///< offset before the first transition
  std::vector<int64_t> transitions;  ///< UTC seconds, ascending
  std::vector<int32_t> offsets;      ///< from each transition on
  bool has_rule = false;
  ZoneRule rule;
};

/// A null pointer for names that are unknown or malformed. Zones are read from disk once.
std::shared_ptr<const TimeZone> load_time_zone(std::string_view name);

/// Seconds to add to UTC.
int32_t offset_at(const TimeZone& zone, int64_t utc_seconds);

}  // namespace exeunt::cel::library
