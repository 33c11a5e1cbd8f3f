#include "interpreter/intake/convert.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "interpreter/intake/item.h"

namespace exeunt::intake {

using cel::Value;
using cel::ValueKind;
using mapping::FieldRule;
using mapping::TimeFormat;
using model::FieldKind;
using model::FieldType;
using snapshot::RawValue;

std::string_view name(Omission omission) {
  switch (omission) {
    case Omission::missing:
      return "missing";
    case Omission::null:
      return "null";
    case Omission::dropped:
      return "dropped";
    case Omission::untranslated:
      return "untranslated";
    case Omission::unaliased:
      return "unaliased";
    case Omission::failed:
      return "failed";
  }
  return "";
}

RawValue text_value(std::string text) {
  RawValue value;
  value.kind = RawValue::Kind::text;
  value.text = std::move(text);
  return value;
}

namespace {

constexpr double largest_exact = 0x1p53;

RawValue integer_value(int64_t number) {
  RawValue value;
  value.kind = RawValue::Kind::integer;
  value.integer = number;
  return value;
}

RawValue boolean_value(bool truth) {
  RawValue value;
  value.kind = RawValue::Kind::boolean;
  value.boolean = truth;
  return value;
}

Converted omitted(Omission omission, std::string detail = {}) {
  return {std::nullopt, omission, std::move(detail)};
}

Converted wrong(const Value& value, std::string_view wanted) {
  return omitted(Omission::failed, fmt::format("{} is wanted, this is {}", wanted, describe(value)));
}

std::optional<int64_t> to_integer(const Value& value) {
  switch (value.kind()) {
    case ValueKind::int64:
      return value.int64_value();
    case ValueKind::uint64:
      return value.uint64_value() <= uint64_t{INT64_MAX} ? std::optional(static_cast<int64_t>(value.uint64_value()))
                                                         : std::nullopt;
    case ValueKind::float64: {
      const double real = value.float64_value();
      return std::trunc(real) == real && std::abs(real) <= largest_exact ? std::optional(static_cast<int64_t>(real))
                                                                         : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

/// A scalar as text, by which `values` finds it.
std::optional<std::string> to_key(const Value& value) {
  if (value.kind() == ValueKind::string) {
    return std::string(value.string_value());
  }
  if (value.kind() == ValueKind::boolean) {
    return value.boolean_value() ? "true" : "false";
  }
  if (value.is_null()) {
    return "null";
  }
  const auto number = to_integer(value);
  return number ? std::optional(fmt::format("{}", *number)) : std::nullopt;
}

// Times. --------------------------------------------------------------------------------------------------------------

std::optional<cel::Timestamp> from_epoch(const Value& value, int64_t units) {
  std::optional<int64_t> number = to_integer(value);
  if (value.kind() == ValueKind::string) {
    const std::string_view text = value.string_value();
    int64_t parsed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
    number = error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(parsed)
                                                                                       : std::nullopt;
  }
  if (!number) {
    return std::nullopt;
  }
  int64_t seconds = *number / units;
  int64_t rest = *number % units;
  if (rest < 0) {
    --seconds;
    rest += units;
  }
  constexpr int64_t first = -62135596800;  // 0001-01-01
  constexpr int64_t last = 253402300799;   // 9999-12-31
  if (seconds < first || seconds > last) {
    return std::nullopt;
  }
  return cel::Timestamp{seconds, static_cast<int32_t>(rest * (1'000'000'000 / units))};
}

std::optional<cel::Timestamp> from_text(std::string text, TimeFormat format) {
  constexpr std::size_t date_size = 10;
  if (format == TimeFormat::date && text.size() == date_size) {
    text += "T00:00:00Z";
  } else if (format == TimeFormat::sql && text.size() > date_size && text[date_size] == ' ') {
    text[date_size] = 'T';
    text += 'Z';
  } else if (format != TimeFormat::rfc3339) {
    return std::nullopt;
  }
  cel::Timestamp timestamp;
  return cel::parse_timestamp(text, timestamp) ? std::optional(timestamp) : std::nullopt;
}

std::string_view example(TimeFormat format) {
  switch (format) {
    case TimeFormat::rfc3339:
      return "a time like 2024-03-01T09:00:00Z";
    case TimeFormat::sql:
      return "a time like 2024-03-01 09:00:00";
    case TimeFormat::date:
      return "a date like 2024-03-01";
    case TimeFormat::epoch_ms:
      return "milliseconds since 1970";
    case TimeFormat::epoch_s:
      return "seconds since 1970";
  }
  return "";
}

Converted convert_time(const Value& value, TimeFormat format) {
  std::optional<cel::Timestamp> time;
  if (value.kind() == ValueKind::timestamp) {
    time = value.timestamp_value();
  } else if (format == TimeFormat::epoch_ms || format == TimeFormat::epoch_s) {
    time = from_epoch(value, format == TimeFormat::epoch_ms ? 1000 : 1);
  } else if (value.kind() == ValueKind::string) {
    time = from_text(std::string(value.string_value()), format);
  }
  return time ? Converted{text_value(cel::format_timestamp(*time)), {}, {}} : wrong(value, example(format));
}

// References. ---------------------------------------------------------------------------------------------------------

Converted convert_reference(const Value& value, const FieldRule& rule, const FieldType& type, const model::Model& model,
                            const AliasTable& aliases) {
  const auto id = to_id(value);
  if (!id) {
    return wrong(value, "an id");
  }
  if (!rule.via.empty()) {
    const auto alias = aliases.find(rule.via);
    const auto found = alias == aliases.end() ? std::map<std::string, std::string, std::less<>>::const_iterator()
                                              : alias->second.find(*id);
    if (alias == aliases.end() || found == alias->second.end()) {
      return omitted(Omission::unaliased, snapshot::clip(*id));
    }
    return {text_value(found->second), {}, {}};
  }
  if (type.targets.size() == 1 && !type.any) {
    return {text_value(model.entities[type.targets[0]].name + ":" + *id), {}, {}};
  }
  const std::size_t colon = id->find(':');
  const auto entity = model.find_entity(std::string_view(*id).substr(0, colon));
  const bool is_reference = colon != std::string::npos && colon + 1 < id->size() && entity &&
                            std::binary_search(type.targets.begin(), type.targets.end(), *entity);
  if (!is_reference) {
    return omitted(Omission::failed, fmt::format("`{}` is not {}", snapshot::clip(*id), text(model, type)));
  }
  return {text_value(*id), {}, {}};
}

// Scalars. ------------------------------------------------------------------------------------------------------------

Converted convert_enumeration(const Value& value, const FieldType& type) {
  if (value.kind() != ValueKind::string) {
    return wrong(value, "text");
  }
  const std::string text(value.string_value());
  return std::find(type.values.begin(), type.values.end(), text) == type.values.end()
             ? omitted(Omission::untranslated, snapshot::clip(text))
             : Converted{text_value(text), {}, {}};
}

Converted convert_double(const Value& value) {
  RawValue real;
  real.kind = RawValue::Kind::real;
  switch (value.kind()) {
    case ValueKind::int64:
      return {integer_value(value.int64_value()), {}, {}};
    case ValueKind::uint64:
      real.real = static_cast<double>(value.uint64_value());
      break;
    case ValueKind::float64:
      real.real = value.float64_value();
      break;
    default:
      return wrong(value, "a number");
  }
  return std::isfinite(real.real) ? Converted{std::move(real), {}, {}} : wrong(value, "a finite number");
}

Converted translate(const Value& value, const FieldRule& rule, const FieldType& type) {
  const auto key = to_key(value);
  const auto found = key ? rule.values->find(*key) : rule.values->end();
  if (found == rule.values->end()) {
    if (value.is_null()) {
      return type.nullable ? Converted{RawValue(), {}, {}} : omitted(Omission::null);
    }
    return omitted(Omission::untranslated, key ? snapshot::clip(*key) : describe(value));
  }
  const mapping::Translation& translation = found->second;
  if (translation.is_dropped) {
    return omitted(Omission::dropped);
  }
  if (translation.is_null) {
    return {RawValue(), {}, {}};
  }
  switch (type.kind) {
    case FieldKind::boolean:
      return {boolean_value(translation.text == "true"), {}, {}};
    case FieldKind::int64: {
      int64_t number = 0;
      std::from_chars(translation.text.data(), translation.text.data() + translation.text.size(), number);
      return {integer_value(number), {}, {}};
    }
    default:
      return {text_value(translation.text), {}, {}};
  }
}

}  // namespace

std::optional<std::string> to_id(const Value& value) {
  if (value.kind() == ValueKind::string) {
    return value.string_value().empty() ? std::nullopt : std::optional(std::string(value.string_value()));
  }
  if (value.kind() == ValueKind::uint64) {
    return fmt::format("{}", value.uint64_value());
  }
  const auto number = to_integer(value);
  return number ? std::optional(fmt::format("{}", *number)) : std::nullopt;
}

Converted convert(const Value& value, const FieldRule& rule, const FieldType& type, const model::Model& model,
                  const AliasTable& aliases) {
  if (type.kind == FieldKind::list && value.kind() == ValueKind::list) {
    RawValue list;
    list.kind = RawValue::Kind::list;
    for (const Value& element : value.list_value()) {
      Converted item = element.is_error()     ? omitted(Omission::failed, element.error_info().message)
                       : element.is_unknown() ? omitted(Omission::missing)
                                              : convert(element, rule, type.element[0], model, aliases);
      if (!item.value) {
        // A list with a hole is another list: it is the whole or nothing. What the mapping drops leaves no hole.
        if (item.omission == Omission::dropped) {
          continue;
        }
        return item;
      }
      list.items.push_back(*std::move(item.value));
    }
    return {std::move(list), {}, {}};
  }
  if (rule.values && type.kind != FieldKind::list) {
    return translate(value, rule, type);
  }
  if (value.is_null()) {
    return type.nullable ? Converted{RawValue(), {}, {}} : omitted(Omission::null);
  }
  switch (type.kind) {
    case FieldKind::boolean:
      return value.kind() == ValueKind::boolean ? Converted{boolean_value(value.boolean_value()), {}, {}}
                                                : wrong(value, "true or false");
    case FieldKind::int64: {
      const auto number = to_integer(value);
      return number ? Converted{integer_value(*number), {}, {}} : wrong(value, "a whole number");
    }
    case FieldKind::float64:
      return convert_double(value);
    case FieldKind::string:
      return value.kind() == ValueKind::string ? Converted{text_value(std::string(value.string_value())), {}, {}}
                                               : wrong(value, "text");
    case FieldKind::enumeration:
      return convert_enumeration(value, type);
    case FieldKind::timestamp:
      return convert_time(value, rule.time);
    case FieldKind::duration: {
      cel::Duration duration;
      if (value.kind() == ValueKind::duration) {
        return {text_value(cel::format_duration(value.duration_value())), {}, {}};
      }
      const bool is_duration = value.kind() == ValueKind::string && cel::parse_duration(value.string_value(), duration);
      return is_duration ? Converted{text_value(cel::format_duration(duration)), {}, {}} : wrong(value, "a duration");
    }
    case FieldKind::reference:
      return convert_reference(value, rule, type, model, aliases);
    case FieldKind::list:
      break;
  }
  return wrong(value, "a list");
}

}  // namespace exeunt::intake
