// What values that do not fit into 16 bytes refer to. Part of value.h, which includes it last.
#pragma once

#include "interpreter/cel/value.h"

namespace exeunt::cel {

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
  static constexpr size_t scan_limit = 16;

  explicit MapData(std::vector<std::pair<Value, Value>> list);
  std::vector<std::pair<Value, Value>> entries;
  std::vector<uint32_t> by_key;  ///< positions in `entries`, sorted by key; empty for small maps
};

struct Value::TypeData : Shared {
  explicit TypeData(Type value) : type(std::move(value)) {}
  Type type;
};

struct Value::OptionalData : Shared {
  explicit OptionalData(Value content) : value(std::move(content)) {
    value.own();
    add_weight(value.weight());
  }
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

template <typename Data>
const Data& Value::data() const {
  return *static_cast<const Data*>(bits_.shared);
}

inline std::string_view Value::string_value() const { return data<TextData>().text; }
inline std::span<const Value> Value::list_value() const { return data<ListData>().elements; }
inline std::span<const std::pair<Value, Value>> Value::map_value() const { return data<MapData>().entries; }

}  // namespace exeunt::cel
