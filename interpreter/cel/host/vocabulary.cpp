#include "interpreter/cel/host/vocabulary.h"

#include <fmt/format.h>

namespace exeunt::cel {

Value bad_argument(size_t position, const Type& wanted, const Value& argument) {
  // Objects have no text but their address.
  const bool shown = argument.kind() <= ValueKind::duration && argument.weight() <= 100;
  const std::string text = shown ? fmt::format(": {}", argument.text()) : "";
  return Value::error(
      fmt::format("argument {} is not the `{}` that the function takes{}", position + 1, wanted.display(), text));
}

Vocabulary::Vocabulary() : data_(std::make_shared<Data>()) {
  data_->structs = std::make_shared<Structs>();
  data_->environment.set_types(data_->structs);
}

Vocabulary::Vocabulary(const Vocabulary& other) : data_(std::make_shared<Data>(*other.data_)) {
  data_->structs = std::make_shared<Structs>(*other.data_->structs);
  data_->environment.set_types(data_->structs);
}

Vocabulary& Vocabulary::operator=(Vocabulary other) noexcept {
  std::swap(data_, other.data_);
  return *this;
}

uint32_t Vocabulary::declare_variable(std::string name, Type type) {
  const auto slot = static_cast<uint32_t>(data_->variables.size());
  data_->variables.push_back({type, Value::error(fmt::format("no value is bound to `{}`", name))});
  data_->environment.declare_variable(std::move(name), std::move(type), slot);
  return slot;
}

void Vocabulary::declare_function(std::string name, std::vector<Type> parameters, Type result, Function run,
                                  bool receiver) {
  const auto slot = static_cast<uint32_t>(data_->functions.size());
  std::vector<uint32_t> others;
  for (const Environment::Function* other : data_->environment.find_functions(name)) {
    if (other->receiver == receiver && other->parameters.size() == parameters.size()) {
      others.push_back(other->slot);
      data_->functions[other->slot].others.push_back(slot);
    }
  }
  data_->functions.push_back({parameters, std::move(run), std::move(others)});
  data_->environment.declare_function(std::move(name), std::move(parameters), std::move(result), slot, receiver);
}

void Vocabulary::function(std::string name, std::vector<Type> parameters, Type result, Function run) {
  declare_function(std::move(name), std::move(parameters), std::move(result), std::move(run), false);
}

void Vocabulary::method(std::string name, std::vector<Type> parameters, Type result, Function run) {
  declare_function(std::move(name), std::move(parameters), std::move(result), std::move(run), true);
}

void Vocabulary::set_container(std::string container) { data_->environment.set_container(std::move(container)); }

}  // namespace exeunt::cel
