// C++ types as CEL types: `Native<T>` says what type expressions see, and converts values both ways.
//
//   bool                                   bool
//   signed and unsigned integers           int, uint
//   float, double                          double
//   std::string, std::string_view          string
//   Timestamp, std::chrono::time_point     timestamp, of the system clock  (native_time.h)
//   Duration, std::chrono::duration        duration                        (native_time.h)
//   std::optional<T>                       T, or null
//   std::vector<T>, std::map<K, T>         list(T), map(K, T)
//   a class with a name_of<T>              that object, by reference; `const T*` may be null
//   std::shared_ptr<const T>, T an Opaque  that opaque type; functions take it as `const T&`
//   Value                                  dyn
//
// Each specialisation has
//   static Type type();
//   static Value to_value(const T&);
//   static H from_value(const Value&);     // H: false where the value is no T, else `*h` is the T
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "interpreter/cel/host/object.h"
#include "interpreter/cel/value.h"

namespace exeunt::cel {

template <typename T>
struct Native {
  static_assert(sizeof(T) == 0, "expressions have no type for this: give the class a name_of<T>, or use Value");
};

/// Whether values made of a T refer to it, or to what it holds, so that a temporary would be gone too soon.
template <typename T>
inline constexpr bool refers_to_source = NamedObject<T>;
template <typename T>
inline constexpr bool refers_to_source<std::optional<T>> = refers_to_source<T>;
template <typename T>
inline constexpr bool refers_to_source<std::vector<T>> = refers_to_source<T>;
template <typename K, typename T>
inline constexpr bool refers_to_source<std::map<K, T>> = refers_to_source<T>;

template <>
struct Native<Value> {
  static Type type() { return Type::dyn(); }
  static Value to_value(const Value& value) { return value; }
  static std::optional<Value> from_value(const Value& value) { return value; }
};

// Scalars. ------------------------------------------------------------------------------------------------------------

template <>
struct Native<bool> {
  static Type type() { return Type::boolean(); }
  static Value to_value(bool value) { return Value::boolean(value); }
  static std::optional<bool> from_value(const Value& value) {
    return value.kind() == ValueKind::boolean ? std::optional(value.boolean_value()) : std::nullopt;
  }
};

/// Numbers; characters are none.
template <typename T>
concept NativeInteger = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                        !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> && !std::same_as<T, char16_t> &&
                        !std::same_as<T, char32_t>;

template <NativeInteger T>
struct Native<T> {
  static Type type() { return std::signed_integral<T> ? Type::int64() : Type::uint64(); }
  static Value to_value(T value) {
    if constexpr (std::signed_integral<T>) {
      return Value::int64(value);
    } else {
      return Value::uint64(value);
    }
  }
  static std::optional<T> from_value(const Value& value) {
    if constexpr (std::signed_integral<T>) {
      return value.kind() == ValueKind::int64 ? in_range(value.int64_value()) : std::nullopt;
    } else {
      return value.kind() == ValueKind::uint64 ? in_range(value.uint64_value()) : std::nullopt;
    }
  }

 private:
  static std::optional<T> in_range(std::integral auto value) {
    return std::in_range<T>(value) ? std::optional(static_cast<T>(value)) : std::nullopt;
  }
};

template <std::floating_point T>
struct Native<T> {
  static Type type() { return Type::float64(); }
  static Value to_value(T value) { return Value::float64(static_cast<double>(value)); }
  static std::optional<T> from_value(const Value& value) {
    return value.kind() == ValueKind::float64 ? std::optional(static_cast<T>(value.float64_value())) : std::nullopt;
  }
};

template <typename T>
  requires std::same_as<T, std::string> || std::same_as<T, std::string_view>
struct Native<T> {
  static Type type() { return Type::string(); }
  static Value to_value(T value) { return Value::string(std::string(std::move(value))); }
  /// A view lasts as long as the value.
  static std::optional<T> from_value(const Value& value) {
    return value.kind() == ValueKind::string ? std::optional<T>(value.string_value()) : std::nullopt;
  }
};

/// For answers alone.
template <>
struct Native<const char*> {
  static Type type() { return Type::string(); }
  static Value to_value(const char* value) { return Value::string(value); }
};

// Objects. ------------------------------------------------------------------------------------------------------------

template <NamedObject T>
struct Native<T> {
  static Type type() { return Type::object(std::string(name_of<T>)); }
  static Value to_value(const T& object) { return object_value(&object, object_type_id<T>()); }
  static Value to_value(const T&&) = delete;
  static const T* from_value(const Value& value) {
    const bool fits = value.kind() == ValueKind::object && object_type(value.object_value()) == object_type_id<T>();
    return fits ? static_cast<const T*>(object_address(value.object_value())) : nullptr;
  }
};

template <typename T>
  requires NamedObject<std::remove_const_t<T>>
struct Native<T*> {
  using Object = std::remove_const_t<T>;
  static_assert(std::is_const_v<T>, "expressions change nothing: write `const T*`");

  static Type type() { return Type::nullable(Native<Object>::type()); }
  static Value to_value(const T* object) { return object_value(object, object_type_id<Object>()); }
  static std::optional<const Object*> from_value(const Value& value) {
    if (value.is_null()) {
      return nullptr;
    }
    const Object* object = Native<Object>::from_value(value);
    return object != nullptr ? std::optional(object) : std::nullopt;
  }
};

template <NamedOpaque T>
struct Native<T> {
  static Type type() { return Type::opaque(std::string(name_of<T>)); }
  static const T* from_value(const Value& value) {
    return value.kind() == ValueKind::opaque ? dynamic_cast<const T*>(&value.opaque_value()) : nullptr;
  }
};

template <typename T>
  requires NamedOpaque<std::remove_const_t<T>>
struct Native<std::shared_ptr<T>> {
  static Type type() { return Native<std::remove_const_t<T>>::type(); }
  static Value to_value(std::shared_ptr<T> value) {
    return value == nullptr ? Value::null() : Value::opaque(std::move(value));
  }
};

// What holds others. --------------------------------------------------------------------------------------------------

template <typename T>
struct Native<std::optional<T>> {
  static Type type() { return Type::nullable(Native<T>::type()); }
  static Value to_value(const std::optional<T>& value) { return value ? Native<T>::to_value(*value) : Value::null(); }
  static std::optional<std::optional<T>> from_value(const Value& value) {
    if (value.is_null()) {
      return std::optional<T>();
    }
    std::optional<std::optional<T>> out;
    if (auto content = Native<T>::from_value(value)) {
      out.emplace(*std::move(content));
    }
    return out;
  }
};

template <typename T>
struct Native<std::vector<T>> {
  static Type type() { return Type::list(Native<T>::type()); }
  static Value to_value(const std::vector<T>& list) {
    std::vector<Value> out;
    out.reserve(list.size());
    for (const auto& element : list) {
      out.push_back(Native<T>::to_value(element));
    }
    return Value::list(std::move(out));
  }
  static std::optional<std::vector<T>> from_value(const Value& value) {
    if (value.kind() != ValueKind::list) {
      return std::nullopt;
    }
    std::vector<T> out;
    out.reserve(value.list_value().size());
    for (const Value& element : value.list_value()) {
      auto native = Native<T>::from_value(element);
      if (!native) {
        return std::nullopt;
      }
      out.push_back(*std::move(native));
    }
    return out;
  }
};

template <typename K, typename T>
struct Native<std::map<K, T>> {
  static_assert(std::integral<K> || std::same_as<K, std::string>, "keys are bool, int, uint or string");

  static Type type() { return Type::map(Native<K>::type(), Native<T>::type()); }
  static Value to_value(const std::map<K, T>& map) {
    std::vector<std::pair<Value, Value>> out;
    out.reserve(map.size());
    for (const auto& [key, value] : map) {
      out.emplace_back(Native<K>::to_value(key), Native<T>::to_value(value));
    }
    return Value::map(std::move(out));
  }
  static std::optional<std::map<K, T>> from_value(const Value& value) {
    if (value.kind() != ValueKind::map) {
      return std::nullopt;
    }
    std::map<K, T> out;
    for (const auto& [key, content] : value.map_value()) {
      auto native_key = Native<K>::from_value(key);
      auto native = Native<T>::from_value(content);
      if (!native_key || !native) {
        return std::nullopt;
      }
      out.emplace(*std::move(native_key), *std::move(native));
    }
    return out;
  }
};

}  // namespace exeunt::cel
