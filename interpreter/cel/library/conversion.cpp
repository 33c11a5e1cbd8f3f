// int() uint() double() string() bytes() bool() timestamp() duration() dyn(). type() is the evaluator's own: it may have
// to ask the host.
#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "interpreter/cel/civil.h"
#include "interpreter/cel/library/double_text.h"
#include "interpreter/cel/library/library.h"
#include "interpreter/cel/utf8.h"

namespace exeunt::cel::library {

namespace {

Value same(const Call& call) { return call[0]; }

Value not_convertible(const Call& call, std::string_view type) {
  std::string text = call[0].text();
  if (text.size() > 60) {
    text = text.substr(0, 57) + "...";
  }
  return Value::error(fmt::format("{} is not a valid {}", text, type));
}

Value out_of_range(std::string_view type) { return Value::error(fmt::format("{} out of range", type)); }

template <typename T>
bool parse_all(std::string_view text, T& out) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) {
      return false;
    }
  }
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  return code == std::errc() && end == text.data() + text.size() && !text.empty();
}

Value int_from_uint(const Call& call) {
  const uint64_t value = call[0].uint64_value();
  return value > uint64_t{INT64_MAX} ? out_of_range("int") : Value::int64(static_cast<int64_t>(value));
}

/// The ends of the range are excluded: doubles near them stand for numbers that may not fit.
Value int_from_double(const Call& call) {
  const double value = call[0].float64_value();
  return value > -0x1p63 && value < 0x1p63 ? Value::int64(static_cast<int64_t>(value)) : out_of_range("int");
}

Value int_from_string(const Call& call) {
  int64_t value = 0;
  return parse_all(call[0].string_value(), value) ? Value::int64(value) : not_convertible(call, "int");
}

Value int_from_timestamp(const Call& call) { return Value::int64(call[0].timestamp_value().seconds); }

Value uint_from_int(const Call& call) {
  const int64_t value = call[0].int64_value();
  return value < 0 ? out_of_range("uint") : Value::uint64(static_cast<uint64_t>(value));
}

Value uint_from_double(const Call& call) {
  const double value = call[0].float64_value();
  return value > -1 && value < 0x1p64 ? Value::uint64(static_cast<uint64_t>(value)) : out_of_range("uint");
}

Value uint_from_string(const Call& call) {
  uint64_t value = 0;
  return parse_all(call[0].string_value(), value) ? Value::uint64(value) : not_convertible(call, "uint");
}

Value double_from_int(const Call& call) { return Value::float64(static_cast<double>(call[0].int64_value())); }
Value double_from_uint(const Call& call) { return Value::float64(static_cast<double>(call[0].uint64_value())); }

Value double_from_string(const Call& call) {
  double value = 0;
  return parse_all(call[0].string_value(), value) ? Value::float64(value) : not_convertible(call, "double");
}

Value bool_from_string(const Call& call) {
  const std::string_view text = call[0].string_value();
  for (const std::string_view word : {"1", "t", "T", "true", "TRUE", "True"}) {
    if (text == word) {
      return Value::boolean(true);
    }
  }
  for (const std::string_view word : {"0", "f", "F", "false", "FALSE", "False"}) {
    if (text == word) {
      return Value::boolean(false);
    }
  }
  return not_convertible(call, "bool");
}

Value string_from_bool(const Call& call) { return Value::string(call[0].boolean_value() ? "true" : "false"); }
Value string_from_int(const Call& call) { return Value::string(std::to_string(call[0].int64_value())); }
Value string_from_uint(const Call& call) { return Value::string(std::to_string(call[0].uint64_value())); }

/// The shortest text that reads back, with an exponent where JSON has one: 1, 0.1, 1e+21, NaN, -Inf.
Value string_from_double(const Call& call) {
  const double value = call[0].float64_value();
  if (std::isnan(value)) {
    return Value::string("NaN");
  }
  if (std::isinf(value)) {
    return Value::string(value < 0 ? "-Inf" : "+Inf");
  }
  char buffer[64];
  const auto shortest = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
  const std::string_view text(buffer, static_cast<size_t>(shortest.ptr - buffer));
  const size_t e = text.find('e');
  int exponent = 0;
  std::from_chars(text.data() + e + (text[e + 1] == '+' ? 2 : 1), text.data() + text.size(), exponent);
  if (exponent < -4 || exponent >= 21) {
    return Value::string(std::string(text));
  }
  return Value::string(plain_text(value));
}

Value string_from_bytes(const Call& call) {
  call.budget.spend(call[0].weight());
  const std::string_view text = call[0].string_value();
  return is_utf8(text) ? Value::string(std::string(text)) : Value::error("the bytes are not valid UTF-8");
}

Value string_from_timestamp(const Call& call) { return Value::string(format_timestamp(call[0].timestamp_value())); }
Value string_from_duration(const Call& call) { return Value::string(format_duration(call[0].duration_value())); }

Value bytes_from_string(const Call& call) {
  call.budget.spend(call[0].weight());
  return Value::bytes(std::string(call[0].string_value()));
}

Value timestamp_from_int(const Call& call) {
  const Timestamp value{call[0].int64_value(), 0};
  return in_range(value) ? Value::timestamp(value) : out_of_range("timestamp");
}

Value timestamp_from_string(const Call& call) {
  Timestamp value;
  return parse_timestamp(call[0].string_value(), value) ? Value::timestamp(value)
                                                        : not_convertible(call, "RFC 3339 timestamp");
}

Value duration_from_string(const Call& call) {
  Duration value;
  return parse_duration(call[0].string_value(), value) ? Value::duration(value) : not_convertible(call, "duration");
}

Value duration_from_int(const Call& call) {
  const int64_t seconds = call[0].int64_value();
  const Duration value{seconds, 0};
  const bool fits = seconds >= -max_duration_seconds && seconds <= max_duration_seconds;
  return fits ? Value::duration(value) : out_of_range("duration");
}

}  // namespace

void add_conversion(Overloads& out) {
  const Type i = Type::int64();
  const Type u = Type::uint64();
  const Type d = Type::float64();
  const Type s = Type::string();
  const Type b = Type::bytes();
  const Type t = Type::timestamp();
  const Type span = Type::duration();
  const Type any = Type::parameter("A");
  out.insert(out.end(), {
                            {"int", {i}, i, &same},
                            {"int", {u}, i, &int_from_uint},
                            {"int", {d}, i, &int_from_double},
                            {"int", {s}, i, &int_from_string},
                            {"int", {t}, i, &int_from_timestamp},
                            {"uint", {u}, u, &same},
                            {"uint", {i}, u, &uint_from_int},
                            {"uint", {d}, u, &uint_from_double},
                            {"uint", {s}, u, &uint_from_string},
                            {"double", {d}, d, &same},
                            {"double", {i}, d, &double_from_int},
                            {"double", {u}, d, &double_from_uint},
                            {"double", {s}, d, &double_from_string},
                            {"bool", {Type::boolean()}, Type::boolean(), &same},
                            {"bool", {s}, Type::boolean(), &bool_from_string},
                            {"string", {s}, s, &same},
                            {"string", {Type::boolean()}, s, &string_from_bool},
                            {"string", {i}, s, &string_from_int},
                            {"string", {u}, s, &string_from_uint},
                            {"string", {d}, s, &string_from_double},
                            {"string", {b}, s, &string_from_bytes},
                            {"string", {t}, s, &string_from_timestamp},
                            {"string", {span}, s, &string_from_duration},
                            {"bytes", {b}, b, &same},
                            {"bytes", {s}, b, &bytes_from_string},
                            {"timestamp", {t}, t, &same},
                            {"timestamp", {s}, t, &timestamp_from_string},
                            {"timestamp", {i}, t, &timestamp_from_int},
                            {"duration", {span}, span, &same},
                            {"duration", {s}, span, &duration_from_string},
                            {"duration", {i}, span, &duration_from_int},
                            {"dyn", {any}, Type::dyn(), &same},
                            {"type", {any}, Type::type(any), nullptr},
                        });
}

}  // namespace exeunt::cel::library
