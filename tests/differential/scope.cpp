#include "tests/differential/scope.h"

namespace exeunt::differential {

void Scope::add(const std::string& name, const Type& type) {
  constexpr int fields_after_fields = 2;
  add(Path{name, type, false, false}, fields_after_fields);
}

void Scope::add(const Path& path, int depth) {
  paths_.push_back(path);
  if (path.type.base != Base::reference || path.type.is_list) {
    return;
  }
  paths_.push_back({path.text + ".id", Type::of(Base::string), false, false});
  paths_.push_back({path.text + ".type", Type::of(Base::string), false, false});
  if (depth == 0 || path.type.is_any) {
    return;
  }
  for (const Field& field : common_fields(*shape_, path.type.targets)) {
    add(Path{path.text + "." + field.name, field.type, true, !field.is_late}, depth - 1);
  }
}

void Scope::add_account() {
  for (std::size_t entity = 0; entity < shape_->entities.size(); ++entity) {
    const std::string& name = shape_->entities[entity].name;
    if (name == "account") {
      add("account", Type::to({entity}));
    } else {
      paths_.push_back({"all." + name, Type::to({entity}).list(), false, false});
    }
  }
}

}  // namespace exeunt::differential
