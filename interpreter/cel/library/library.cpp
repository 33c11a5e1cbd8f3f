#include "interpreter/cel/library/library.h"

#include <fmt/format.h>

#include <algorithm>

namespace exeunt::cel::library {

Value Budget::claim(uint64_t size) {
  if (size > max_size_) {
    return Value::error(fmt::format("the result would be {} long; the limit is {}", size, max_size_));
  }
  return spend(size) ? Value() : Value::error("the evaluation took too many steps");
}

bool pay_for_search(const Call& call) {
  constexpr uint64_t compared_at_once = 64;
  const uint64_t positions = call[0].string_value().size();
  return call.budget.spend(call[0].weight() + positions * call[1].weight() / compared_at_once);
}

static Overloads all_overloads() {
  Overloads out;
  add_arithmetic(out);
  add_bits(out);
  add_collection(out);
  add_comparison(out);
  add_conversion(out);
  add_encoding(out);
  add_list(out);
  add_math(out);
  add_network(out);
  add_optional(out);
  add_regex(out);
  add_set(out);
  add_string(out);
  add_string_format(out);
  add_string_position(out);
  add_time(out);
  std::stable_sort(out.begin(), out.end(), [](const Overload& a, const Overload& b) { return a.name < b.name; });
  return out;
}

static const Overloads& overloads() {
  static const Overloads table = all_overloads();
  return table;
}

std::span<const Overload> find(std::string_view name) {
  const Overloads& table = overloads();
  const auto first = std::lower_bound(table.begin(), table.end(), name,
                                      [](const Overload& overload, std::string_view n) { return overload.name < n; });
  auto last = first;
  while (last != table.end() && last->name == name) {
    ++last;
  }
  return {first, last};
}

const std::vector<std::string>& function_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const Overload& overload : overloads()) {
      const char first = overload.name.front();
      const bool is_operator = first == '_' || first == '@' || first == '!' || first == '-';
      if (!is_operator && (out.empty() || out.back() != overload.name)) {
        out.emplace_back(overload.name);
      }
    }
    return out;
  }();
  return names;
}

bool accepts(const Type& parameter, const Value& value) {
  const ValueKind kind = value.kind();
  switch (parameter.kind()) {
    case TypeKind::dyn:
    case TypeKind::error:
    case TypeKind::parameter: return true;
    case TypeKind::null: return kind == ValueKind::null;
    case TypeKind::boolean: return kind == ValueKind::boolean;
    case TypeKind::int64: return kind == ValueKind::int64;
    case TypeKind::uint64: return kind == ValueKind::uint64;
    case TypeKind::float64: return kind == ValueKind::float64;
    case TypeKind::string:
    case TypeKind::closed_string: return kind == ValueKind::string;
    case TypeKind::bytes: return kind == ValueKind::bytes;
    case TypeKind::timestamp: return kind == ValueKind::timestamp;
    case TypeKind::duration: return kind == ValueKind::duration;
    case TypeKind::list: return kind == ValueKind::list;
    case TypeKind::map: return kind == ValueKind::map;
    case TypeKind::type: return kind == ValueKind::type;
    case TypeKind::object: return kind == ValueKind::object;
    case TypeKind::nullable: return kind == ValueKind::null || accepts(parameter.parameters().front(), value);
    case TypeKind::opaque:
      return parameter.name() == "optional_type" ? kind == ValueKind::optional
                                                 : kind == ValueKind::opaque && value.opaque_value().type() == parameter;
  }
  return false;
}

}  // namespace exeunt::cel::library
