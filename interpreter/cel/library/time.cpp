// Timestamps and durations: arithmetic and accessors.
#include <limits>

#include "interpreter/cel/civil.h"
#include "interpreter/cel/library/library.h"
#include "interpreter/cel/library/time_zone.h"

namespace exeunt::cel::library {

namespace {

constexpr int32_t billion = 1'000'000'000;

/// Seconds and nanoseconds, the latter of any sign and up to two billions.
struct Parts {
  int64_t seconds;
  int64_t nanos;
};

Value make_timestamp(Parts parts) {
  if (parts.nanos < 0) {
    parts = {parts.seconds - 1, parts.nanos + billion};
  } else if (parts.nanos >= billion) {
    parts = {parts.seconds + 1, parts.nanos - billion};
  }
  const Timestamp out{parts.seconds, static_cast<int32_t>(parts.nanos)};
  return in_range(out) ? Value::timestamp(out) : Value::error("timestamp out of range");
}

/// Seconds and nanoseconds of a duration have the same sign.
Value make_duration(Parts parts) {
  parts.seconds += parts.nanos / billion;
  parts.nanos %= billion;
  if (parts.seconds > 0 && parts.nanos < 0) {
    parts = {parts.seconds - 1, parts.nanos + billion};
  } else if (parts.seconds < 0 && parts.nanos > 0) {
    parts = {parts.seconds + 1, parts.nanos - billion};
  }
  const Duration out{parts.seconds, static_cast<int32_t>(parts.nanos)};
  return in_range(out) ? Value::duration(out) : Value::error("duration out of range");
}

Value add_to_timestamp(Timestamp time, Duration by) {
  return make_timestamp({time.seconds + by.seconds, int64_t{time.nanos} + by.nanos});
}

Value timestamp_plus_duration(const Call& call) {
  return add_to_timestamp(call[0].timestamp_value(), call[1].duration_value());
}
Value duration_plus_timestamp(const Call& call) {
  return add_to_timestamp(call[1].timestamp_value(), call[0].duration_value());
}
Value timestamp_minus_duration(const Call& call) {
  const Duration by = call[1].duration_value();
  return add_to_timestamp(call[0].timestamp_value(), {-by.seconds, -by.nanos});
}
Value timestamp_minus_timestamp(const Call& call) {
  const Timestamp a = call[0].timestamp_value();
  const Timestamp b = call[1].timestamp_value();
  // A difference has to fit 64 bits of nanoseconds, some 292 years; durations as such go further.
  constexpr int64_t limit = std::numeric_limits<int64_t>::max() / billion;
  const int64_t seconds = a.seconds - b.seconds;
  if (seconds >= limit || seconds <= -limit) {
    return Value::error("duration out of range");
  }
  return make_duration({seconds, int64_t{a.nanos} - b.nanos});
}
Value duration_plus_duration(const Call& call) {
  const Duration a = call[0].duration_value();
  const Duration b = call[1].duration_value();
  return make_duration({a.seconds + b.seconds, int64_t{a.nanos} + b.nanos});
}
Value duration_minus_duration(const Call& call) {
  const Duration a = call[0].duration_value();
  const Duration b = call[1].duration_value();
  return make_duration({a.seconds - b.seconds, int64_t{a.nanos} - b.nanos});
}

// Accessors. ----------------------------------------------------------------------------------------------------------

int32_t full_year(const Civil& civil) { return civil.year; }
int32_t month(const Civil& civil) { return civil.month - 1; }
int32_t date(const Civil& civil) { return civil.day; }
int32_t day_of_month(const Civil& civil) { return civil.day - 1; }
int32_t day_of_week(const Civil& civil) { return civil.weekday; }
int32_t day_of_year(const Civil& civil) { return civil.day_of_year; }
int32_t hours(const Civil& civil) { return civil.hour; }
int32_t minutes(const Civil& civil) { return civil.minute; }
int32_t seconds(const Civil& civil) { return civil.second; }

template <int32_t (*Part)(const Civil&)>
Value get(const Call& call) {
  return Value::int64(Part(civil_from_seconds(call[0].timestamp_value().seconds)));
}

std::shared_ptr<const void> prepare_zone(std::span<const Value* const> arguments) {
  const Value* zone = arguments[1];
  return zone != nullptr && zone->kind() == ValueKind::string ? load_time_zone(zone->string_value()) : nullptr;
}

template <int32_t (*Part)(const Civil&)>
Value get_in_zone(const Call& call) {
  std::shared_ptr<const TimeZone> loaded;
  const auto* zone = static_cast<const TimeZone*>(call.prepared);
  if (zone == nullptr) {
    call.budget.spend(1000);
    loaded = load_time_zone(call[1].string_value());
    zone = loaded.get();
  }
  if (zone == nullptr) {
    return Value::error("unknown time zone '" + std::string(call[1].string_value()) + "'");
  }
  const int64_t utc = call[0].timestamp_value().seconds;
  return Value::int64(Part(civil_from_seconds(utc + offset_at(*zone, utc))));
}

Value milliseconds_of_timestamp(const Call& call) {
  return Value::int64(call[0].timestamp_value().nanos / 1'000'000);
}

Value hours_of_duration(const Call& call) { return Value::int64(call[0].duration_value().seconds / 3600); }
Value minutes_of_duration(const Call& call) { return Value::int64(call[0].duration_value().seconds / 60); }
Value seconds_of_duration(const Call& call) { return Value::int64(call[0].duration_value().seconds); }
Value milliseconds_of_duration(const Call& call) {
  return Value::int64(call[0].duration_value().nanos / 1'000'000);
}

template <int32_t (*Part)(const Civil&)>
void add_accessor(Overloads& out, std::string_view name) {
  out.push_back({name, {Type::timestamp()}, Type::int64(), &get<Part>, true});
  out.push_back({name, {Type::timestamp(), Type::string()}, Type::int64(), &get_in_zone<Part>, true, &prepare_zone});
}

}  // namespace

void add_time(Overloads& out) {
  const Type t = Type::timestamp();
  const Type d = Type::duration();
  out.push_back({"_+_", {t, d}, t, &timestamp_plus_duration});
  out.push_back({"_+_", {d, t}, t, &duration_plus_timestamp});
  out.push_back({"_+_", {d, d}, d, &duration_plus_duration});
  out.push_back({"_-_", {t, d}, t, &timestamp_minus_duration});
  out.push_back({"_-_", {t, t}, d, &timestamp_minus_timestamp});
  out.push_back({"_-_", {d, d}, d, &duration_minus_duration});

  add_accessor<&full_year>(out, "getFullYear");
  add_accessor<&month>(out, "getMonth");
  add_accessor<&date>(out, "getDate");
  add_accessor<&day_of_month>(out, "getDayOfMonth");
  add_accessor<&day_of_week>(out, "getDayOfWeek");
  add_accessor<&day_of_year>(out, "getDayOfYear");
  add_accessor<&hours>(out, "getHours");
  add_accessor<&minutes>(out, "getMinutes");
  add_accessor<&seconds>(out, "getSeconds");

  // No time zone moves the fraction of a second.
  out.push_back({"getMilliseconds", {t}, Type::int64(), &milliseconds_of_timestamp, true});
  out.push_back({"getMilliseconds", {t, Type::string()}, Type::int64(), &milliseconds_of_timestamp, true});
  out.push_back({"getHours", {d}, Type::int64(), &hours_of_duration, true});
  out.push_back({"getMinutes", {d}, Type::int64(), &minutes_of_duration, true});
  out.push_back({"getSeconds", {d}, Type::int64(), &seconds_of_duration, true});
  out.push_back({"getMilliseconds", {d}, Type::int64(), &milliseconds_of_duration, true});
}

}  // namespace exeunt::cel::library
