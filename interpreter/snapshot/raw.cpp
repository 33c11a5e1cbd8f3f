#include "interpreter/snapshot/raw.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace exeunt::snapshot {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes digits off the front; whether there was one.
bool skip_digits(std::string_view& token) {
  const std::size_t before = token.size();
  while (!token.empty() && is_digit(token.front())) {
    token.remove_prefix(1);
  }
  return token.size() != before;
}

/// Whether a number that no double can hold is too near to zero, rather than too far from it.
bool is_underflow(std::string_view token) {
  long double wider = 0;
  if (std::from_chars(token.data(), token.data() + token.size(), wider).ec == std::errc()) {
    return wider > -1 && wider < 1;
  }
  // Past that range too. A negative exponent decides, unless there are so many digits before it that it may not.
  constexpr std::size_t few_digits = 1000;
  const std::size_t exponent = token.find_first_of("eE");
  return exponent < few_digits && token.substr(exponent + 1).starts_with('-');
}

}  // namespace

const RawValue* find_member(const RawValue& object, std::string_view key) {
  const auto found = std::find_if(object.members.begin(), object.members.end(),
                                  [&](const RawMember& member) { return member.key == key; });
  return found == object.members.end() ? nullptr : &found->value;
}

bool is_json_number(std::string_view token) {
  if (token.starts_with('-')) {
    token.remove_prefix(1);
  }
  const bool leading_zero = token.starts_with('0');
  const std::size_t whole_size = token.size();
  if (!skip_digits(token) || (leading_zero && whole_size - token.size() > 1)) {
    return false;
  }
  if (token.starts_with('.')) {
    token.remove_prefix(1);
    if (!skip_digits(token)) {
      return false;
    }
  }
  if (token.starts_with('e') || token.starts_with('E')) {
    token.remove_prefix(1);
    if (token.starts_with('-') || token.starts_with('+')) {
      token.remove_prefix(1);
    }
    if (!skip_digits(token)) {
      return false;
    }
  }
  return token.empty();
}

void set_number(RawValue& value, std::string_view token) {
  value.text = token;
  if (token.starts_with('+')) {
    token.remove_prefix(1);
  }
  const char* const begin = token.data();
  const char* const end = begin + token.size();
  if (token.find_first_of(".eE") == std::string_view::npos) {
    const auto [stopped, error] = std::from_chars(begin, end, value.integer);
    value.kind = error == std::errc() && stopped == end ? RawValue::Kind::integer : RawValue::Kind::out_of_range;
    return;
  }
  value.kind = RawValue::Kind::real;
  if (std::from_chars(begin, end, value.real).ec == std::errc::result_out_of_range) {
    value.real = 0;
    value.kind = is_underflow(token) ? RawValue::Kind::real : RawValue::Kind::out_of_range;
  }
}

std::string describe(const RawValue& value) {
  switch (value.kind) {
    case RawValue::Kind::null:
      return "null";
    case RawValue::Kind::boolean:
      return value.boolean ? "true" : "false";
    case RawValue::Kind::integer:
    case RawValue::Kind::real:
    case RawValue::Kind::out_of_range:
      return fmt::format("the number {}", clip(value.text));
    case RawValue::Kind::text:
      return value.text.empty() ? "empty text" : "text";
    case RawValue::Kind::list:
      return "a list";
    case RawValue::Kind::object:
      break;
  }
  return "an object";
}

std::string clip(std::string_view text) {
  constexpr std::size_t max_bytes = 80;
  if (text.size() <= max_bytes) {
    return std::string(text);
  }
  std::size_t end = max_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
    --end;
  }
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace exeunt::snapshot
