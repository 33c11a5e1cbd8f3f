// The messages of google.protobuf to which CEL itself gives a meaning: a literal of one becomes a plain value, such as
// `google.protobuf.Int32Value{value: 1}` the int 1. No protobuf is needed for that. Private to the library.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/cel/library/library.h"

namespace exeunt::cel {

struct MessageField {
  /// Makes a value of the field's type what the message holds. An error has neither range nor names.
  using Convert = Value (*)(const Value& value, library::Budget& budget);

  std::string_view name;
  Type type;
  Convert convert;
};

/// Fields that have been set, by their position in MessageType::fields, in the order of the text.
using MessageFields = std::vector<std::pair<size_t, Value>>;

struct MessageType {
  /// The value of the whole; an error without a range where the fields do not go together.
  using Make = Value (*)(const MessageFields& fields);

  std::string_view name;
  Type type;  ///< of the literal: `wrapper(int)`, `map(string, dyn)`
  std::vector<MessageField> fields;
  Make make;

  /// The position of a field, or fields.size().
  size_t find(std::string_view field) const;
};

/// By full name; a null pointer for other names.
const MessageType* find_message(std::string_view name);
/// Full names, for suggestions.
const std::vector<std::string_view>& message_names();
/// The value of a constant that belongs to these messages: `google.protobuf.NullValue.NULL_VALUE`.
std::optional<Value> message_constant(std::string_view name);

/// Sets fields one by one, and makes the value.
class MessageBuilder {
 public:
  MessageBuilder(const MessageType& type, library::Budget& budget) : type_(type), budget_(budget) {}

  /// Null when the field is set, or an error without a range: no such field, set before, a value that does not fit. The
  /// value is neither unknown nor an error.
  Value set(std::string_view field, const Value& value);
  Value finish() const { return type_.make(set_); }

 private:
  const MessageType& type_;
  library::Budget& budget_;
  MessageFields set_;
};

}  // namespace exeunt::cel
