// Optional values. `or` and `orValue` are here for the checker; the evaluator runs them itself, because they look at
// their argument only when it is needed.
#include "interpreter/cel/library/library.h"

namespace exeunt::cel::library {

namespace {

Value none(const Call&) { return Value::optional_none(); }
Value of(const Call& call) { return Value::optional_of(call[0]); }

bool is_zero(const Value& value) {
  switch (value.kind()) {
    case ValueKind::null: return true;
    case ValueKind::boolean: return !value.boolean_value();
    case ValueKind::int64: return value.int64_value() == 0;
    case ValueKind::uint64: return value.uint64_value() == 0;
    case ValueKind::float64: return value.float64_value() == 0;
    case ValueKind::string:
    case ValueKind::bytes: return value.string_value().empty();
    case ValueKind::timestamp: return value.timestamp_value() == Timestamp{};
    case ValueKind::duration: return value.duration_value() == Duration{};
    case ValueKind::list: return value.list_value().empty();
    case ValueKind::map: return value.map_value().empty();
    case ValueKind::optional: return value.optional_value() == nullptr;
    default: return false;
  }
}

Value of_non_zero(const Call& call) {
  return is_zero(call[0]) ? Value::optional_none() : Value::optional_of(call[0]);
}

Value has_value(const Call& call) { return Value::boolean(call[0].optional_value() != nullptr); }

Value value(const Call& call) {
  const Value* content = call[0].optional_value();
  return content == nullptr ? Value::error("optional.none() has no value") : *content;
}

}  // namespace

void add_optional(Overloads& out) {
  const Type content = Type::parameter("A");
  const Type optional = Type::optional(content);
  constexpr bool receiver = true;
  out.insert(out.end(), {
                            {"optional.none", {}, optional, &none},
                            {"optional.of", {content}, optional, &of},
                            {"optional.ofNonZeroValue", {content}, optional, &of_non_zero},
                            {"hasValue", {optional}, Type::boolean(), &has_value, receiver},
                            {"value", {optional}, content, &value, receiver},
                            {"or", {optional, optional}, optional, nullptr, receiver},
                            {"orValue", {optional, content}, content, nullptr, receiver},
                        });
}

}  // namespace exeunt::cel::library
