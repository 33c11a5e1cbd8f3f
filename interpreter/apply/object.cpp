#include "interpreter/apply/object.h"

#include <algorithm>

#include "interpreter/plan/json.h"

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

static bool set(Value& object, const std::string& field, const Value& to) {
  if (Value* member = find(object, field)) {
    const bool differs = *member != to;
    *member = to;
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
  if (elements == nullptr || std::find(elements->begin(), elements->end(), write.to) != elements->end()) {
    return false;
  }
  elements->push_back(write.to);
  return true;
}

static bool remove(Value& object, const plan::Write& write) {
  Value* member = find(object, write.field);
  auto* elements = member == nullptr ? nullptr : std::get_if<Value::List>(&member->data);
  return elements != nullptr && std::erase(*elements, write.to) != 0;
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
