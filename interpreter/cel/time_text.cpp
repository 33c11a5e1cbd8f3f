// Timestamps and durations as text, without locale and without the C library's calendar.
#include <fmt/format.h>

#include <charconv>
#include <span>

#include "interpreter/cel/civil.h"
#include "interpreter/cel/value.h"

namespace exeunt::cel {

static constexpr int32_t billion = 1'000'000'000;

/// Nanoseconds of every duration in range, with room to spare.
__extension__ typedef __int128 Int128;

// Days are counted in eras of 400 years that begin in March, so that the leap day comes last.
int64_t days_from_civil(int64_t year, int32_t month, int32_t day) {
  year -= month <= 2 ? 1 : 0;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

int32_t days_in_month(int64_t year, int32_t month) {
  if (month == 2) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  }
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

namespace {

/// Reads from the front of a text; once something does not fit, `ok` stays false.
struct Reader {
  std::string_view rest;
  bool ok = true;

  bool accept(char c) {
    if (rest.empty() || rest.front() != c) {
      return false;
    }
    rest.remove_prefix(1);
    return true;
  }

  void expect(char c) { ok = accept(c) && ok; }

  bool digit() const { return !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; }

  int32_t number(int32_t digits, int32_t low, int32_t high) {
    int32_t value = 0;
    for (int32_t i = 0; i < digits; ++i) {
      if (!digit()) {
        ok = false;
        return low;
      }
      value = value * 10 + (rest.front() - '0');
      rest.remove_prefix(1);
    }
    ok = ok && value >= low && value <= high;
    return value;
  }

  /// Digits after a decimal point, as billionths; what is finer is dropped.
  int32_t fraction() {
    ok = ok && digit();
    int32_t value = 0;
    int32_t unit = billion / 10;
    for (; digit(); rest.remove_prefix(1), unit /= 10) {
      value += (rest.front() - '0') * unit;
    }
    return value;
  }
};

}  // namespace

bool parse_timestamp(std::string_view text, Timestamp& out) {
  Reader in{text};
  const int32_t year = in.number(4, 1, 9999);
  in.expect('-');
  const int32_t month = in.number(2, 1, 12);
  in.expect('-');
  const int32_t day = in.number(2, 1, 31);
  in.ok = in.ok && day <= days_in_month(year, month) && (in.accept('T') || in.accept('t'));
  const int32_t hour = in.number(2, 0, 23);
  in.expect(':');
  const int32_t minute = in.number(2, 0, 59);
  in.expect(':');
  const int32_t second = in.number(2, 0, 59);
  const int32_t nanos = in.accept('.') ? in.fraction() : 0;

  int32_t offset = 0;
  if (!in.accept('Z') && !in.accept('z')) {
    const bool negative = in.accept('-');
    in.ok = in.ok && (negative || in.accept('+'));
    const int32_t hours = in.number(2, 0, 23);
    in.expect(':');
    offset = (hours * 60 + in.number(2, 0, 59)) * (negative ? -60 : 60);
  }
  if (!in.ok || !in.rest.empty()) {
    return false;
  }
  const int64_t seconds = days_from_civil(year, month, day) * 86'400 + hour * 3600 + minute * 60 + second - offset;
  const Timestamp value{seconds, nanos};
  if (!in_range(value)) {
    return false;
  }
  out = value;
  return true;
}

/// ".5" for 500'000'000, nothing for 0.
static std::string fraction_text(int32_t nanos) {
  if (nanos == 0) {
    return "";
  }
  std::string out = fmt::format(".{:09}", nanos);
  out.erase(out.find_last_not_of('0') + 1);
  return out;
}

/// The number in decimal, over the zeros at the end of `zeros`.
static void put_digits(std::span<char> zeros, int32_t number) {
  for (size_t at = zeros.size(); number > 0; number /= 10) {
    zeros[--at] = static_cast<char>('0' + number % 10);
  }
}

std::string format_timestamp(Timestamp value) {
  const Civil civil = civil_from_seconds(value.seconds);
  char out[] = "0000-00-00T00:00:00";
  const std::span<char> text(out);
  put_digits(text.subspan(0, 4), civil.year);
  put_digits(text.subspan(5, 2), civil.month);
  put_digits(text.subspan(8, 2), civil.day);
  put_digits(text.subspan(11, 2), civil.hour);
  put_digits(text.subspan(14, 2), civil.minute);
  put_digits(text.subspan(17, 2), civil.second);
  return out + fraction_text(value.nanos) + 'Z';
}

namespace {

struct Unit {
  std::string_view name;
  int64_t nanos;
};

/// Longer names first where one begins with another.
constexpr Unit units[] = {
    {"ns", 1},
    {"us", 1000},
    {"\xC2\xB5s", 1000},  // micro sign
    {"\xCE\xBCs", 1000},  // Greek mu
    {"ms", 1'000'000},
    {"s", billion},
    {"m", int64_t{60} * billion},
    {"h", int64_t{3600} * billion},
};

/// One term ("1.5h") added to `total`, in nanoseconds.
bool read_term(Reader& in, Int128& total) {
  constexpr int64_t limit = max_duration_seconds * 10;
  if (!in.digit() && (in.rest.empty() || in.rest.front() != '.')) {
    return false;
  }
  const bool has_whole = in.digit();
  Int128 whole = 0;
  for (; in.digit(); in.rest.remove_prefix(1)) {
    whole = whole * 10 + (in.rest.front() - '0');
    if (whole > Int128{limit} * billion) {
      return false;
    }
  }
  std::string_view fraction;
  if (in.accept('.')) {
    fraction = in.rest;
    while (in.digit()) {
      in.rest.remove_prefix(1);
    }
    fraction = fraction.substr(0, fraction.size() - in.rest.size());
  }
  if (!has_whole && fraction.empty()) {
    return false;
  }
  for (const Unit& unit : units) {
    if (!in.rest.starts_with(unit.name)) {
      continue;
    }
    in.rest.remove_prefix(unit.name.size());
    total += whole * unit.nanos;
    Int128 part = 0;
    Int128 scale = 1;
    for (const char digit : fraction.substr(0, 18)) {
      part = part * 10 + (digit - '0');
      scale *= 10;
    }
    total += part * unit.nanos / scale;
    return total <= Int128{limit} * billion;
  }
  return false;
}

}  // namespace

bool parse_duration(std::string_view text, Duration& out) {
  Reader in{text};
  const bool negative = in.accept('-');
  if (!negative) {
    in.accept('+');
  }
  if (in.rest == "0") {
    out = {};
    return true;
  }
  Int128 total = 0;
  do {
    if (!read_term(in, total)) {
      return false;
    }
  } while (!in.rest.empty());
  if (negative) {
    total = -total;
  }
  const Duration value{static_cast<int64_t>(total / billion), static_cast<int32_t>(total % billion)};
  if (!in_range(value)) {
    return false;
  }
  out = value;
  return true;
}

std::string format_duration(Duration value) {
  const bool negative = value.seconds < 0 || value.nanos < 0;
  const int64_t seconds = value.seconds < 0 ? -value.seconds : value.seconds;
  const int32_t nanos = value.nanos < 0 ? -value.nanos : value.nanos;
  return fmt::format("{}{}{}s", negative ? "-" : "", seconds, fraction_text(nanos));
}

}  // namespace exeunt::cel
