#include "interpreter/console/shape.h"

#include <algorithm>
#include <optional>

namespace exeunt::console {

using cel::Type;
using cel::TypeKind;
using cel::Value;
using cel::ValueKind;

bool is_deeper_than(const Value& value, uint32_t limit) {
  const auto deeper = [limit](const Value& part) { return limit == 0 || is_deeper_than(part, limit - 1); };
  switch (value.kind()) {
    case ValueKind::list: {
      const auto elements = value.list_value();
      return std::any_of(elements.begin(), elements.end(), deeper);
    }
    case ValueKind::map: {
      const auto entries = value.map_value();
      return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return deeper(entry.second); });
    }
    case ValueKind::optional:
      return value.optional_value() != nullptr && deeper(*value.optional_value());
    default:
      return false;
  }
}

namespace {

/// What two parts of one list have in common.
Type join(const Type& a, const Type& b) {
  if (a == b) {
    return a;
  }
  if (a.kind() != b.kind() || (a.kind() != TypeKind::list && a.kind() != TypeKind::map)) {
    return Type::dyn();
  }
  const auto& left = a.parameters();
  const auto& right = b.parameters();
  return a.kind() == TypeKind::list ? Type::list(join(left[0], right[0]))
                                    : Type::map(join(left[0], right[0]), join(left[1], right[1]));
}

/// One walk over a value.
class Inference {
 public:
  Type of(const Value& value) {
    if (parts_left_ == 0) {
      return Type::dyn();
    }
    --parts_left_;
    switch (value.kind()) {
      case ValueKind::boolean:
        return Type::boolean();
      case ValueKind::int64:
        return Type::int64();
      case ValueKind::uint64:
        return Type::uint64();
      case ValueKind::float64:
        return Type::float64();
      case ValueKind::string:
        return Type::string();
      case ValueKind::bytes:
        return Type::bytes();
      case ValueKind::timestamp:
        return Type::timestamp();
      case ValueKind::duration:
        return Type::duration();
      case ValueKind::list:
        return of_list(value);
      case ValueKind::map:
        return of_map(value);
      case ValueKind::type:
        return Type::type();
      case ValueKind::optional:
        return Type::optional(value.optional_value() == nullptr ? Type::dyn() : of(*value.optional_value()));
      case ValueKind::opaque:
        return value.opaque_value().type();
      case ValueKind::null:
      case ValueKind::object:
      case ValueKind::unknown:
      case ValueKind::error:
        break;
    }
    return Type::dyn();
  }

 private:
  /// The type of all parts that were taken.
  struct Joined {
    std::optional<Type> type;
    bool has_null = false;

    Type result() const {
      const Type known = type.value_or(Type::dyn());
      return has_null && known.kind() != TypeKind::dyn ? Type::nullable(known) : known;
    }
    bool is_open() const { return !type || type->kind() != TypeKind::dyn; }
  };

  void take(const Value& part, Joined& joined) {
    if (part.is_null()) {
      joined.has_null = true;
    } else if (joined.is_open()) {
      joined.type = joined.type ? join(*joined.type, of(part)) : of(part);
    }
  }

  Type of_list(const Value& value) {
    Joined elements;
    for (const Value& element : value.list_value()) {
      take(element, elements);
    }
    return Type::list(elements.result());
  }

  Type of_map(const Value& value) {
    Joined keys;
    Joined values;
    for (const auto& [key, entry] : value.map_value()) {
      take(key, keys);
      take(entry, values);
    }
    return Type::map(keys.result(), values.result());
  }

  uint32_t parts_left_ = 100'000;
};

}  // namespace

Type infer(const Value& value) {
  return Inference().of(value);
}

std::vector<std::string> text_keys(const Value& map) {
  std::vector<std::string> texts;
  for (const auto& [key, value] : map.map_value()) {
    if (key.kind() == ValueKind::string) {
      texts.emplace_back(key.string_value());
    }
  }
  return texts;
}

}  // namespace exeunt::console
