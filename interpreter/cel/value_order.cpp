// Equality as CEL defines it, and the total order that sorts and searches.
#include <algorithm>
#include <cmath>

#include "interpreter/cel/number.h"
#include "interpreter/cel/value.h"

namespace exeunt::cel {

std::partial_ordering order_numbers(const Value& a, const Value& b) {
  switch (a.kind()) {
    case ValueKind::int64:
      switch (b.kind()) {
        case ValueKind::int64: return a.int64_value() <=> b.int64_value();
        case ValueKind::uint64: return order(a.int64_value(), b.uint64_value());
        default: return order(a.int64_value(), b.float64_value());
      }
    case ValueKind::uint64:
      switch (b.kind()) {
        case ValueKind::int64: return reversed(order(b.int64_value(), a.uint64_value()));
        case ValueKind::uint64: return a.uint64_value() <=> b.uint64_value();
        default: return order(a.uint64_value(), b.float64_value());
      }
    default:
      switch (b.kind()) {
        case ValueKind::int64: return reversed(order(b.int64_value(), a.float64_value()));
        case ValueKind::uint64: return reversed(order(b.uint64_value(), a.float64_value()));
        default: return a.float64_value() <=> b.float64_value();
      }
  }
}

static bool lists_equal(std::span<const Value> a, std::span<const Value> b) {
  if (a.size() != b.size()) {
    return false;
  }
  for (size_t i = 0; i < a.size(); ++i) {
    if (!a[i].equals(b[i])) {
      return false;
    }
  }
  return true;
}

static bool maps_equal(const Value& a, const Value& b) {
  if (a.map_value().size() != b.map_value().size()) {
    return false;
  }
  for (const auto& [key, value] : a.map_value()) {
    const Value* other = b.find_key(key);
    if (other == nullptr || !value.equals(*other)) {
      return false;
    }
  }
  return true;
}

/// At run time types have no parameters: type([1]) == type(['a']).
static bool types_equal(const Type& a, const Type& b) { return a.kind() == b.kind() && a.name() == b.name(); }

bool Value::equals_any(const Value& other) const {
  if (kind() != other.kind()) {
    return is_number(*this) && is_number(other) && order_numbers(*this, other) == 0;
  }
  switch (kind()) {
    case ValueKind::null: return true;
    case ValueKind::boolean: return boolean_value() == other.boolean_value();
    case ValueKind::int64:
    case ValueKind::uint64: return bits_.uint64 == other.bits_.uint64;
    case ValueKind::float64: return bits_.float64 == other.bits_.float64;
    case ValueKind::string:
    case ValueKind::bytes: return bits_.shared == other.bits_.shared || string_value() == other.string_value();
    case ValueKind::timestamp:
    case ValueKind::duration: return bits_.int64 == other.bits_.int64 && nanos() == other.nanos();
    case ValueKind::list: return lists_equal(list_value(), other.list_value());
    case ValueKind::map: return maps_equal(*this, other);
    case ValueKind::type: return types_equal(type_value(), other.type_value());
    case ValueKind::object: return bits_.uint64 == other.bits_.uint64;
    case ValueKind::optional: {
      const Value* a = optional_value();
      const Value* b = other.optional_value();
      return a == nullptr || b == nullptr ? a == b : a->equals(*b);
    }
    case ValueKind::opaque:
    case ValueKind::unknown:
    case ValueKind::error: return compare(*this, other) == 0;
  }
  return false;
}

/// Numbers of all kinds share one rank.
static int rank(ValueKind kind) {
  return kind == ValueKind::uint64 || kind == ValueKind::float64 ? static_cast<int>(ValueKind::int64)
                                                                 : static_cast<int>(kind);
}

template <typename T>
static int three_way(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

static int compare_numbers(const Value& a, const Value& b) {
  const std::partial_ordering order = order_numbers(a, b);
  if (order != std::partial_ordering::unordered) {
    return order < 0 ? -1 : order > 0 ? 1 : 0;
  }
  // NaN after all other numbers.
  const auto is_nan = [](const Value& v) { return v.kind() == ValueKind::float64 && std::isnan(v.float64_value()); };
  return three_way(is_nan(a), is_nan(b));
}

static int compare_lists(std::span<const Value> a, std::span<const Value> b) {
  for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
    if (const int order = Value::compare(a[i], b[i]); order != 0) {
      return order;
    }
  }
  return three_way(a.size(), b.size());
}

static std::vector<const std::pair<Value, Value>*> sorted_entries(const Value& map) {
  std::vector<const std::pair<Value, Value>*> out;
  for (const auto& entry : map.map_value()) {
    out.push_back(&entry);
  }
  std::sort(out.begin(), out.end(), [](auto* a, auto* b) { return Value::compare(a->first, b->first) < 0; });
  return out;
}

static int compare_maps(const Value& a, const Value& b) {
  const auto left = sorted_entries(a);
  const auto right = sorted_entries(b);
  for (size_t i = 0; i < left.size() && i < right.size(); ++i) {
    if (const int order = Value::compare(left[i]->first, right[i]->first); order != 0) {
      return order;
    }
    if (const int order = Value::compare(left[i]->second, right[i]->second); order != 0) {
      return order;
    }
  }
  return three_way(left.size(), right.size());
}

int Value::compare(const Value& a, const Value& b) {
  if (const int order = three_way(rank(a.kind()), rank(b.kind())); order != 0) {
    return order;
  }
  switch (a.kind()) {
    case ValueKind::null: return 0;
    case ValueKind::boolean: return three_way(a.boolean_value(), b.boolean_value());
    case ValueKind::int64:
    case ValueKind::uint64:
    case ValueKind::float64: return compare_numbers(a, b);
    case ValueKind::string:
    case ValueKind::bytes: return three_way(a.string_value(), b.string_value());
    case ValueKind::timestamp: return three_way(a.timestamp_value(), b.timestamp_value());
    case ValueKind::duration: return three_way(a.duration_value(), b.duration_value());
    case ValueKind::list: return compare_lists(a.list_value(), b.list_value());
    case ValueKind::map: return compare_maps(a, b);
    case ValueKind::type:
      if (const int order = three_way(a.type_value().kind(), b.type_value().kind()); order != 0) {
        return order;
      }
      return three_way(a.type_value().name(), b.type_value().name());
    case ValueKind::object: return three_way(a.bits_.uint64, b.bits_.uint64);
    case ValueKind::optional: {
      const Value* left = a.optional_value();
      const Value* right = b.optional_value();
      return left == nullptr || right == nullptr ? three_way(left != nullptr, right != nullptr)
                                                 : compare(*left, *right);
    }
    case ValueKind::opaque: {
      const int order = three_way(a.opaque_value().type().name(), b.opaque_value().type().name());
      return order != 0 ? order : a.opaque_value().compare(b.opaque_value());
    }
    case ValueKind::unknown: {
      const auto left = a.attributes();
      const auto right = b.attributes();
      return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end())   ? -1
             : std::lexicographical_compare(right.begin(), right.end(), left.begin(), left.end()) ? 1
                                                                                                  : 0;
    }
    case ValueKind::error: return three_way(a.error_info().message, b.error_info().message);
  }
  return 0;
}

}  // namespace exeunt::cel
