// The reading archive of members.h: values into a plan, with every mistake reported by the path of the member.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/plan/members.h"
#include "interpreter/plan/parse.h"
#include "interpreter/source/source.h"

namespace exeunt::plan {

/// One JSON text inside a file (the whole of it, or one line) and how many mistakes were reported.
struct ReadContext {
  source::FileId file;
  std::string_view text;
  std::size_t offset = 0;   ///< of `text` in the file
  std::string path_prefix;  ///< what messages put before a path: the kind of the line
  Path path;
  diagnostic::Sink& sink;
  std::size_t errors = 0;

  static constexpr std::size_t max_errors = 10;
  /// There are more mistakes than are shown; nothing further needs to be read.
  bool is_full() const { return errors > max_errors; }
  /// Counts a mistake; whether it is to be shown.
  bool count_error() { return ++errors <= max_errors; }

  source::Span span(Range range) const {
    return {file, static_cast<uint32_t>(offset + range.begin), static_cast<uint32_t>(offset + range.end)};
  }
  source::Span here() const { return span(locate(text, path)); }
  /// Names the current value: "changes[3].writes[0].op".
  std::string path_text() const;

  void wrong_kind(const Value& value, std::string_view wanted);
  /// `found`: "an empty list".
  void wrong_kind(std::string_view found, std::string_view wanted);
  void missing(std::string_view member);
  void bad_name(const std::string& value, const std::vector<std::string>& names);
};

class Reader {
 public:
  Reader(ReadContext& context, Value::Members& values) : context_(context), values_(values) {}

  template <class T>
  void required(std::string_view key, T&& out) {
    if (!take(key, out)) {
      context_.missing(key);
    }
  }
  template <class T>
  void optional(std::string_view key, T&& out) {
    take(key, out);
  }
  template <class T>
  void when(std::string_view key, T&& out, bool) {
    take(key, out);
  }
  void derived(std::string_view, std::size_t) {}
  void arguments(Value& out) {
    take("arguments", out);
    if (!std::holds_alternative<Value::Members>(out.data)) {
      context_.path.emplace_back(std::string("arguments"));
      context_.wrong_kind(out, "an object");
      context_.path.pop_back();
    }
  }
  template <class T>
  void inlined(std::string_view first, std::optional<T>& out) {
    if (find(first) != nullptr) {
      members(*this, out.emplace());
    }
  }
  template <class T>
  void list(std::string_view key, std::string_view, std::vector<T>& out) {
    required(key, out);
  }
  template <class T>
  void map(std::string_view key, std::string_view, std::string_view, std::map<std::string, T>& out) {
    required(key, out);
  }
  template <class T>
  void single(std::string_view key, std::string_view, const T& out) {
    required(key, out);
  }

 private:
  Value* find(std::string_view key) {
    const auto found = std::find_if(values_.begin(), values_.end(), [&](const auto& m) { return m.first == key; });
    return found == values_.end() ? nullptr : &found->second;
  }

  template <class T>
  bool take(std::string_view key, T& out) {
    Value* value = find(key);
    if (value == nullptr) {
      return false;
    }
    context_.path.emplace_back(std::string(key));
    get(*value, out);
    context_.path.pop_back();
    return true;
  }

  void get(Value& value, std::string& out) {
    if (auto* data = expect<std::string>(value, "text")) {
      out = std::move(*data);
    }
  }
  void get(Value& value, bool& out) {
    if (const auto* data = expect<bool>(value, "true or false")) {
      out = *data;
    }
  }
  void get(Value& value, uint64_t& out) {
    if (const auto* number = std::get_if<uint64_t>(&value.data)) {
      out = *number;
    } else if (const auto* small = std::get_if<int64_t>(&value.data); small != nullptr && *small >= 0) {
      out = static_cast<uint64_t>(*small);
    } else {
      context_.wrong_kind(value, "a count");
    }
  }
  void get(Value& value, uint32_t& out) {
    const auto* number = std::get_if<int64_t>(&value.data);
    if (number != nullptr && *number >= 0 && *number <= std::numeric_limits<uint32_t>::max()) {
      out = static_cast<uint32_t>(*number);
    } else {
      context_.wrong_kind(value, "a line or column number");
    }
  }
  void get(Value& value, Value& out) { out = std::move(value); }
  void get(Value& value, std::vector<InventoryEntry>& out) {
    if (auto* entries = expect<Value::Members>(value, "an object")) {
      for (auto& [type, count] : *entries) {
        context_.path.emplace_back(type);
        get(count, out.emplace_back(InventoryEntry{type, 0}).count);
        context_.path.pop_back();
      }
    }
  }
  template <class T>
  void get(Value& value, std::vector<T>& out) {
    auto* elements = expect<Value::List>(value, "a list");
    if (elements == nullptr) {
      return;
    }
    out.reserve(elements->size());
    for (std::size_t i = 0; i < elements->size() && !context_.is_full(); ++i) {
      context_.path.emplace_back(i);
      get((*elements)[i], out.emplace_back());
      context_.path.pop_back();
    }
  }
  template <class T>
  void get(Value& value, std::map<std::string, T>& out) {
    auto* entries = expect<Value::Members>(value, "an object");
    if (entries == nullptr) {
      return;
    }
    for (auto& [key, entry] : *entries) {
      if (context_.is_full()) {
        return;
      }
      context_.path.emplace_back(key);
      get(entry, out[key]);
      context_.path.pop_back();
    }
  }
  template <class T>
  requires std::is_enum_v<T>
  void get(Value& value, T& out) {
    const auto* data = expect<std::string>(value, "text");
    if (data == nullptr) {
      return;
    }
    const auto& names = enum_names<T>;
    const auto found = std::find(names.begin(), names.end(), *data);
    if (found == names.end()) {
      context_.bad_name(*data, {names.begin(), names.end()});
    } else {
      out = static_cast<T>(found - names.begin());
    }
  }
  template <class T>
  requires std::is_class_v<T>
  void get(Value& value, T& out) {
    if (auto* entries = expect<Value::Members>(value, "an object")) {
      Reader reader(context_, *entries);
      members(reader, out);
    }
  }

  template <class T>
  T* expect(Value& value, std::string_view wanted) {
    T* data = std::get_if<T>(&value.data);
    if (data == nullptr) {
      context_.wrong_kind(value, wanted);
    }
    return data;
  }

  ReadContext& context_;
  Value::Members& values_;
};

}  // namespace exeunt::plan
