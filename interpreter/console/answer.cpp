#include "interpreter/console/answer.h"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/source/utf8.h"

namespace exeunt::console {

using cel::Value;
using cel::ValueKind;

std::string show(const Value& value) {
  const std::string text = value.text();
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    // Outside of literals there is only ASCII, and in them all of its controls are escaped already.
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      shown += text[at++];
      continue;
    }
    const source::Character character = source::decode(text, at);
    if (source::is_control(character.code)) {
      const auto code = static_cast<uint32_t>(character.code);
      shown += code > 0xFFFF ? fmt::format("\\U{:08x}", code) : fmt::format("\\u{:04x}", code);
    } else {
      shown += text.substr(at, character.length);
    }
    at += character.length;
  }
  return shown;
}

std::string list_missing(const Answer& answer) {
  std::string text;
  for (std::size_t i = 0; i < answer.missing.size(); ++i) {
    text += i == 0 ? "" : i + 1 == answer.missing.size() ? " and " : ", ";
    text += "`" + answer.missing[i].name + "`";
  }
  return text;
}

std::string show_with_type(const Answer& answer) {
  if (answer.value.is_unknown()) {
    return "unknown, depends on " + list_missing(answer);
  }
  return show(answer.value) + " : " + answer.type.text();
}

plan::Value to_json(const Value& value) {
  switch (value.kind()) {
    case ValueKind::null:
      return {};
    case ValueKind::boolean:
      return {value.boolean_value()};
    case ValueKind::int64:
      return {value.int64_value()};
    case ValueKind::uint64:
      return {value.uint64_value()};
    case ValueKind::float64:
      return {value.float64_value()};
    case ValueKind::string:
      return {std::string(value.string_value())};
    case ValueKind::timestamp:
      return {cel::format_timestamp(value.timestamp_value())};
    case ValueKind::duration:
      return {cel::format_duration(value.duration_value())};
    case ValueKind::list: {
      plan::Value::List list;
      for (const Value& element : value.list_value()) {
        list.push_back(to_json(element));
      }
      return {std::move(list)};
    }
    case ValueKind::map: {
      const auto entries = value.map_value();
      if (!std::all_of(entries.begin(), entries.end(),
                       [](const auto& entry) { return entry.first.kind() == ValueKind::string; })) {
        break;
      }
      plan::Value::Members members;
      for (const auto& [key, entry] : entries) {
        members.emplace_back(std::string(key.string_value()), to_json(entry));
      }
      return {std::move(members)};
    }
    case ValueKind::bytes:
    case ValueKind::type:
    case ValueKind::object:
    case ValueKind::optional:
    case ValueKind::opaque:
    case ValueKind::unknown:
    case ValueKind::error:
      break;
  }
  return {value.text()};
}

}  // namespace exeunt::console
