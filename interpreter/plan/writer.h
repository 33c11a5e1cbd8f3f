// The writing archive of members.h, shared by the documents of this room.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "interpreter/plan/emit.h"
#include "interpreter/plan/members.h"

namespace exeunt::plan {

class Writer {
 public:
  explicit Writer(Emitter& out) : out_(out) {}

  template <class T>
  void required(std::string_view key, const T& value) {
    out_.key(key);
    put(value);
  }
  template <class T>
  void optional(std::string_view key, const T& value) {
    when(key, value, !is_empty(value));
  }
  template <class T>
  void when(std::string_view key, const T& value, bool present) {
    if (present) {
      required(key, value);
    }
  }
  void derived(std::string_view key, std::size_t value) { required(key, uint64_t{value}); }
  /// A plan built by hand may hold something else than members; readers want an object.
  void arguments(const Value& value) {
    const auto* named = std::get_if<Value::Members>(&value.data);
    when("arguments", value, named != nullptr && !named->empty());
  }
  template <class T>
  void inlined(std::string_view, const std::optional<T>& value) {
    if (value) {
      members(*this, *value);
    }
  }

  template <class T>
  void list(std::string_view key, std::string_view, const std::vector<T>& values) {
    required(key, values);
  }
  template <class T>
  void map(std::string_view key, std::string_view, std::string_view, const std::map<std::string, T>& values) {
    required(key, values);
  }
  template <class T>
  void single(std::string_view key, std::string_view, const T& value) {
    required(key, value);
  }

  void put(const std::string& value) { out_.text(value); }
  void put(bool value) { out_.boolean(value); }
  void put(uint64_t value) { out_.number(value); }
  void put(uint32_t value) { out_.number(value); }
  void put(const Value& value) { out_.value(value); }
  void put(const std::vector<InventoryEntry>& counts) {
    out_.begin_object();
    for (const InventoryEntry& entry : counts) {
      required(entry.type, entry.count);
    }
    out_.end_object();
  }
  template <class T>
  void put(const std::vector<T>& values) {
    out_.begin_list();
    for (const T& value : values) {
      put(value);
    }
    out_.end_list();
  }
  template <class T>
  void put(const std::map<std::string, T>& values) {
    out_.begin_object();
    for (const auto& [key, value] : values) {
      required(key, value);
    }
    out_.end_object();
  }
  template <class T>
  requires std::is_enum_v<T>
  void put(T value) { out_.text(name(value)); }
  template <class T>
  requires std::is_class_v<T>
  void put(const T& value) {
    out_.begin_object();
    members(*this, value);
    out_.end_object();
  }

 private:
  static bool is_empty(const std::string& value) { return value.empty(); }
  static bool is_empty(bool value) { return !value; }
  template <class T>
  static bool is_empty(const std::vector<T>& value) {
    return value.empty();
  }

  Emitter& out_;
};

}  // namespace exeunt::plan
