// Static types of CEL expressions. A Type is a cheap, immutable, shared value; equality is structural.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace exeunt::cel {

enum class TypeKind : uint8_t {
  dyn,         ///< anything; checked when evaluated
  error,       ///< a checker error was reported; suppresses follow-ups
  null,
  boolean,
  int64,
  uint64,
  float64,
  string,
  bytes,
  timestamp,
  duration,
  list,        ///< parameters: element
  map,         ///< parameters: key, value
  type,        ///< the type of type values; parameters: the type denoted, or none
  object,      ///< a host object or message, by name; its fields come from the Environment's TypeProvider
  nullable,    ///< parameters: the type that a value has when it is not null (CEL's wrapper types, and beyond)
  closed_string,  ///< a string of which all possible values are known: an enumeration spelled as text
  opaque,      ///< a named type without fields, possibly with parameters (optional_type, net.IP)
  parameter,   ///< a type parameter inside a function declaration
};

class Type {
 public:
  Type();  ///< dyn

  static Type dyn();
  static Type error();
  static Type null();
  static Type boolean();
  static Type int64();
  static Type uint64();
  static Type float64();
  static Type string();
  static Type bytes();
  static Type timestamp();
  static Type duration();
  static Type list(Type element);
  static Type map(Type key, Type value);
  static Type type();
  static Type type(Type denoted);
  static Type object(std::string name);
  static Type nullable(Type type);  ///< nullable(nullable(T)) is nullable(T)
  /// `name` appears in messages ("email.visibility"); `values` are the only literals it may be compared with.
  static Type closed_string(std::string name, std::vector<std::string> values);
  static Type opaque(std::string name, std::vector<Type> parameters = {});
  static Type optional(Type type);  ///< opaque("optional_type", {type})
  static Type parameter(std::string name);

  TypeKind kind() const;
  /// Name of an object, opaque, closed_string or parameter type; empty for the others.
  const std::string& name() const;
  const std::vector<Type>& parameters() const;
  /// The values of a closed_string.
  const std::vector<std::string>& values() const;
  /// For nullable(T): T. Else the type itself.
  Type without_null() const;

  /// As CEL writes it: `list(int)`, `map(string, dyn)`, `optional_type(string)`, `wrapper(int)`.
  std::string text() const;
  /// For messages: like text(), but what may be null reads `user?`, as declarations of fields have it, and not
  /// `wrapper(user)`.
  std::string display() const;

  friend bool operator==(const Type& a, const Type& b);

 private:
  struct Data;
  explicit Type(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  void append(std::string& out, bool display) const;
  std::shared_ptr<const Data> data_;
};

}  // namespace exeunt::cel
