#include "interpreter/cel/value.h"

#include <algorithm>
#include <atomic>

#include "interpreter/cel/value_data.h"

namespace exeunt::cel {

Value::Value(const Value& other) noexcept
    : kind_(other.kind_), counted_(other.counted_), nanos_(other.nanos_), bits_(other.bits_) {
  if (counted_) {
    bits_.shared->references.fetch_add(1, std::memory_order_relaxed);
  }
}

Value::Value(Value&& other) noexcept
    : kind_(other.kind_), counted_(other.counted_), nanos_(other.nanos_), bits_(other.bits_) {
  other.kind_ = ValueKind::null;
  other.counted_ = false;
}

Value& Value::operator=(Value other) noexcept {
  std::swap(kind_, other.kind_);
  std::swap(counted_, other.counted_);
  std::swap(nanos_, other.nanos_);
  std::swap(bits_, other.bits_);
  return *this;
}

Value::~Value() {
  if (counted_) {
    release();
  }
}

void Value::release() noexcept {
  if (bits_.shared->references.fetch_sub(1, std::memory_order_acq_rel) != 1) {
    return;
  }
  switch (kind_) {
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

template <typename Data>
const Data& Value::data() const {
  return *static_cast<const Data*>(bits_.shared);
}

Value Value::null() { return Value(); }

Value Value::boolean(bool value) {
  Value out;
  out.kind_ = ValueKind::boolean;
  out.bits_.boolean = value;
  return out;
}

Value Value::int64(int64_t value) {
  Value out;
  out.kind_ = ValueKind::int64;
  out.bits_.int64 = value;
  return out;
}

Value Value::uint64(uint64_t value) {
  Value out;
  out.kind_ = ValueKind::uint64;
  out.bits_.uint64 = value;
  return out;
}

Value Value::float64(double value) {
  Value out;
  out.kind_ = ValueKind::float64;
  out.bits_.float64 = value;
  return out;
}

Value Value::string(std::string value) { return Value(ValueKind::string, new TextData(std::move(value))); }
Value Value::bytes(std::string value) { return Value(ValueKind::bytes, new TextData(std::move(value))); }

Value Value::timestamp(Timestamp value) {
  Value out;
  out.kind_ = ValueKind::timestamp;
  out.bits_.int64 = value.seconds;
  out.nanos_ = value.nanos;
  return out;
}

Value Value::duration(Duration value) {
  Value out;
  out.kind_ = ValueKind::duration;
  out.bits_.int64 = value.seconds;
  out.nanos_ = value.nanos;
  return out;
}

Value Value::list(std::vector<Value> elements) { return Value(ValueKind::list, new ListData(std::move(elements))); }

Value Value::map(std::vector<std::pair<Value, Value>> entries) {
  return Value(ValueKind::map, new MapData(std::move(entries)));
}

Value Value::type(Type type) { return Value(ValueKind::type, new TypeData(std::move(type))); }

Value Value::object(ObjectHandle handle) {
  Value out;
  out.kind_ = ValueKind::object;
  out.bits_.uint64 = handle.id;
  return out;
}

Value Value::opaque(std::shared_ptr<const Opaque> value) {
  return Value(ValueKind::opaque, new OpaqueData(std::move(value)));
}

Value Value::optional_of(Value value) { return Value(ValueKind::optional, new OptionalData(std::move(value))); }

Value Value::optional_none() {
  Value out;
  out.kind_ = ValueKind::optional;
  return out;
}

Value Value::unknown(AttributeId attribute) {
  Value out;
  out.kind_ = ValueKind::unknown;
  out.bits_.uint64 = attribute;
  return out;
}

Value Value::unknown(std::vector<AttributeId> attributes) {
  if (attributes.size() == 1) {
    return unknown(attributes.front());
  }
  return Value(ValueKind::unknown, new UnknownData(std::move(attributes)));
}

Value Value::error(std::string message, uint32_t begin, uint32_t end) {
  return Value(ValueKind::error, new ErrorData(ErrorInfo{std::move(message), begin, end}));
}

std::string_view Value::string_value() const { return data<TextData>().text; }
Timestamp Value::timestamp_value() const { return {bits_.int64, nanos_}; }
Duration Value::duration_value() const { return {bits_.int64, nanos_}; }
std::span<const Value> Value::list_value() const { return data<ListData>().elements; }
std::span<const std::pair<Value, Value>> Value::map_value() const { return data<MapData>().entries; }
Type Value::type_value() const { return data<TypeData>().type; }
ObjectHandle Value::object_value() const { return {bits_.uint64}; }
const Opaque& Value::opaque_value() const { return *data<OpaqueData>().value; }
const Value* Value::optional_value() const { return counted_ ? &data<OptionalData>().value : nullptr; }

std::span<const AttributeId> Value::attributes() const {
  if (!counted_) {
    return {&bits_.uint64, 1};
  }
  return data<UnknownData>().attributes;
}

const ErrorInfo& Value::error_info() const { return data<ErrorData>().info; }

uint64_t Value::weight() const { return counted_ ? bits_.shared->weight : 1; }

const Value* Value::find_key(const Value& key) const {
  const MapData& map = data<MapData>();
  if (map.by_key.empty()) {
    for (const auto& [candidate, value] : map.entries) {
      if (candidate.equals(key)) {
        return &value;
      }
    }
    return nullptr;
  }
  const auto found = std::lower_bound(map.by_key.begin(), map.by_key.end(), key, [&](uint32_t entry, const Value& k) {
    return compare(map.entries[entry].first, k) < 0;
  });
  if (found == map.by_key.end() || !map.entries[*found].first.equals(key)) {
    return nullptr;
  }
  return &map.entries[*found].second;
}

Value::ListData::ListData(std::vector<Value> list) : elements(std::move(list)) {
  for (const Value& element : elements) {
    add_weight(element.weight());
  }
}

Value::MapData::MapData(std::vector<std::pair<Value, Value>> list) : entries(std::move(list)) {
  for (const auto& [key, value] : entries) {
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
