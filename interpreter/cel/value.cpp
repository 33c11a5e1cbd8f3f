#include "interpreter/cel/value.h"

#include <algorithm>

#include "interpreter/cel/value_data.h"

namespace exeunt::cel {

void Value::release() noexcept {
  if (bits_.shared->references.fetch_sub(1, std::memory_order_acq_rel) != 1) {
    return;
  }
  switch (kind()) {
    case ValueKind::string:
    case ValueKind::bytes: delete static_cast<TextData*>(bits_.shared); break;
    case ValueKind::list: delete static_cast<ListData*>(bits_.shared); break;
    case ValueKind::map: delete static_cast<MapData*>(bits_.shared); break;
    case ValueKind::type: delete static_cast<TypeData*>(bits_.shared); break;
    case ValueKind::optional: delete static_cast<OptionalData*>(bits_.shared); break;
    case ValueKind::opaque: delete static_cast<OpaqueData*>(bits_.shared); break;
    case ValueKind::unknown: delete static_cast<UnknownData*>(bits_.shared); break;
    case ValueKind::error: delete static_cast<ErrorData*>(bits_.shared); break;
    default: break;
  }
}

Value Value::string(std::string value) { return Value(ValueKind::string, new TextData(std::move(value))); }
Value Value::bytes(std::string value) { return Value(ValueKind::bytes, new TextData(std::move(value))); }

Value Value::list(std::vector<Value> elements) { return Value(ValueKind::list, new ListData(std::move(elements))); }

Value Value::map(std::vector<std::pair<Value, Value>> entries) {
  return Value(ValueKind::map, new MapData(std::move(entries)));
}

Value Value::type(Type type) { return Value(ValueKind::type, new TypeData(std::move(type))); }

Value Value::opaque(std::shared_ptr<const Opaque> value) {
  return Value(ValueKind::opaque, new OpaqueData(std::move(value)));
}

Value Value::optional_of(Value value) { return Value(ValueKind::optional, new OptionalData(std::move(value))); }

Value Value::unknown(std::vector<AttributeId> attributes) {
  if (attributes.size() == 1) {
    return unknown(attributes.front());
  }
  return Value(ValueKind::unknown, new UnknownData(std::move(attributes)));
}

Value Value::error(std::string message, uint32_t begin, uint32_t end) {
  return Value(ValueKind::error, new ErrorData(ErrorInfo{std::move(message), begin, end}));
}

Type Value::type_value() const { return data<TypeData>().type; }
const Opaque& Value::opaque_value() const { return *data<OpaqueData>().value; }
const Value* Value::optional_value() const { return is_shared() ? &data<OptionalData>().value : nullptr; }

std::span<const AttributeId> Value::attributes() const {
  if (!is_shared()) {
    return {&bits_.uint64, 1};
  }
  return data<UnknownData>().attributes;
}

const ErrorInfo& Value::error_info() const { return data<ErrorData>().info; }


size_t Value::find_position(const Value& key) const {
  const MapData& map = data<MapData>();
  if (map.by_key.empty() && key.kind() == ValueKind::string) {
    const std::string_view name = key.string_value();
    const auto is_name = [&](const auto& entry) {
      return entry.first.kind() == ValueKind::string && same_text(entry.first.string_value(), name);
    };
    const auto found = std::find_if(map.entries.begin(), map.entries.end(), is_name);
    return static_cast<size_t>(found - map.entries.begin());
  }
  if (map.by_key.empty()) {
    const auto is_key = [&](const auto& entry) { return entry.first.equals(key); };
    const auto found = std::find_if(map.entries.begin(), map.entries.end(), is_key);
    return static_cast<size_t>(found - map.entries.begin());
  }
  const auto found = std::lower_bound(map.by_key.begin(), map.by_key.end(), key, [&](uint32_t entry, const Value& k) {
    return compare(map.entries[entry].first, k) < 0;
  });
  return found != map.by_key.end() && map.entries[*found].first.equals(key) ? *found : map.entries.size();
}

const Value* Value::find_key(const Value& key) const {
  const auto& entries = data<MapData>().entries;
  const size_t position = find_position(key);
  return position == entries.size() ? nullptr : &entries[position].second;
}

Value::ListData::ListData(std::vector<Value> list) : elements(std::move(list)) {
  for (Value& element : elements) {
    element.own();
    add_weight(element.weight());
  }
}

Value::MapData::MapData(std::vector<std::pair<Value, Value>> list) : entries(std::move(list)) {
  for (auto& [key, value] : entries) {
    key.own();
    value.own();
    add_weight(key.weight());
    add_weight(value.weight());
  }
  if (entries.size() <= scan_limit) {
    return;
  }
  by_key.resize(entries.size());
  for (uint32_t i = 0; i < by_key.size(); ++i) {
    by_key[i] = i;
  }
  std::sort(by_key.begin(), by_key.end(),
            [&](uint32_t a, uint32_t b) { return compare(entries[a].first, entries[b].first) < 0; });
}

}  // namespace exeunt::cel
