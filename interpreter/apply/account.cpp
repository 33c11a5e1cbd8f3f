#include "interpreter/apply/account.h"

#include <utility>

namespace exeunt::apply {

Account::Account(std::vector<plan::Value> objects) {
  for (plan::Value& object : objects) {
    if (std::string name = name_of(object); !name.empty()) {
      positions_.emplace(std::move(name), objects_.size());
    }
    objects_.push_back(std::move(object));
  }
}

const plan::Value* Account::find(const std::string& name) const {
  const auto found = positions_.find(name);
  return found == positions_.end() || !objects_[found->second] ? nullptr : &*objects_[found->second];
}

std::vector<plan::Value> Account::objects() const {
  std::vector<plan::Value> present;
  for (const auto& object : objects_) {
    if (object) {
      present.push_back(*object);
    }
  }
  return present;
}

bool Account::carry_out(const plan::Change& change) {
  const auto found = positions_.find(change.object);
  if (found == positions_.end() || !objects_[found->second]) {
    return false;
  }
  std::optional<plan::Value>& object = objects_[found->second];
  Effect effect = apply::carry_out(*object, change);
  if (effect.erased) {
    object.reset();
  }
  for (plan::Value& created : effect.created) {
    create(std::move(created));
  }
  return true;
}

// What was created and has been erased since stays erased: whoever applies a plan twice does not want it back.
void Account::create(plan::Value object) {
  if (positions_.emplace(name_of(object), objects_.size()).second) {
    objects_.push_back(std::move(object));
  }
}

}  // namespace exeunt::apply
