#include "interpreter/plan/time.h"

#include <fmt/format.h>

namespace exeunt::plan {

static constexpr int64_t seconds_a_day = 86'400;

/// Reads exactly `digits` digits off the front of `text`.
static std::optional<int64_t> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) {
    return std::nullopt;
  }
  int64_t number = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') {
      return std::nullopt;
    }
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return number;
}

static bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar (the algorithm of Howard Hinnant's `days_from_civil`).
static int64_t days_from_date(int64_t year, int64_t month, int64_t day) {
  year -= month <= 2 ? 1 : 0;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

static bool is_date(int64_t year, int64_t month, int64_t day) {
  static constexpr int64_t lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1]) {
    return false;
  }
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month != 2 || day < 29 || leap;
}

/// ".5" → 500'000'000; no fraction → 0.
static std::optional<int32_t> take_fraction(std::string_view& text) {
  int32_t nanos = 0;
  if (!take(text, '.')) {
    return nanos;
  }
  int32_t unit = 100'000'000;
  std::size_t digits = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    nanos += (text.front() - '0') * unit;
    unit /= 10;
    text.remove_prefix(1);
    ++digits;
  }
  if (digits == 0 || digits > 9) {
    return std::nullopt;
  }
  return nanos;
}

/// "Z" → 0, "+02:00" → 7200.
static std::optional<int64_t> take_offset(std::string_view& text) {
  if (take(text, 'Z')) {
    return 0;
  }
  const int64_t sign = take(text, '-') ? -1 : 1;
  if (sign == 1 && !take(text, '+')) {
    return std::nullopt;
  }
  const auto hours = take_number(text, 2);
  if (!hours || !take(text, ':')) {
    return std::nullopt;
  }
  const auto minutes = take_number(text, 2);
  if (!minutes || *hours > 23 || *minutes > 59) {
    return std::nullopt;
  }
  return sign * (*hours * 3600 + *minutes * 60);
}

std::optional<Moment> parse_moment(std::string_view text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) {
    return std::nullopt;
  }
  const auto month = take_number(text, 2);
  if (!month || !take(text, '-')) {
    return std::nullopt;
  }
  const auto day = take_number(text, 2);
  if (!day || !is_date(*year, *month, *day) || !take(text, 'T')) {
    return std::nullopt;
  }
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) {
    return std::nullopt;
  }
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59 || !take(text, ':')) {
    return std::nullopt;
  }
  const auto second = take_number(text, 2);
  if (!second || *second > 59) {
    return std::nullopt;
  }
  const auto nanos = take_fraction(text);
  if (!nanos) {
    return std::nullopt;
  }
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) {
    return std::nullopt;
  }
  const int64_t local = days_from_date(*year, *month, *day) * seconds_a_day + *hour * 3600 + *minute * 60 + *second;
  return Moment{local - *offset, *nanos};
}

int compare_times(std::string_view a, std::string_view b) {
  const auto moment_a = parse_moment(a);
  const auto moment_b = parse_moment(b);
  if (moment_a.has_value() != moment_b.has_value()) {
    return moment_a ? -1 : 1;
  }
  if (moment_a && *moment_a != *moment_b) {
    return *moment_a < *moment_b ? -1 : 1;
  }
  return a.compare(b);
}

static int64_t time_of_day(int64_t seconds) {
  return ((seconds % seconds_a_day) + seconds_a_day) % seconds_a_day;
}

/// The inverse of `days_from_date`.
static std::string date(int64_t seconds) {
  const int64_t days = (seconds - time_of_day(seconds)) / seconds_a_day + 719'468;
  const int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const int64_t day_of_era = days - era * 146'097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const int64_t day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  const int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  return fmt::format("{:04}-{:02}-{:02}", year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

std::string people_time(std::string_view text) {
  const auto moment = parse_moment(text);
  if (!moment) {
    return std::string(text);
  }
  const int64_t day = time_of_day(moment->seconds);
  std::string out = fmt::format("{} {:02}:{:02}", date(moment->seconds), day / 3600, day / 60 % 60);
  if (day % 60 != 0 || moment->nanos != 0) {
    out += fmt::format(":{:02}", day % 60);
  }
  if (moment->nanos != 0) {
    std::string fraction = fmt::format(".{:09}", moment->nanos);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    out += fraction;
  }
  return out + " UTC";
}

std::string people_due(std::string_view due, std::string_view event) {
  const auto moment = parse_moment(due);
  if (!moment || moment->nanos != 0) {
    return people_time(due);
  }
  const auto start = parse_moment(event);
  const int64_t day = time_of_day(moment->seconds);
  const bool whole_days = start && start->nanos == 0 && time_of_day(start->seconds) == day && *start < *moment;
  return whole_days || day == 0 ? date(moment->seconds) : people_time(due);
}

}  // namespace exeunt::plan
