#include "interpreter/cel/json_value.h"

#include <fmt/format.h>

#include "interpreter/cel/evaluation.h"
#include "interpreter/cel/library/encoding.h"
#include "interpreter/cel/map_builder.h"

namespace exeunt::cel {

/// Whole numbers up to this one are doubles of their own.
static constexpr int64_t max_exact = (int64_t{1} << 53) - 1;

static Value convert(const Value& value);

static Value convert_list(const Value& value) {
  std::vector<Value> elements;
  elements.reserve(value.list_value().size());
  for (const Value& element : value.list_value()) {
    elements.push_back(convert(element));
    if (elements.back().is_error()) {
      return elements.back();
    }
  }
  return Value::list(std::move(elements));
}

static Value convert_map(const Value& value) {
  MapBuilder builder;
  for (const auto& [key, content] : value.map_value()) {
    Value converted = convert(content);
    if (converted.is_error()) {
      return converted;
    }
    Value name = key;
    switch (key.kind()) {
      case ValueKind::boolean: name = Value::string(key.boolean_value() ? "true" : "false"); break;
      case ValueKind::int64: name = Value::string(std::to_string(key.int64_value())); break;
      case ValueKind::uint64: name = Value::string(std::to_string(key.uint64_value())); break;
      default: break;
    }
    builder.add(std::move(name), std::move(converted));
  }
  return builder.finish();
}

static Value convert(const Value& value) {
  switch (value.kind()) {
    case ValueKind::null:
    case ValueKind::boolean:
    case ValueKind::float64:
    case ValueKind::string:
    case ValueKind::error: return value;
    case ValueKind::int64: {
      const int64_t number = value.int64_value();
      return number >= -max_exact && number <= max_exact ? Value::float64(static_cast<double>(number))
                                                         : Value::string(std::to_string(number));
    }
    case ValueKind::uint64: {
      const uint64_t number = value.uint64_value();
      return number <= static_cast<uint64_t>(max_exact) ? Value::float64(static_cast<double>(number))
                                                        : Value::string(std::to_string(number));
    }
    case ValueKind::bytes: return Value::string(library::base64(value.string_value()));
    case ValueKind::timestamp: return Value::string(format_timestamp(value.timestamp_value()));
    case ValueKind::duration: return Value::string(format_duration(value.duration_value()));
    case ValueKind::list: return convert_list(value);
    case ValueKind::map: return convert_map(value);
    default: return Value::error(fmt::format("JSON has nothing for a `{}`", type_of(value).text()));
  }
}

Value json_value(const Value& value, library::Budget& budget) {
  return budget.spend(value.weight()) ? convert(value) : Value::error(budget.reason());
}

}  // namespace exeunt::cel
