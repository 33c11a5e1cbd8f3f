#include <map>

#include "interpreter/cel/check.h"

namespace exeunt::cel {

struct Environment::Data {
  std::shared_ptr<const TypeProvider> types;
  std::string container;
  std::map<std::string, Variable, std::less<>> variables;
  std::map<std::string, std::vector<Function>, std::less<>> functions;
};

Environment::Environment() {
  static const auto empty = std::make_shared<Data>();
  data_ = empty;
}

Environment::Data& Environment::own() {
  // `empty` above is always shared, so that it is never written to.
  if (data_.use_count() != 1) {
    data_ = std::make_shared<Data>(*data_);
  }
  return *data_;
}

void Environment::set_types(std::shared_ptr<const TypeProvider> types) { own().types = std::move(types); }
void Environment::set_container(std::string container) { own().container = std::move(container); }

void Environment::declare_variable(std::string name, Type type, uint32_t slot) {
  Variable variable{name, std::move(type), slot};
  own().variables.insert_or_assign(std::move(name), std::move(variable));
}

void Environment::declare_function(std::string name, std::vector<Type> parameters, Type result, uint32_t slot,
                                   bool receiver) {
  own().functions[name].push_back({name, std::move(parameters), std::move(result), slot, receiver});
}

const TypeProvider* Environment::types() const { return data_->types.get(); }
const std::string& Environment::container() const { return data_->container; }

std::vector<std::string> Environment::variable_names() const {
  std::vector<std::string> out;
  for (const auto& [name, variable] : data_->variables) {
    out.push_back(name);
  }
  return out;
}

std::vector<std::string> Environment::function_names() const {
  std::vector<std::string> out;
  for (const auto& [name, functions] : data_->functions) {
    out.push_back(name);
  }
  return out;
}

const Environment::Variable* Environment::find_variable(std::string_view name) const {
  const auto found = data_->variables.find(name);
  return found == data_->variables.end() ? nullptr : &found->second;
}

bool Environment::has_function(std::string_view name) const {
  return data_->functions.find(name) != data_->functions.end();
}

std::vector<const Environment::Function*> Environment::find_functions(std::string_view name) const {
  std::vector<const Function*> out;
  const auto found = data_->functions.find(name);
  if (found != data_->functions.end()) {
    for (const Function& function : found->second) {
      out.push_back(&function);
    }
  }
  return out;
}

}  // namespace exeunt::cel
