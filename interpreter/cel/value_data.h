// What values that do not fit into 16 bytes refer to. Private to value.cpp.
#pragma once

#include <algorithm>
#include <atomic>

#include "interpreter/cel/value.h"

namespace exeunt::cel {

struct Value::Shared {
  /// INVARIANT: weights stay so far below the type's maximum that sums of two cannot overflow.
  static constexpr uint64_t max_weight = uint64_t{1} << 62;

  void add_weight(uint64_t more) { weight = std::min(weight + more, max_weight); }

  std::atomic<uint32_t> references{1};
  uint64_t weight = 1;
};

struct Value::TextData : Shared {
  explicit TextData(std::string value) : text(std::move(value)) { add_weight(text.size() / 8); }
  std::string text;
};

struct Value::ListData : Shared {
  explicit ListData(std::vector<Value> list);
  std::vector<Value> elements;
};

struct Value::MapData : Shared {
  /// Maps up to this size are searched from the front.
  static constexpr size_t scan_limit = 8;

  explicit MapData(std::vector<std::pair<Value, Value>> list);
  std::vector<std::pair<Value, Value>> entries;
  std::vector<uint32_t> by_key;  ///< positions in `entries`, sorted by key; empty for small maps
};

struct Value::TypeData : Shared {
  explicit TypeData(Type value) : type(std::move(value)) {}
  Type type;
};

struct Value::OptionalData : Shared {
  explicit OptionalData(Value content) : value(std::move(content)) { add_weight(value.weight()); }
  Value value;
};

struct Value::OpaqueData : Shared {
  explicit OpaqueData(std::shared_ptr<const Opaque> content) : value(std::move(content)) {}
  std::shared_ptr<const Opaque> value;
};

struct Value::UnknownData : Shared {
  explicit UnknownData(std::vector<AttributeId> list) : attributes(std::move(list)) {}
  std::vector<AttributeId> attributes;
};

struct Value::ErrorData : Shared {
  explicit ErrorData(ErrorInfo value) : info(std::move(value)) {}
  ErrorInfo info;
};

}  // namespace exeunt::cel
