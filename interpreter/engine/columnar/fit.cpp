#include "interpreter/engine/columnar/fit.h"

#include <algorithm>
#include <cstring>
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

/// Whether eight bytes are those of `form`, in which `0` stands for any digit.
class Form {
 public:
  explicit constexpr Form(const char (&form)[9]) {
    for (unsigned i = 0; i < 8; ++i) {
      const auto byte = static_cast<uint64_t>(static_cast<unsigned char>(form[i]));
      same_ |= (form[i] == '0' ? 0xf0 : 0xff) * (uint64_t{1} << 8 * i);
      text_ |= (form[i] == '0' ? 0x30 : byte) << 8 * i;
      ones_ |= (form[i] == '0' ? uint64_t{6} : 0) << 8 * i;
      digits_ |= (form[i] == '0' ? uint64_t{0xf0} : 0) << 8 * i;
    }
  }
  // Six more than a digit is still among 0x30 to 0x3f.
  bool is_that_of(const char* at) const {
    uint64_t bytes = 0;
    std::memcpy(&bytes, at, sizeof bytes);
    return (bytes & same_) == text_ && ((bytes + ones_) & digits_) == (text_ & digits_);
  }

 private:
  uint64_t same_ = 0, text_ = 0, ones_ = 0, digits_ = 0;
};

/// `2024-03-01` or `2024-03-01T09:00:00Z`, on a day that every month has.
bool is_usual_time(std::string_view text) {
  static constexpr Form date_begin("0000-00-");
  static constexpr Form date_end("00-00-00");
  static constexpr Form middle("00T00:00");
  static constexpr Form end("0:00:00Z");
  constexpr std::size_t date_size = 10;
  constexpr std::size_t size = 20;
  const char* const begin = text.data();
  const bool is_date = text.size() == date_size && date_begin.is_that_of(begin) && date_end.is_that_of(begin + 2);
  if (!is_date && (text.size() != size || !date_begin.is_that_of(begin) || !middle.is_that_of(begin + 8) ||
                   !end.is_that_of(begin + size - 8))) {
    return false;
  }
  const auto is_between = [&](std::size_t at, int least, int most) {
    const int number = (text[at] - '0') * 10 + text[at + 1] - '0';
    return number >= least && number <= most;
  };
  constexpr std::size_t month = 5, day = 8, hour = 11, minute = 14, second = 17;
  return is_between(0, 1, 99) && is_between(month, 1, 12) && is_between(day, 1, 28) &&
         (text.size() == date_size || (is_between(hour, 0, 23) && is_between(minute, 0, 59) && is_between(second, 0, 59)));
}

bool is_time(std::string_view text) {
  constexpr std::size_t date_size = 10;
  if (is_usual_time(text)) {
    return true;
  }
  cel::Timestamp time;
  return cel::parse_timestamp(text.size() == date_size ? std::string(text) + "T00:00:00Z" : std::string(text), time);
}

bool is_duration(std::string_view text) {
  cel::Duration duration;
  return cel::parse_duration(std::string(text), duration);
}

bool is_reference(std::string_view text, const model::FieldType& type, const TypeTable& types) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) {
    return false;
  }
  const model::EntityIndex entity = types.find_in_text(text.substr(0, colon));
  return entity != no_entity && std::binary_search(type.targets.begin(), type.targets.end(), entity);
}

bool text_fits(std::string_view text, bool is_escaped, const model::FieldType& type, const TypeTable& types) {
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
      return !is_escaped && is_reference(text, type, types);
    case FieldKind::boolean:
    case FieldKind::int64:
    case FieldKind::float64:
    case FieldKind::list:
      return false;
  }
  return false;
}

bool list_fits(const JsonView& value, const model::FieldType& type, const TypeTable& types) {
  if (type.kind != FieldKind::list || !value.is_texts) {
    return false;
  }
  ListOfTexts texts(value);
  for (std::string_view text; texts.next(text);) {
    if (!text_fits(text, value.is_escaped, type.element[0], types)) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool surely_fits(const JsonView& value, const model::FieldType& type, const TypeTable& types) {
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
      return text_fits(value.text(), value.is_escaped, type, types);
    case JsonKind::list:
      return list_fits(value, type, types);
    case JsonKind::object:
      return false;
  }
  return false;
}

}  // namespace exeunt::engine::columnar
