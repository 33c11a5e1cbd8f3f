// A value of an account as plans write it. Part of exeunt/exeunt.h.
//
//   Value("user:2")   Value(5)   Value(2.5)   Value(true)   Value()   Value::list({"lead:1", "lead:2"})
//
// Held as JSON text in the one spelling that plan documents use, so that equal values are equal texts. Times and
// durations are texts ("2024-03-01T09:00:00Z", "3600s"), references "type:id". A whole number is not a floating point
// one: 1 is `1`, 1.0 is `1.0`.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <exeunt/result.h>

namespace exeunt {

class Value {
 public:
  /// null
  Value();
  Value(std::nullptr_t) : Value() {}                                 // NOLINT(google-explicit-constructor)
  Value(std::string_view text);                                      // NOLINT(google-explicit-constructor)
  Value(const char* text) : Value(std::string_view(text)) {}         // NOLINT(google-explicit-constructor)
  Value(const std::string& text) : Value(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)
  template <std::same_as<bool> Bool>
  Value(Bool value) : json_(value ? "true" : "false") {}  // NOLINT(google-explicit-constructor)
  template <std::integral Integer>
  requires(!std::same_as<Integer, bool>) Value(Integer value)
      : json_(std::to_string(value)) {}  // NOLINT(google-explicit-constructor)
  Value(double value);                   // NOLINT(google-explicit-constructor)

  static Value list(const std::vector<Value>& elements);
  /// Any JSON text, in any layout.
  static Result<Value> parse(std::string_view json);

  const std::string& json() const { return json_; }
  bool is_null() const { return json_ == "null"; }
  friend bool operator==(const Value&, const Value&) = default;

 private:
  friend struct Access;
  std::string json_;
};

}  // namespace exeunt
