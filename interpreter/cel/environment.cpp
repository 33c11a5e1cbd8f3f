#include <map>
#include <set>

#include "interpreter/cel/check.h"

namespace exeunt::cel {

struct Environment::Data {
  std::shared_ptr<const TypeProvider> types;
  std::string container;
  std::map<std::string, Variable, std::less<>> variables;
  std::map<std::string, std::vector<Function>, std::less<>> functions;
  /// What the environment was extended from, with all it declares: a scope of one name more does not copy the others.
  std::shared_ptr<const Data> base;
  int layers = 1;  ///< this and those below
};

/// All layers in one.
template <typename Data>
static std::shared_ptr<Data> flattened(const Data& data) {
  auto out = data.base ? flattened(*data.base) : std::make_shared<Data>();
  for (const auto& [name, variable] : data.variables) {
    out->variables.insert_or_assign(name, variable);
  }
  for (const auto& [name, functions] : data.functions) {
    auto& all = out->functions[name];
    all.insert(all.end(), functions.begin(), functions.end());
  }
  return out;
}

Environment::Environment() {
  static const auto empty = std::make_shared<Data>();
  data_ = empty;
}

Environment::Data& Environment::own() {
  constexpr int max_layers = 8;  // whoever extends an environment over and over does not look through all it was
  // `empty` above is always shared, so that it is never written to.
  if (data_.use_count() == 1) {
    return *data_;
  }
  std::shared_ptr<Data> own;
  if (data_->layers < max_layers) {
    own = std::make_shared<Data>();
    own->layers = data_->layers + 1;
    own->base = data_;
  } else {
    own = flattened(*data_);
  }
  own->types = data_->types;
  own->container = data_->container;
  data_ = std::move(own);
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
  std::set<std::string> names;
  for (const Data* data = data_.get(); data != nullptr; data = data->base.get()) {
    for (const auto& [name, variable] : data->variables) {
      names.insert(name);
    }
  }
  return {names.begin(), names.end()};
}

std::vector<std::string> Environment::function_names() const {
  std::set<std::string> names;
  for (const Data* data = data_.get(); data != nullptr; data = data->base.get()) {
    for (const auto& [name, functions] : data->functions) {
      names.insert(name);
    }
  }
  return {names.begin(), names.end()};
}

const Environment::Variable* Environment::find_variable(std::string_view name) const {
  for (const Data* data = data_.get(); data != nullptr; data = data->base.get()) {
    const auto found = data->variables.find(name);
    if (found != data->variables.end()) {
      return &found->second;
    }
  }
  return nullptr;
}

bool Environment::has_function(std::string_view name) const {
  const Data* data = data_.get();
  while (data != nullptr && data->functions.find(name) == data->functions.end()) {
    data = data->base.get();
  }
  return data != nullptr;
}

std::vector<const Environment::Function*> Environment::find_functions(std::string_view name) const {
  std::vector<const Function*> out;
  for (const Data* data = data_.get(); data != nullptr; data = data->base.get()) {
    const auto found = data->functions.find(name);
    if (found != data->functions.end()) {
      // Those of the base come first, as they were declared.
      std::vector<const Function*> own;
      for (const Function& function : found->second) {
        own.push_back(&function);
      }
      out.insert(out.begin(), own.begin(), own.end());
    }
  }
  return out;
}

}  // namespace exeunt::cel
