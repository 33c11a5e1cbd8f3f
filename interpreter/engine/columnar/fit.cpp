#include "interpreter/engine/columnar/fit.h"

#include <algorithm>
#include <string>

namespace exeunt::engine::columnar {
namespace {

using model::FieldKind;

bool is_short_integer(std::string_view number) {
  constexpr std::size_t most_digits = 18;  // of which every number has a place in 64 bits
  number.remove_prefix(number.starts_with('-') ? 1 : 0);
  return number.size() <= most_digits && std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_moderate_number(std::string_view number) {
  constexpr std::size_t most_digits = 300;  // a double has a few more before it overflows
  return number.size() <= most_digits && number.find_first_of("eE") == std::string_view::npos;
}

bool is_time(std::string_view text) {
  constexpr std::size_t date_size = 10;
  cel::Timestamp time;
  return cel::parse_timestamp(text.size() == date_size ? std::string(text) + "T00:00:00Z" : std::string(text), time);
}

bool is_duration(std::string_view text) {
  cel::Duration duration;
  return cel::parse_duration(std::string(text), duration);
}

bool is_reference(std::string_view text, const model::FieldType& type, const model::Model& model) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) {
    return false;
  }
  const auto entity = model.find_entity(text.substr(0, colon));
  return entity && std::binary_search(type.targets.begin(), type.targets.end(), *entity);
}

bool text_fits(std::string_view text, bool is_escaped, const model::FieldType& type, const model::Model& model) {
  switch (type.kind) {
    case FieldKind::string:
      return true;
    case FieldKind::enumeration:
      return !is_escaped && std::find(type.values.begin(), type.values.end(), text) != type.values.end();
    case FieldKind::timestamp:
      return !is_escaped && is_time(text);
    case FieldKind::duration:
      return !is_escaped && is_duration(text);
    case FieldKind::reference:
      return !is_escaped && is_reference(text, type, model);
    case FieldKind::boolean:
    case FieldKind::int64:
    case FieldKind::float64:
    case FieldKind::list:
      return false;
  }
  return false;
}

bool list_fits(const JsonView& value, const model::FieldType& type, const model::Model& model) {
  if (type.kind != FieldKind::list || !value.is_texts) {
    return false;
  }
  ListOfTexts texts(value);
  for (std::string_view text; texts.next(text);) {
    if (!text_fits(text, value.is_escaped, type.element[0], model)) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool surely_fits(const JsonView& value, const model::FieldType& type, const model::Model& model) {
  switch (value.kind) {
    case JsonKind::absent:
      return true;
    case JsonKind::null:
      return type.nullable;
    case JsonKind::boolean:
      return type.kind == FieldKind::boolean;
    case JsonKind::number:
      return type.kind == FieldKind::int64     ? is_short_integer(value.text())
             : type.kind == FieldKind::float64 ? is_moderate_number(value.text())
                                               : false;
    case JsonKind::text:
      return text_fits(value.text(), value.is_escaped, type, model);
    case JsonKind::list:
      return list_fits(value, type, model);
    case JsonKind::object:
      return false;
  }
  return false;
}

}  // namespace exeunt::engine::columnar
