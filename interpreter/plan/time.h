// Times in a plan: RFC 3339 text in documents, "2024-03-01 09:00 UTC" for people.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace exeunt::plan {

/// A moment as seconds since 1970-01-01T00:00:00Z and nanoseconds.
struct Moment {
  int64_t seconds = 0;
  int32_t nanos = 0;
  friend auto operator<=>(const Moment&, const Moment&) = default;
};

/// Reads "2024-03-01T09:00:00Z", with up to nine digits of fraction and any offset. None for anything else.
std::optional<Moment> parse_moment(std::string_view text);

/// Orders RFC 3339 texts by time; what is not one comes last, by its bytes. <0, 0, >0; 0 only for equal texts.
int compare_times(std::string_view a, std::string_view b);

/// "2024-03-01 09:00 UTC"; seconds and fraction only where they are not zero. Text that is no time stays as it is.
std::string people_time(std::string_view text);

/// "2024-03-31" where the time of day is that of `event` (a delay of whole days) or midnight; else as `people_time`.
std::string people_due(std::string_view due, std::string_view event);

}  // namespace exeunt::plan
