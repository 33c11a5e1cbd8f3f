#include "interpreter/snapshot/convert.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace exeunt::snapshot {

namespace {

using diagnostic::Kind;
using model::FieldKind;
using model::FieldType;
using RawKind = RawValue::Kind;

FieldType without_null(FieldType type) {
  type.nullable = false;
  return type;
}

bool is_name(std::string_view text) {
  const auto is_name_character = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), is_name_character);
}

/// How to write what was probably meant, or nothing.
std::string advice(const RawValue& value, const FieldType& type, const model::Model& model) {
  const bool is_text = value.kind == RawKind::text;
  switch (type.kind) {
    case FieldKind::int64:
    case FieldKind::float64:
      return is_text && is_json_number(value.text) ? fmt::format("write {} without quotes", clip(value.text)) : "";
    case FieldKind::boolean:
      return is_text && (value.text == "true" || value.text == "false")
                 ? fmt::format("write {} without quotes", value.text)
                 : "";
    case FieldKind::string:
    case FieldKind::enumeration:
      return value.is_number() || value.kind == RawKind::boolean ? "write it in quotes" : "";
    case FieldKind::timestamp:
      return "write a time as `2024-03-01T09:00:00Z` or `2024-03-01`";
    case FieldKind::duration:
      return "write a duration as `36h`, `1h30m` or `90s`";
    case FieldKind::reference: {
      const std::string target = type.targets.size() == 1 ? model.entities[type.targets[0]].name : "type";
      const bool is_id =
          value.is_number() || (is_text && !value.text.empty() && value.text.find(':') == std::string::npos);
      return fmt::format("write a reference as `{}:{}`", target, is_id ? clip(value.text) : "id");
    }
    case FieldKind::list:
      return value.kind == RawKind::object ? "" : "write a list, even of one: `[…]`";
  }
  return "";
}

}  // namespace

std::optional<cel::Value> Converter::convert(const RawValue& value, const FieldType& type, const std::string& path,
                                             const Owner& owner) {
  if (value.kind == RawKind::null) {
    if (type.nullable) {
      return cel::Value::null();
    }
    problems_.report_at<Kind::snapshot_null>(owner.text, value.offset, owner.name, path, text(model_, type))
        .help("leave it out where the value is not known");
    return std::nullopt;
  }
  switch (type.kind) {
    case FieldKind::boolean:
      return value.kind == RawKind::boolean ? std::optional(cel::Value::boolean(value.boolean))
                                            : wrong_kind(value, type, path, owner);
    case FieldKind::int64:
      return convert_integer(value, type, path, owner);
    case FieldKind::float64:
      return convert_double(value, type, path, owner);
    case FieldKind::reference:
      return value.kind == RawKind::text ? convert_reference(value, type, path, owner)
                                         : wrong_kind(value, type, path, owner);
    case FieldKind::list:
      return value.kind == RawKind::list ? convert_list(value, type, path, owner)
                                         : wrong_kind(value, type, path, owner);
    case FieldKind::string:
    case FieldKind::timestamp:
    case FieldKind::duration:
    case FieldKind::enumeration:
      break;
  }
  if (value.kind != RawKind::text) {
    return wrong_kind(value, type, path, owner);
  }
  switch (type.kind) {
    case FieldKind::timestamp:
      return convert_timestamp(value, path, owner);
    case FieldKind::duration:
      return convert_duration(value, path, owner);
    case FieldKind::enumeration:
      return convert_enumeration(value, type, path, owner);
    default:
      return share(value.text);
  }
}

std::optional<cel::Value> Converter::convert_integer(const RawValue& value, const FieldType& type,
                                                     const std::string& path, const Owner& owner) {
  constexpr double largest_exact = 0x1p53;
  if (value.kind == RawKind::integer) {
    return cel::Value::int64(value.integer);
  }
  if (value.kind == RawKind::real && std::trunc(value.real) == value.real && std::abs(value.real) <= largest_exact) {
    return cel::Value::int64(static_cast<int64_t>(value.real));
  }
  const bool is_whole = value.kind == RawKind::real && std::trunc(value.real) == value.real;
  if (value.kind == RawKind::out_of_range || is_whole) {
    problems_.report_at<Kind::snapshot_out_of_range>(owner.text, value.offset, owner.name, path, clip(value.text),
                                                     "a 64-bit integer");
    return std::nullopt;
  }
  return wrong_kind(value, type, path, owner);
}

std::optional<cel::Value> Converter::convert_double(const RawValue& value, const FieldType& type,
                                                    const std::string& path, const Owner& owner) {
  if (value.kind == RawKind::integer) {
    return cel::Value::float64(static_cast<double>(value.integer));
  }
  if (value.kind == RawKind::real) {
    return cel::Value::float64(value.real);
  }
  if (value.kind != RawKind::out_of_range) {
    return wrong_kind(value, type, path, owner);
  }
  // An integer too long for 64 bits is still a double.
  double real = 0;
  const char* const end = value.text.data() + value.text.size();
  const auto [stopped, error] = std::from_chars(value.text.data(), end, real);
  if (error == std::errc() && stopped == end && std::isfinite(real)) {
    return cel::Value::float64(real);
  }
  problems_.report_at<Kind::snapshot_out_of_range>(owner.text, value.offset, owner.name, path, clip(value.text),
                                                   "a double");
  return std::nullopt;
}

std::optional<cel::Value> Converter::convert_timestamp(const RawValue& value, const std::string& path,
                                                       const Owner& owner) {
  constexpr std::size_t date_size = 10;
  const bool is_date = value.text.size() == date_size;
  cel::Timestamp timestamp;
  if (cel::parse_timestamp(is_date ? value.text + "T00:00:00Z" : value.text, timestamp)) {
    return cel::Value::timestamp(timestamp);
  }
  FieldType type;
  type.kind = FieldKind::timestamp;
  problems_.report_at<Kind::snapshot_bad_timestamp>(owner.text, value.offset, owner.name, path, clip(value.text))
      .help(advice(value, type, model_));
  return std::nullopt;
}

std::optional<cel::Value> Converter::convert_duration(const RawValue& value, const std::string& path,
                                                      const Owner& owner) {
  cel::Duration duration;
  if (cel::parse_duration(value.text, duration)) {
    return cel::Value::duration(duration);
  }
  FieldType type;
  type.kind = FieldKind::duration;
  problems_.report_at<Kind::snapshot_bad_duration>(owner.text, value.offset, owner.name, path, clip(value.text))
      .help(advice(value, type, model_));
  return std::nullopt;
}

std::optional<cel::Value> Converter::convert_enumeration(const RawValue& value, const FieldType& type,
                                                         const std::string& path, const Owner& owner) {
  if (std::find(type.values.begin(), type.values.end(), value.text) != type.values.end()) {
    return share(value.text);
  }
  const std::optional<std::string> meant = diagnostic::nearest(value.text, type.values);
  problems_
      .report_at<Kind::snapshot_enum_value>(owner.text, value.offset, owner.name, path, clip(value.text),
                                            type.enum_name)
      .help(meant ? fmt::format("did you mean `{}`?", *meant)
                  : fmt::format("its values are `{}`", fmt::join(type.values, "`, `")));
  return std::nullopt;
}

std::optional<cel::Value> Converter::convert_reference(const RawValue& value, const FieldType& type,
                                                       const std::string& path, const Owner& owner) {
  const std::string_view text = value.text;
  const std::size_t colon = text.find(':');
  const std::string_view target = text.substr(0, colon);
  // One of the few that the field is meant for, as a rule.
  const auto has_name = [&](model::EntityIndex each) { return model_.entities[each].name == target; };
  const auto usual = type.any ? type.targets.end() : std::find_if(type.targets.begin(), type.targets.end(), has_name);
  const std::optional<model::EntityIndex> entity = usual != type.targets.end() ? *usual : model_.find_entity(target);
  // Names of a model may hold dots, as those of concepts do; what else does is rather an address.
  if (colon == std::string_view::npos || colon + 1 == text.size() || (!entity && !is_name(target))) {
    problems_.report_at<Kind::snapshot_bad_reference>(owner.text, value.offset, owner.name, path, clip(text))
        .help(advice(value, type, model_));
    return std::nullopt;
  }
  const std::string_view id = text.substr(colon + 1);
  if (entity && (usual != type.targets.end() || type.any)) {
    const SlotIndex slot = store_.slot(*entity, id);
    return cel::Value::object({slot});
  }
  if (!entity && type.any) {
    UntypedFinding& finding = findings_.untyped[std::string(target)];
    if (finding.count++ == 0) {
      finding.first = problems_.line(owner.line);
      finding.from = owner.name;
      finding.field = path;
      finding.to = text;
    }
    return std::nullopt;
  }
  diagnostic::Builder error = problems_.report_at<Kind::snapshot_reference_type>(
      owner.text, value.offset, owner.name, path, clip(text), model::text(model_, without_null(type)));
  std::vector<std::string> names;
  for (const model::EntityIndex allowed : type.targets) {
    names.push_back(model_.entities[allowed].name);
  }
  if (const std::optional<std::string> meant = diagnostic::nearest(target, names)) {
    error.help(fmt::format("did you mean `{}:{}`?", *meant, clip(id)));
  }
  return std::nullopt;
}

std::optional<cel::Value> Converter::convert_list(const RawValue& value, const FieldType& type, const std::string& path,
                                                  const Owner& owner) {
  std::vector<cel::Value> items;
  items.reserve(value.items.size());
  bool is_complete = true;
  for (std::size_t i = 0; i < value.items.size() && !problems_.full(); ++i) {
    std::optional<cel::Value> item = convert(value.items[i], type.element[0], fmt::format("{}[{}]", path, i), owner);
    if (item) {
      items.push_back(std::move(*item));
    } else {
      is_complete = false;
    }
  }
  // A list with a hole is another list; nobody may take it for the whole.
  return is_complete ? std::optional(cel::Value::list(std::move(items))) : std::nullopt;
}

std::optional<cel::Value> Converter::wrong_kind(const RawValue& value, const FieldType& type, const std::string& path,
                                                const Owner& owner) {
  diagnostic::Builder error = problems_.report_at<Kind::snapshot_wrong_kind>(
      owner.text, value.offset, owner.name, path, describe(value), text(model_, without_null(type)));
  if (std::string help = advice(value, type, model_); !help.empty()) {
    error.help(std::move(help));
  }
  return std::nullopt;
}

cel::Value Converter::share(const std::string& text) {
  constexpr std::size_t max_length = 64;
  constexpr std::size_t max_texts = 1u << 16;
  if (text.size() > max_length) {
    return cel::Value::string(text);
  }
  if (const auto found = shared_.find(text); found != shared_.end()) {
    return found->second;
  }
  cel::Value value = cel::Value::string(text);
  if (shared_.size() < max_texts) {
    shared_.emplace(text, value);
  }
  return value;
}

}  // namespace exeunt::snapshot
