#include "interpreter/cel/host/bindings.h"

#include <fmt/format.h>

#include <algorithm>

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

/// Whether the value is of the type through and through. The evaluator tells kinds apart, but neither the classes of objects
/// nor what is in a list.
static bool fits(const Type& type, const Value& value, const Structs& structs) {
  if (type.kind() == TypeKind::nullable) {
    return value.is_null() || fits(type.without_null(), value, structs);
  }
  if (!library::accepts(type, value)) {
    return false;
  }
  switch (type.kind()) {
    case TypeKind::object: return structs.class_name(value.object_value()) == type.name();
    case TypeKind::list:
      return std::ranges::all_of(value.list_value(), [&](const Value& element) {
        return fits(type.parameters()[0], element, structs);
      });
    case TypeKind::map:
      return std::ranges::all_of(value.map_value(), [&](const auto& entry) {
        return fits(type.parameters()[0], entry.first, structs) && fits(type.parameters()[1], entry.second, structs);
      });
    default: return true;
  }
}

Value VocabularyActivation::call(uint32_t slot, std::span<const Value> arguments) const {
  const auto& functions = data_->functions;
  if (slot >= functions.size()) {
    return Activation::call(slot, arguments);
  }
  const auto takes = [&](const Vocabulary::Data::Overload& function) {
    return std::ranges::equal(function.parameters, arguments, [&](const Type& type, const Value& value) {
      return fits(type, value, *data_->structs);
    });
  };
  if (!functions[slot].others.empty() && !takes(functions[slot])) {
    for (const uint32_t other : functions[slot].others) {
      if (takes(functions[other])) {
        return functions[other].run(arguments);
      }
    }
  }
  return functions[slot].run(arguments);
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
  grow(slot);
  values_[slot] = Value::error("the variable has a provider");
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
