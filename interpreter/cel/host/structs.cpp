#include "interpreter/cel/host/structs.h"

namespace exeunt::cel {

void Structs::add_class(std::string name, ObjectTypeId id) {
  classes_[id].name = name;
  by_name_.insert_or_assign(std::move(name), id);
}

void Structs::add_field(ObjectTypeId owner, std::string name, Type type, Getter get) {
  classes_[owner].members.insert_or_assign(std::move(name), static_cast<int32_t>(members_.size()));
  members_.push_back({owner, std::move(type), std::move(get)});
}

std::optional<Value> Structs::get(ObjectHandle object, std::string_view name, int32_t index) const {
  const ObjectTypeId owner = object_type(object);
  // A host may have bound an object of another class than it declared.
  if (index < 0 || static_cast<size_t>(index) >= members_.size() || members_[static_cast<size_t>(index)].owner != owner) {
    const auto found = classes_.find(owner);
    if (found == classes_.end()) {
      return std::nullopt;
    }
    const auto member = found->second.members.find(name);
    if (member == found->second.members.end()) {
      return std::nullopt;
    }
    index = member->second;
  }
  return members_[static_cast<size_t>(index)].get(object_address(object));
}

std::string_view Structs::class_name(ObjectHandle object) const {
  const auto found = classes_.find(object_type(object));
  return found == classes_.end() ? std::string_view() : found->second.name;
}

const Structs::Class* Structs::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &classes_.at(found->second);
}

bool Structs::has_type(std::string_view object_type) const { return find(object_type) != nullptr; }

std::optional<TypeProvider::Field> Structs::find_field(std::string_view object_type, std::string_view field) const {
  const Class* owner = find(object_type);
  if (owner == nullptr) {
    return std::nullopt;
  }
  const auto member = owner->members.find(field);
  if (member == owner->members.end()) {
    return std::nullopt;
  }
  return Field{members_[static_cast<size_t>(member->second)].type, member->second};
}

std::vector<std::string> Structs::field_names(std::string_view object_type) const {
  std::vector<std::string> out;
  if (const Class* owner = find(object_type)) {
    for (const auto& [name, index] : owner->members) {
      out.push_back(name);
    }
  }
  return out;
}

}  // namespace exeunt::cel
