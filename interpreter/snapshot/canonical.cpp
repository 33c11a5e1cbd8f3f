#include "interpreter/snapshot/canonical.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace exeunt::snapshot {

namespace {

enum class Numbers { alike, as_written };

void append_quoted(std::string_view text, std::string& out) {
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

void append(const RawValue& value, Numbers numbers, std::string& out) {
  if (numbers == Numbers::as_written && value.is_number() && is_json_number(value.text)) {
    out += value.text;
    return;
  }
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
      append_quoted(value.text, out);
      break;
    case RawValue::Kind::list: {
      out += '[';
      const char* separator = "";
      for (const RawValue& item : value.items) {
        out += separator;
        append(item, numbers, out);
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
        append_quoted(member.key, out);
        out += ':';
        append(member.value, numbers, out);
        separator = ",";
      }
      out += '}';
      break;
    }
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
  // Most exports write every object's members in one order; moving them is dearer than looking, so each is moved once.
  if (std::is_sorted(value.members.begin(), value.members.end(), by_key)) {
    return;
  }
  std::vector<RawMember*> order;
  order.reserve(value.members.size());
  for (RawMember& member : value.members) {
    order.push_back(&member);
  }
  std::sort(order.begin(), order.end(), [&](const RawMember* a, const RawMember* b) {
    const int found = a->key.compare(b->key);
    return found != 0 ? found < 0 : a < b;
  });
  std::vector<RawMember> sorted;
  sorted.reserve(order.size());
  for (RawMember* const member : order) {
    sorted.push_back(std::move(*member));
  }
  value.members = std::move(sorted);
}

void append_canonical(const RawValue& value, std::string& out) {
  append(value, Numbers::alike, out);
}

void append_json(const RawValue& value, std::string& out) {
  append(value, Numbers::as_written, out);
}

void append_json_text(std::string_view text, std::string& out) {
  append_quoted(text, out);
}

}  // namespace exeunt::snapshot
