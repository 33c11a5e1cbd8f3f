#include "interpreter/cel/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "interpreter/cel/civil.h"
#include "interpreter/cel/evaluation.h"
#include "interpreter/cel/json_value.h"

namespace exeunt::cel {

// Fields. -------------------------------------------------------------------------------------------------------------

namespace {

Value as_it_is(const Value& value, library::Budget&) { return value; }

Value int32(const Value& value, library::Budget&) {
  const int64_t number = value.int64_value();
  const bool fits = number >= std::numeric_limits<int32_t>::min() && number <= std::numeric_limits<int32_t>::max();
  return fits ? value : Value::error(fmt::format("{} does not fit into 32 bits", number));
}

Value uint32(const Value& value, library::Budget&) {
  const uint64_t number = value.uint64_value();
  return number <= std::numeric_limits<uint32_t>::max()
             ? value
             : Value::error(fmt::format("{}u does not fit into 32 bits", number));
}

/// Rounds to single precision; what is too large becomes infinite.
Value single(const Value& value, library::Budget&) {
  constexpr double beyond = 0x1.ffffffp127;  // halfway to the float that would come after the largest
  const double number = value.float64_value();
  return Value::float64(std::abs(number) >= beyond
                            ? std::copysign(std::numeric_limits<double>::infinity(), number)
                            : static_cast<double>(static_cast<float>(number)));
}

/// NullValue is an enumeration, and so an int, with one value. Null itself is taken as well.
Value null_value(const Value&, library::Budget&) { return Value::null(); }

// Messages. -----------------------------------------------------------------------------------------------------------

const Value* find_field(const MessageFields& fields, size_t position) {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == position; });
  return found == fields.end() ? nullptr : &found->second;
}

int64_t int_field(const MessageFields& fields, size_t position) {
  const Value* value = find_field(fields, position);
  return value == nullptr ? 0 : value->int64_value();
}

template <auto Default>
Value make_wrapper(const MessageFields& fields) {
  return fields.empty() ? Default() : fields.front().second;
}

Value no_bool() { return Value::boolean(false); }
Value no_int() { return Value::int64(0); }
Value no_uint() { return Value::uint64(0); }
Value no_double() { return Value::float64(0); }
Value no_string() { return Value::string(""); }
Value no_bytes() { return Value::bytes(""); }
Value no_list() { return Value::list({}); }
Value no_map() { return Value::map({}); }

/// The fields are alternatives: the last one counts.
Value make_value(const MessageFields& fields) { return fields.empty() ? Value::null() : fields.back().second; }

Value make_timestamp(const MessageFields& fields) {
  const Timestamp value{int_field(fields, 0), static_cast<int32_t>(int_field(fields, 1))};
  if (value.nanos < 0 || value.nanos > 999'999'999) {
    return Value::error(fmt::format("the `nanos` of a timestamp are 0 to 999999999, not {}", value.nanos));
  }
  return in_range(value)
             ? Value::timestamp(value)
             : Value::error(fmt::format("{} seconds: a timestamp lies in the years 0001 to 9999", value.seconds));
}

Value make_duration(const MessageFields& fields) {
  const Duration value{int_field(fields, 0), static_cast<int32_t>(int_field(fields, 1))};
  if (value.nanos < -999'999'999 || value.nanos > 999'999'999) {
    return Value::error(fmt::format("the `nanos` of a duration are -999999999 to 999999999, not {}", value.nanos));
  }
  if ((value.seconds < 0 && value.nanos > 0) || (value.seconds > 0 && value.nanos < 0)) {
    return Value::error(fmt::format("`seconds` and `nanos` of a duration have one sign, unlike {} and {}",
                                    value.seconds, value.nanos));
  }
  return value.seconds >= -max_duration_seconds && value.seconds <= max_duration_seconds && in_range(value)
             ? Value::duration(value)
             : Value::error(fmt::format("{} seconds: a duration is at most {} seconds long", value.seconds,
                                        max_duration_seconds));
}

/// What is packed inside could be read only with the description of its message.
Value make_any(const MessageFields& fields) {
  const Value* url = find_field(fields, 0);
  return url == nullptr || url->string_value().empty()
             ? Value::error("a `google.protobuf.Any` without `type_url` holds no value")
             : Value::error(fmt::format("a `google.protobuf.Any` of {} cannot be unpacked", url->text()));
}

std::vector<MessageType> all_messages() {
  const Type b = Type::boolean();
  const Type i = Type::int64();
  const Type u = Type::uint64();
  const Type d = Type::float64();
  const Type s = Type::string();
  const Type bytes = Type::bytes();
  const Type json_list = Type::list(Type::dyn());
  const Type json_map = Type::map(s, Type::dyn());
  return {
      {"google.protobuf.Any", Type::dyn(), {{"type_url", s, &as_it_is}, {"value", bytes, &as_it_is}}, &make_any},
      {"google.protobuf.BoolValue", Type::nullable(b), {{"value", b, &as_it_is}}, &make_wrapper<&no_bool>},
      {"google.protobuf.BytesValue", Type::nullable(bytes), {{"value", bytes, &as_it_is}}, &make_wrapper<&no_bytes>},
      {"google.protobuf.DoubleValue", Type::nullable(d), {{"value", d, &as_it_is}}, &make_wrapper<&no_double>},
      {"google.protobuf.Duration", Type::duration(), {{"seconds", i, &as_it_is}, {"nanos", i, &int32}}, &make_duration},
      {"google.protobuf.FloatValue", Type::nullable(d), {{"value", d, &single}}, &make_wrapper<&no_double>},
      {"google.protobuf.Int32Value", Type::nullable(i), {{"value", i, &int32}}, &make_wrapper<&no_int>},
      {"google.protobuf.Int64Value", Type::nullable(i), {{"value", i, &as_it_is}}, &make_wrapper<&no_int>},
      {"google.protobuf.ListValue", json_list, {{"values", json_list, &json_value}}, &make_wrapper<&no_list>},
      {"google.protobuf.StringValue", Type::nullable(s), {{"value", s, &as_it_is}}, &make_wrapper<&no_string>},
      {"google.protobuf.Struct", json_map, {{"fields", json_map, &json_value}}, &make_wrapper<&no_map>},
      {"google.protobuf.Timestamp",
       Type::timestamp(),
       {{"seconds", i, &as_it_is}, {"nanos", i, &int32}},
       &make_timestamp},
      {"google.protobuf.UInt32Value", Type::nullable(u), {{"value", u, &uint32}}, &make_wrapper<&no_uint>},
      {"google.protobuf.UInt64Value", Type::nullable(u), {{"value", u, &as_it_is}}, &make_wrapper<&no_uint>},
      {"google.protobuf.Value",
       Type::dyn(),
       {{"null_value", Type::nullable(i), &null_value},
        {"number_value", d, &as_it_is},
        {"string_value", s, &as_it_is},
        {"bool_value", b, &as_it_is},
        {"struct_value", json_map, &json_value},
        {"list_value", json_list, &json_value}},
       &make_value},
  };
}

/// Sorted by name.
const std::vector<MessageType>& messages() {
  static const std::vector<MessageType> table = all_messages();
  return table;
}

}  // namespace

size_t MessageType::find(std::string_view field) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const MessageField& f) { return f.name == field; });
  return static_cast<size_t>(found - fields.begin());
}

const MessageType* find_message(std::string_view name) {
  const auto& table = messages();
  const auto found = std::lower_bound(table.begin(), table.end(), name,
                                      [](const MessageType& message, std::string_view n) { return message.name < n; });
  return found != table.end() && found->name == name ? &*found : nullptr;
}

const std::vector<std::string_view>& message_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> out;
    for (const MessageType& message : messages()) {
      out.push_back(message.name);
    }
    return out;
  }();
  return names;
}

std::optional<Value> message_constant(std::string_view name) {
  return name == "google.protobuf.NullValue.NULL_VALUE" ? std::optional(Value::int64(0)) : std::nullopt;
}

Value MessageBuilder::set(std::string_view name, const Value& value) {
  const size_t position = type_.find(name);
  if (position == type_.fields.size()) {
    return Value::error(fmt::format("`{}` has no field `{}`", type_.name, name));
  }
  if (find_field(set_, position) != nullptr) {
    return Value::error(fmt::format("the field `{}` comes twice", name));
  }
  const MessageField& field = type_.fields[position];
  Value converted = library::accepts(field.type, value)
                        ? field.convert(value, budget_)
                        : Value::error(fmt::format("a `{}` is no `{}`", type_of(value).text(), field.type.display()));
  if (converted.is_error()) {
    return Value::error(fmt::format("field `{}` of `{}`: {}", name, type_.name, converted.error_info().message));
  }
  set_.emplace_back(position, std::move(converted));
  return Value::null();
}

}  // namespace exeunt::cel
