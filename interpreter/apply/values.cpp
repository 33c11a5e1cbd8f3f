#include "interpreter/apply/values.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "interpreter/apply/object.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"

namespace exeunt::apply {

using plan::Value;
using snapshot::RawValue;

Value to_value(const RawValue& raw) {
  switch (raw.kind) {
    case RawValue::Kind::null:
      break;
    case RawValue::Kind::boolean:
      return {raw.boolean};
    case RawValue::Kind::integer:
      return {raw.integer};
    case RawValue::Kind::real:
      return {raw.real};
    case RawValue::Kind::out_of_range: {
      uint64_t number = 0;
      const char* const end = raw.text.data() + raw.text.size();
      const auto [stopped, error] = std::from_chars(raw.text.data(), end, number);
      // Beyond all numbers: the digits themselves, which no plan has.
      return error == std::errc() && stopped == end ? Value{number} : Value{raw.text};
    }
    case RawValue::Kind::text:
      return {raw.text};
    case RawValue::Kind::list: {
      Value::List list;
      for (const RawValue& item : raw.items) {
        list.push_back(to_value(item));
      }
      return {std::move(list)};
    }
    case RawValue::Kind::object: {
      Value::Members members;
      for (const snapshot::RawMember& member : raw.members) {
        members.emplace_back(member.key, to_value(member.value));
      }
      return {std::move(members)};
    }
  }
  return {};
}

/// A model takes zero and negative zero for one value, but their spelling is not the same.
static bool may_stay(const Value& old, const Value& element) {
  const auto* const a = std::get_if<double>(&old.data);
  const auto* const b = std::get_if<double>(&element.data);
  return old == element && (a == nullptr || std::signbit(*a) == std::signbit(*b));
}

/// The new list, its old elements as they were spelled. Old elements keep their order in it.
static std::string write_list(const Value::List& after, const RawValue& raw, const snapshot::ObjectText& text) {
  const std::string separator = text.separator(&raw);
  std::string out = "[";
  auto old = raw.items.begin();
  for (const Value& element : after) {
    out += out.size() > 1 ? separator : "";
    const auto same = std::find_if(old, raw.items.end(), [&element](const RawValue& item) {
      return may_stay(to_value(item), element);
    });
    if (same == raw.items.end()) {
      out += plan::write_value(element);
    } else {
      out += text.slice(*same);
      old = std::next(same);
    }
  }
  return out + "]";
}

std::vector<snapshot::MemberEdit> difference(const Value& before, const Value& after, const RawValue& object,
                                             const snapshot::ObjectText& text) {
  std::vector<snapshot::MemberEdit> edits;
  for (const auto& [name, value] : std::get<Value::Members>(after.data)) {
    const Value* old = find_member(before, name);
    if (old != nullptr && *old == value) {
      continue;
    }
    const RawValue* raw = snapshot::find_member(object, name);
    const auto* list = std::get_if<Value::List>(&value.data);
    const bool extends = list != nullptr && raw != nullptr && raw->kind == RawValue::Kind::list;
    edits.push_back({name, extends ? write_list(*list, *raw, text) : plan::write_value(value)});
  }
  for (const auto& [name, value] : std::get<Value::Members>(before.data)) {
    if (find_member(after, name) == nullptr) {
      edits.push_back({name, std::nullopt});
    }
  }
  return edits;
}

std::string to_line(const Value& object) {
  std::string line = "{";
  for (const auto& [name, value] : std::get<Value::Members>(object.data)) {
    line += line.size() > 1 ? "," : "";
    line += plan::write_value({name}) + ":" + plan::write_value(value);
  }
  return line + "}";
}

}  // namespace exeunt::apply
