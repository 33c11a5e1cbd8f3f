// Values as CEL source text.
#include <fmt/format.h>

#include <cmath>

#include "interpreter/cel/utf8.h"
#include "interpreter/cel/value.h"

namespace exeunt::cel {

static void append_quoted(std::string& out, std::string_view text, bool bytes) {
  out += '\'';
  while (!text.empty()) {
    const char c = text.front();
    const auto byte = static_cast<unsigned char>(c);
    uint32_t size = 1;
    switch (c) {
      case '\'': out += "\\'"; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (byte >= 0x80 && !bytes) {
          size = std::max(first_code_point(text).size, 1u);
          out += text.substr(0, size);
        } else if (byte < 0x20 || byte >= 0x7F) {
          out += fmt::format("\\x{:02x}", byte);
        } else {
          out += c;
        }
    }
    text.remove_prefix(size);
  }
  out += '\'';
}

static std::string double_text(double value) {
  if (std::isnan(value)) {
    return "double('NaN')";
  }
  if (std::isinf(value)) {
    return value < 0 ? "double('-Infinity')" : "double('Infinity')";
  }
  std::string out = fmt::format("{}", value);
  if (out.find_first_of(".e") == std::string::npos) {
    out += ".0";
  }
  return out;
}

static std::string type_value_text(const Type& type) {
  switch (type.kind()) {
    case TypeKind::null: return "null_type";
    case TypeKind::timestamp: return "google.protobuf.Timestamp";
    case TypeKind::duration: return "google.protobuf.Duration";
    case TypeKind::list: return "list";
    case TypeKind::map: return "map";
    case TypeKind::type: return "type";
    case TypeKind::opaque: return type.name();
    default: return type.text();
  }
}

static void append(std::string& out, const Value& value) {
  switch (value.kind()) {
    case ValueKind::null: out += "null"; return;
    case ValueKind::boolean: out += value.boolean_value() ? "true" : "false"; return;
    case ValueKind::int64: out += std::to_string(value.int64_value()); return;
    case ValueKind::uint64: out += std::to_string(value.uint64_value()) + "u"; return;
    case ValueKind::float64: out += double_text(value.float64_value()); return;
    case ValueKind::string: append_quoted(out, value.string_value(), false); return;
    case ValueKind::bytes:
      out += 'b';
      append_quoted(out, value.string_value(), true);
      return;
    case ValueKind::timestamp: out += "timestamp('" + format_timestamp(value.timestamp_value()) + "')"; return;
    case ValueKind::duration: out += "duration('" + format_duration(value.duration_value()) + "')"; return;
    case ValueKind::list: {
      out += '[';
      const char* separator = "";
      for (const Value& element : value.list_value()) {
        out += separator;
        append(out, element);
        separator = ", ";
      }
      out += ']';
      return;
    }
    case ValueKind::map: {
      out += '{';
      const char* separator = "";
      for (const auto& [key, entry] : value.map_value()) {
        out += separator;
        append(out, key);
        out += ": ";
        append(out, entry);
        separator = ", ";
      }
      out += '}';
      return;
    }
    case ValueKind::type: out += type_value_text(value.type_value()); return;
    case ValueKind::object: out += "object(" + std::to_string(value.object_value().id) + ")"; return;
    case ValueKind::optional:
      if (const Value* content = value.optional_value()) {
        out += "optional.of(";
        append(out, *content);
        out += ')';
      } else {
        out += "optional.none()";
      }
      return;
    case ValueKind::opaque: out += value.opaque_value().text(); return;
    case ValueKind::unknown: out += "unknown"; return;
    case ValueKind::error: out += "error: " + value.error_info().message; return;
  }
}

std::string Value::text() const {
  std::string out;
  append(out, *this);
  return out;
}

}  // namespace exeunt::cel
