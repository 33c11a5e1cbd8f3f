#include "interpreter/cel/library/time_zone.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>

#include "interpreter/cel/civil.h"

namespace exeunt::cel::library {

namespace {

/// Reads numbers and marks from the front of a text.
struct Scanner {
  std::string_view rest;
  bool ok = true;

  bool accept(char c) {
    if (rest.empty() || rest.front() != c) {
      return false;
    }
    rest.remove_prefix(1);
    return true;
  }

  int32_t number(int32_t high) {
    int32_t value = 0;
    size_t count = 0;
    for (; count < rest.size() && count < 4 && rest[count] >= '0' && rest[count] <= '9'; ++count) {
      value = value * 10 + (rest[count] - '0');
    }
    rest.remove_prefix(count);
    ok = ok && count > 0 && value <= high;
    return value;
  }

  /// [+-]hh[:mm[:ss]]
  int32_t clock(int32_t max_hours) {
    const bool negative = accept('-');
    if (!negative) {
      accept('+');
    }
    int32_t seconds = number(max_hours) * 3600;
    if (accept(':')) {
      seconds += number(59) * 60;
      if (accept(':')) {
        seconds += number(59);
      }
    }
    return negative ? -seconds : seconds;
  }

  /// A zone's abbreviation: letters, or anything in angle brackets.
  void abbreviation() {
    if (accept('<')) {
      const size_t end = rest.find('>');
      ok = ok && end != std::string_view::npos;
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      return;
    }
    size_t count = 0;
    while (count < rest.size() && ((rest[count] | 0x20) >= 'a' && (rest[count] | 0x20) <= 'z')) {
      ++count;
    }
    ok = ok && count >= 3;
    rest.remove_prefix(count);
  }

  ZoneChange change() {
    ZoneChange out;
    if (accept('M')) {
      out.month = number(12);
      ok = accept('.') && ok;
      out.week = number(5);
      ok = accept('.') && ok;
      out.day = number(6);
      ok = ok && out.month >= 1 && out.week >= 1;
    } else {
      out.kind = accept('J') ? 'J' : '0';
      out.day = number(365);
    }
    if (accept('/')) {
      out.seconds = clock(167);
    }
    return out;
  }
};

/// "EST5EDT,M3.2.0,M11.1.0": offsets count west of UTC.
bool parse_rule(std::string_view text, ZoneRule& out) {
  Scanner in{text};
  in.abbreviation();
  out.standard = -in.clock(24);
  if (in.ok && !in.rest.empty()) {
    in.abbreviation();
    out.has_daylight = true;
    out.daylight = in.rest.starts_with(',') ? out.standard + 3600 : -in.clock(24);
    in.ok = in.accept(',') && in.ok;
    out.start = in.change();
    in.ok = in.accept(',') && in.ok;
    out.end = in.change();
  }
  return in.ok && in.rest.empty();
}

/// Seconds from the epoch to the change, as a clock on local time counts them.
int64_t local_change(const ZoneChange& change, int64_t year) {
  int64_t day = 0;
  if (change.kind == 'M') {
    const int64_t first = days_from_civil(year, change.month, 1);
    const auto weekday = static_cast<int32_t>(((first + 4) % 7 + 7) % 7);
    int32_t date = 1 + (change.day - weekday + 7) % 7 + (change.week - 1) * 7;
    while (date > days_in_month(year, change.month)) {
      date -= 7;
    }
    day = first + date - 1;
  } else {
    const bool after_leap_day = change.kind == 'J' && change.day >= 60 && days_in_month(year, 2) == 29;
    day = days_from_civil(year, 1, 1) + change.day - (change.kind == 'J' ? 1 : 0) + (after_leap_day ? 1 : 0);
  }
  return day * 86'400 + change.seconds;
}

int32_t offset_by_rule(const ZoneRule& rule, int64_t utc) {
  if (!rule.has_daylight) {
    return rule.standard;
  }
  const int64_t year = civil_from_seconds(utc + rule.standard).year;
  const int64_t start = local_change(rule.start, year) - rule.standard;
  const int64_t end = local_change(rule.end, year) - rule.daylight;
  const bool daylight = start < end ? utc >= start && utc < end : utc >= start || utc < end;
  return daylight ? rule.daylight : rule.standard;
}

/// Big-endian numbers of a TZif file (RFC 8536); reading past the end gives zeros and clears `ok`.
struct Bytes {
  std::string_view rest;
  bool ok = true;

  std::string_view take(size_t count) {
    if (count > rest.size()) {
      ok = false;
      rest = {};
      return {};
    }
    const std::string_view out = rest.substr(0, count);
    rest.remove_prefix(count);
    return out;
  }

  int64_t number(size_t bytes) {
    uint64_t value = 0;
    for (const char c : take(bytes)) {
      value = value << 8 | static_cast<unsigned char>(c);
    }
    return bytes == 4 ? static_cast<int32_t>(static_cast<uint32_t>(value)) : static_cast<int64_t>(value);
  }
};

struct Header {
  char version = 0;
  size_t counts[6] = {};  ///< UT flags, standard flags, leap seconds, transitions, types, abbreviation bytes
};

Header read_header(Bytes& in) {
  Header out;
  in.ok = in.take(4) == "TZif" && in.ok;
  const std::string_view version = in.take(16);
  out.version = version.empty() ? '\0' : version.front();
  for (size_t& count : out.counts) {
    count = static_cast<size_t>(static_cast<uint32_t>(in.number(4)));
    in.ok = in.ok && count < 1'000'000;
  }
  return out;
}

bool parse_zone(std::string_view data, TimeZone& out) {
  Bytes in{data};
  Header header = read_header(in);
  if (!in.ok || header.version < '2') {
    return false;
  }
  // The first block has 32-bit times; the second one, with 64 bits, says everything again.
  const auto& c = header.counts;
  in.take(c[3] * 5 + c[4] * 6 + c[5] + c[2] * 8 + c[1] + c[0]);
  header = read_header(in);
  if (!in.ok) {
    return false;
  }
  for (size_t i = 0; i < header.counts[3]; ++i) {
    out.transitions.push_back(in.number(8));
  }
  const std::string_view types = in.take(header.counts[3]);
  std::vector<int32_t> offset_of_type;
  for (size_t i = 0; i < header.counts[4]; ++i) {
    offset_of_type.push_back(static_cast<int32_t>(in.number(4)));
    in.take(2);
  }
  for (const char type : types) {
    const auto index = static_cast<unsigned char>(type);
    if (index >= offset_of_type.size()) {
      return false;
    }
    out.offsets.push_back(offset_of_type[index]);
  }
  in.take(header.counts[5] + header.counts[2] * 12 + header.counts[1] + header.counts[0]);
  if (!in.ok || offset_of_type.empty()) {
    return false;
  }
  out.first = offset_of_type.front();
  const std::string_view footer = in.rest;
  if (footer.size() > 2 && footer.front() == '\n' && footer.find('\n', 1) != std::string_view::npos) {
    out.has_rule = parse_rule(footer.substr(1, footer.find('\n', 1) - 1), out.rule);
  }
  return true;
}

std::shared_ptr<const TimeZone> fixed_zone(int32_t seconds) {
  auto out = std::make_shared<TimeZone>();
  out->first = seconds;
  return out;
}

/// "America/New_York", nothing that could leave the database's folder.
bool is_zone_name(std::string_view name) {
  if (name.empty() || name.size() > 64 || name.front() == '/' || name.find("..") != std::string_view::npos) {
    return false;
  }
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '+' || c == '/';
  });
}

std::shared_ptr<const TimeZone> read_zone(const std::string& name) {
  const std::ifstream file("/usr/share/zoneinfo/" + name, std::ios::binary);
  // Folders open, too, and throw when they are read, except where a stream does it.
  std::ostringstream data;
  data << file.rdbuf();
  auto out = std::make_shared<TimeZone>();
  return parse_zone(data.view(), *out) ? out : nullptr;
}

}  // namespace

std::shared_ptr<const TimeZone> load_time_zone(std::string_view name) {
  if (name.empty() || name == "UTC" || name == "Z") {
    return fixed_zone(0);
  }
  const char first = name.front();
  if (first == '+' || first == '-' || (first >= '0' && first <= '9')) {
    Scanner in{name};
    const int32_t seconds = in.clock(23);
    return in.ok && in.rest.empty() && name.find(':') != std::string_view::npos ? fixed_zone(seconds) : nullptr;
  }
  if (!is_zone_name(name)) {
    return nullptr;
  }
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<const TimeZone>, std::less<>> zones;
  const std::lock_guard lock(mutex);
  const auto found = zones.find(name);
  if (found != zones.end()) {
    return found->second;
  }
  auto zone = read_zone(std::string(name));
  if (zone != nullptr) {
    zones.emplace(name, zone);
  }
  return zone;
}

int32_t offset_at(const TimeZone& zone, int64_t utc_seconds) {
  const auto after = std::upper_bound(zone.transitions.begin(), zone.transitions.end(), utc_seconds);
  if (after == zone.transitions.end() && zone.has_rule) {
    return offset_by_rule(zone.rule, utc_seconds);
  }
  return after == zone.transitions.begin() ? zone.first
                                           : zone.offsets[static_cast<size_t>(after - zone.transitions.begin()) - 1];
}

}  // namespace exeunt::cel::library
