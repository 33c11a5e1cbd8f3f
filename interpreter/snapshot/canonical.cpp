#include "interpreter/snapshot/canonical.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace exeunt::snapshot {

namespace {

void append_text(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_real(double real, std::string& out) {
  constexpr double past_int64 = 0x1p63;
  if (std::trunc(real) == real && std::abs(real) < past_int64) {
    fmt::format_to(std::back_inserter(out), "{}", static_cast<int64_t>(real));
  } else {
    fmt::format_to(std::back_inserter(out), "{}", real);
  }
}

}  // namespace

void sort_members(RawValue& value) {
  for (RawValue& item : value.items) {
    sort_members(item);
  }
  for (RawMember& member : value.members) {
    sort_members(member.value);
  }
  const auto by_key = [](const RawMember& a, const RawMember& b) { return a.key < b.key; };
  // Most exports write every object's members in one order; moving them is dearer than looking.
  if (!std::is_sorted(value.members.begin(), value.members.end(), by_key)) {
    std::stable_sort(value.members.begin(), value.members.end(), by_key);
  }
}

void append_canonical(const RawValue& value, std::string& out) {
  switch (value.kind) {
    case RawValue::Kind::null:
      out += "null";
      break;
    case RawValue::Kind::boolean:
      out += value.boolean ? "true" : "false";
      break;
    case RawValue::Kind::integer:
      fmt::format_to(std::back_inserter(out), "{}", value.integer);
      break;
    case RawValue::Kind::real:
      append_real(value.real, out);
      break;
    case RawValue::Kind::out_of_range:
      out += value.text;
      break;
    case RawValue::Kind::text:
      append_text(value.text, out);
      break;
    case RawValue::Kind::list: {
      out += '[';
      const char* separator = "";
      for (const RawValue& item : value.items) {
        out += separator;
        append_canonical(item, out);
        separator = ",";
      }
      out += ']';
      break;
    }
    case RawValue::Kind::object: {
      out += '{';
      const char* separator = "";
      for (const RawMember& member : value.members) {
        out += separator;
        append_text(member.key, out);
        out += ':';
        append_canonical(member.value, out);
        separator = ",";
      }
      out += '}';
      break;
    }
  }
}

}  // namespace exeunt::snapshot
