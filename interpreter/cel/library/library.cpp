#include "interpreter/cel/library/library.h"

#include <fmt/format.h>

#include <algorithm>

namespace exeunt::cel::library {

std::string Budget::reason() const {
  return exhausted_ == Exhausted::iterations
             ? fmt::format("macros take more than {} turns", limits_.max_iterations)
             : fmt::format("the evaluation costs more than {} steps", limits_.max_cost);
}

Value Budget::claim_text(uint64_t bytes) {
  if (!fits_text(bytes)) {
    return Value::error(fmt::format("the text would be {} bytes long; the limit is {}", bytes, limits_.max_text_bytes));
  }
  return spend(bytes) ? Value() : Value::error(reason());
}

Value Budget::claim_list(uint64_t elements) {
  if (elements > limits_.max_list_elements) {
    return Value::error(
        fmt::format("the list would have {} elements; the limit is {}", elements, limits_.max_list_elements));
  }
  return spend(elements) ? Value() : Value::error(reason());
}

Value Budget::claim_pattern(uint64_t instructions) const {
  return instructions <= limits_.max_regex_program
             ? Value()
             : Value::error(fmt::format("the pattern compiles to {} instructions; the limit is {}", instructions,
                                        limits_.max_regex_program));
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

uint32_t accepted_kinds(const Type& parameter) {
  const auto only = [](ValueKind kind) { return uint32_t{1} << static_cast<int>(kind); };
  switch (parameter.kind()) {
    case TypeKind::dyn:
    case TypeKind::error:
    case TypeKind::parameter: return UINT32_MAX;
    case TypeKind::null: return only(ValueKind::null);
    case TypeKind::boolean: return only(ValueKind::boolean);
    case TypeKind::int64: return only(ValueKind::int64);
    case TypeKind::uint64: return only(ValueKind::uint64);
    case TypeKind::float64: return only(ValueKind::float64);
    case TypeKind::string:
    case TypeKind::closed_string: return only(ValueKind::string);
    case TypeKind::bytes: return only(ValueKind::bytes);
    case TypeKind::timestamp: return only(ValueKind::timestamp);
    case TypeKind::duration: return only(ValueKind::duration);
    case TypeKind::list: return only(ValueKind::list);
    case TypeKind::map: return only(ValueKind::map);
    case TypeKind::type: return only(ValueKind::type);
    case TypeKind::object: return only(ValueKind::object);
    case TypeKind::nullable: return only(ValueKind::null) | accepted_kinds(parameter.parameters().front());
    case TypeKind::opaque: return only(parameter.name() == "optional_type" ? ValueKind::optional : ValueKind::opaque);
  }
  return 0;
}

bool accepts(const Type& parameter, const Value& value) {
  if ((accepted_kinds(parameter) >> static_cast<int>(value.kind()) & 1) == 0) {
    return false;
  }
  return value.kind() != ValueKind::opaque || parameter.without_null().kind() != TypeKind::opaque ||
         value.opaque_value().type() == parameter.without_null();
}

}  // namespace exeunt::cel::library
