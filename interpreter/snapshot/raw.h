// What the three spellings have in common: an object as its file says it, before the model gives it types.
//
// Only one object is held in this form at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace exeunt::snapshot {

struct RawMember;

struct RawValue {
  enum class Kind : uint8_t {
    null,
    boolean,
    integer,       ///< fits 64 bits
    real,          ///< finite
    out_of_range,  ///< a number that is neither; `text` has its digits
    text,
    list,
    object,
  };

  Kind kind = Kind::null;
  bool boolean = false;
  uint64_t offset = 0;  ///< where it stands in the text that is being read
  int64_t integer = 0;
  double real = 0;
  std::string text;  ///< of a text, and of a number as it is written
  std::vector<RawValue> items;
  std::vector<RawMember> members;

  bool is_number() const { return kind == Kind::integer || kind == Kind::real || kind == Kind::out_of_range; }
};

struct RawMember {
  std::string key;
  uint64_t key_offset = 0;
  RawValue value;
};

/// No real object comes near; it bounds what one line can make us hold.
inline constexpr uint32_t max_values_per_object = 1'000'000;

/// The first member of that name, or a null pointer.
const RawValue* find_member(const RawValue& object, std::string_view key);

/// A number in JSON's notation: `-12.5e3`.
bool is_json_number(std::string_view token);
/// Fills in the kind and the value of a decimal number (JSON's notation, also with a `+` in front, `.5` or `5.`).
void set_number(RawValue& value, std::string_view token);

/// "text", "the number 1.5", "true", "null", "a list", "an object", for messages.
std::string describe(const RawValue& value);
/// At most some eighty bytes, `…` in place of the rest: nobody reads a message of a megabyte.
std::string clip(std::string_view text);

}  // namespace exeunt::snapshot
