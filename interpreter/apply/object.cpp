#include "interpreter/apply/object.h"

#include <algorithm>
#include <optional>
#include <type_traits>

#include "interpreter/cel/value.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/time.h"

namespace exeunt::apply {

using plan::Op;
using plan::Value;

static Value* find(Value& object, std::string_view name) {
  return const_cast<Value*>(find_member(object, name));
}

const Value* find_member(const Value& object, std::string_view name) {
  const auto* members = std::get_if<Value::Members>(&object.data);
  if (members == nullptr) {
    return nullptr;
  }
  const auto found =
      std::find_if(members->rbegin(), members->rend(), [name](const auto& member) { return member.first == name; });
  return found == members->rend() ? nullptr : &found->second;
}

std::string name_of(const Value& object) {
  const Value* type = find_member(object, "type");
  const Value* id = find_member(object, "id");
  if (type == nullptr || id == nullptr || !std::holds_alternative<std::string>(type->data)) {
    return "";
  }
  const auto* text = std::get_if<std::string>(&id->data);
  return std::get<std::string>(type->data) + ":" + (text != nullptr ? *text : plan::write_value(*id));
}

static bool same_number(const Value& a, const Value& b) {
  const auto as_double = [](const auto& data) -> std::optional<double> {
    if constexpr (std::is_arithmetic_v<std::decay_t<decltype(data)>> &&
                  !std::is_same_v<std::decay_t<decltype(data)>, bool>) {
      return static_cast<double>(data);
    } else {
      return std::nullopt;
    }
  };
  const std::optional<double> x = std::visit(as_double, a.data);
  const std::optional<double> y = std::visit(as_double, b.data);
  // Integers of one type have been compared exactly.
  return x && y && a.data.index() != b.data.index() && *x == *y;
}

static bool same_text(const std::string& a, const std::string& b) {
  const auto time = [](const std::string& text) {
    constexpr std::size_t date_size = 10;
    return plan::parse_moment(text.size() == date_size ? text + "T00:00:00Z" : text);
  };
  const auto begins_like_a_number = [](const std::string& text) {
    return !text.empty() && (text[0] == '-' || (text[0] >= '0' && text[0] <= '9'));
  };
  if (!begins_like_a_number(a) || !begins_like_a_number(b)) {
    return false;
  }
  if (const auto x = time(a), y = time(b); x && y) {
    return *x == *y;
  }
  cel::Duration x;
  cel::Duration y;
  return cel::parse_duration(a, x) && cel::parse_duration(b, y) && x == y;
}

bool same_value(const Value& a, const Value& b) {
  if (a == b || same_number(a, b)) {
    return true;
  }
  if (a.data.index() != b.data.index()) {
    return false;
  }
  if (const auto* text = std::get_if<std::string>(&a.data)) {
    return same_text(*text, std::get<std::string>(b.data));
  }
  if (const auto* list = std::get_if<Value::List>(&a.data)) {
    const auto& other = std::get<Value::List>(b.data);
    return std::equal(list->begin(), list->end(), other.begin(), other.end(), same_value);
  }
  return false;
}

static bool set(Value& object, const std::string& field, const Value& to) {
  if (Value* member = find(object, field)) {
    const bool differs = !same_value(*member, to);
    if (differs) {
      *member = to;
    }
    return differs;
  }
  std::get<Value::Members>(object.data).emplace_back(field, to);
  return true;
}

/// The list to add to: a field that is absent or null holds none yet.
static Value::List* list(Value& object, const plan::Write& write) {
  Value* member = find(object, write.field);
  if (member == nullptr || std::holds_alternative<std::nullptr_t>(member->data)) {
    const bool known = std::holds_alternative<Value::List>(write.from.data);
    set(object, write.field, known ? write.from : Value{Value::List{}});
    member = find(object, write.field);
  }
  return std::get_if<Value::List>(&member->data);
}

static bool add(Value& object, const plan::Write& write) {
  Value::List* elements = list(object, write);
  const auto is_it = [&write](const Value& each) { return same_value(each, write.to); };
  if (elements == nullptr || std::any_of(elements->begin(), elements->end(), is_it)) {
    return false;
  }
  elements->push_back(write.to);
  return true;
}

static bool remove(Value& object, const plan::Write& write) {
  Value* member = find(object, write.field);
  auto* elements = member == nullptr ? nullptr : std::get_if<Value::List>(&member->data);
  const auto is_it = [&write](const Value& each) { return same_value(each, write.to); };
  return elements != nullptr && std::erase_if(*elements, is_it) != 0;
}

Effect carry_out(Value& object, const plan::Change& change) {
  Effect effect;
  if (!std::holds_alternative<Value::Members>(object.data)) {
    return effect;
  }
  for (const plan::Write& write : change.writes) {
    switch (write.op) {
      case Op::set:
        effect.changed |= set(object, write.field, write.to);
        break;
      case Op::clear:
        effect.changed |= set(object, write.field, Value{});
        break;
      case Op::add:
        effect.changed |= add(object, write);
        break;
      case Op::remove:
        effect.changed |= remove(object, write);
        break;
      case Op::erase:
        effect.erased = true;
        break;
      case Op::create:
        effect.created.push_back(write.to);
        break;
    }
  }
  effect.changed |= effect.erased;
  return effect;
}

}  // namespace exeunt::apply
