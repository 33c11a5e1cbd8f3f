#include "interpreter/cel/host/bindings.h"

#include <fmt/format.h>

#include "interpreter/cel/evaluation.h"

namespace exeunt::cel {

Value VocabularyActivation::field(ObjectHandle object, std::string_view name, int32_t index) const {
  std::optional<Value> value = data_->structs->get(object, name, index);
  return value ? *std::move(value) : Activation::field(object, name, index);
}

std::string VocabularyActivation::type_name(ObjectHandle object) const {
  const std::string_view name = data_->structs->class_name(object);
  return name.empty() ? Activation::type_name(object) : std::string(name);
}

Value VocabularyActivation::call(uint32_t slot, std::span<const Value> arguments) const {
  return slot < data_->functions.size() ? data_->functions[slot](arguments) : Activation::call(slot, arguments);
}

Bindings::Bindings(const Vocabulary& vocabulary) : VocabularyActivation(vocabulary) { clear(); }

void Bindings::clear() {
  values_.clear();
  providers_.clear();
  for (const auto& declared : data().variables) {
    values_.push_back(declared.unbound);
  }
}

Value Bindings::variable(uint32_t slot) const {
  if (slot < providers_.size() && providers_[slot]) {
    return providers_[slot]();
  }
  if (slot < values_.size()) {
    return values_[slot];
  }
  return slot < data().variables.size() ? data().variables[slot].unbound
                                        : Value::error("the variable is not of the vocabulary that values are bound to");
}

void Bindings::grow(uint32_t slot) {
  const auto& variables = data().variables;
  while (values_.size() <= slot) {
    values_.push_back(values_.size() < variables.size() ? variables[values_.size()].unbound : Value());
  }
}

void Bindings::put(uint32_t slot, Value value) {
  if (slot >= values_.size()) {
    grow(slot);
  }
  values_[slot] = std::move(value);
  if (slot < providers_.size()) {
    providers_[slot] = nullptr;
  }
}

void Bindings::put_provider(uint32_t slot, std::function<Value()> provider) {
  if (slot >= providers_.size()) {
    providers_.resize(slot + 1);
  }
  providers_[slot] = std::move(provider);
}

void Bindings::put_checked(uint32_t slot, Value value) {
  const auto& variables = data().variables;
  const bool known = slot < variables.size() && !value.is_unknown() && !value.is_error();
  if (known && !library::accepts(variables[slot].type, value)) {
    value = Value::error(fmt::format("the variable is declared as `{}`, and a `{}` is bound to it",
                                     variables[slot].type.display(), type_of(value).text()));
  }
  put(slot, std::move(value));
}

bool Bindings::set(std::string_view name, Value value) {
  const Environment::Variable* variable = data().environment.find_variable(name);
  if (variable == nullptr) {
    return false;
  }
  put_checked(variable->slot, std::move(value));
  return true;
}

}  // namespace exeunt::cel
