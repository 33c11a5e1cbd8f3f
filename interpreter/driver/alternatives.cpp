#include "interpreter/driver/alternatives.h"

#include <algorithm>

namespace exeunt::driver {

namespace {

std::vector<std::string> others(const std::set<std::string>& names, const std::string& used) {
  std::vector<std::string> others(names.begin(), names.end());
  std::erase(others, used);
  return others;
}

std::vector<std::string> texts(const std::vector<ast::Name>& names) {
  std::vector<std::string> texts;
  for (const ast::Name& name : names) {
    texts.push_back(name.text);
  }
  return texts;
}

}  // namespace

Alternatives::Alternatives(const pack::Pack& pack) {
  add(pack.modules);
  add(pack.files);
  for (const bool writes : {false, true}) {
    for (const auto& [name, outcome] : outcomes_) {
      if (outcome->parameters.empty() && outcome->writes.empty() != writes) {
        as_they_stand_.push_back(name);
      }
    }
  }
}

void Alternatives::add(const std::vector<ast::File>& files) {
  for (const ast::File& file : files) {
    for (const ast::Declaration& declaration : file.declarations) {
      if (const auto* outcome = std::get_if<ast::Outcome>(&declaration.body)) {
        outcomes_[outcome->name.text] = outcome;
      } else if (const auto* capability = std::get_if<ast::Capability>(&declaration.body)) {
        capabilities_.insert(capability->name.text);
      } else if (const auto* named = std::get_if<ast::Enum>(&declaration.body)) {
        std::vector<std::string>& values = enums_.emplace_back();
        for (const ast::EnumValue& value : named->values) {
          values.push_back(value.name.text);
        }
      } else if (const auto* entity = std::get_if<ast::Entity>(&declaration.body)) {
        for (const ast::Field& field : entity->fields) {
          fields_.insert(field.name.text);
          enums_.push_back(texts(field.type.values));
        }
      }
    }
  }
}

std::vector<std::string> Alternatives::outcomes(const std::string& used) const {
  std::vector<std::string> others = as_they_stand_;
  std::erase(others, used);
  return others;
}

const ast::Parameter* Alternatives::find_parameter(const ast::Call& call, std::size_t argument) const {
  const auto outcome = outcomes_.find(call.outcome.text);
  if (outcome == outcomes_.end()) {
    return nullptr;
  }
  const std::vector<ast::Parameter>& parameters = outcome->second->parameters;
  const auto& name = call.arguments[argument].name;
  if (!name) {
    return argument < parameters.size() ? &parameters[argument] : nullptr;
  }
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const ast::Parameter& each) { return each.name.text == name->text; });
  return found == parameters.end() ? nullptr : &*found;
}

std::vector<std::string> Alternatives::arguments(const ast::Call& call, std::size_t argument) const {
  const ast::Parameter* parameter = find_parameter(call, argument);
  const std::string& used = call.arguments[argument].value.text;
  if (parameter == nullptr) {
    return {};
  }
  switch (parameter->kind) {
    case ast::Parameter::Kind::capability:
      return others(capabilities_, used);
    case ast::Parameter::Kind::field:
      return others(fields_, used);
    case ast::Parameter::Kind::typed:
    case ast::Parameter::Kind::value:
      return values(used);
  }
  return {};
}

std::vector<std::string> Alternatives::values(const std::string& used) const {
  if (used.empty() || used.front() == '"') {
    return {};
  }
  if (used.front() != '\'') {
    std::vector<std::string> values{"subject", "by", "[]", "null", "true", "false"};
    std::erase(values, used);
    return values;
  }
  std::set<std::string> values;
  for (const std::vector<std::string>& each : enums_) {
    if (std::find(each.begin(), each.end(), used.substr(1, used.size() - 2)) != each.end()) {
      for (const std::string& value : each) {
        values.insert("'" + value + "'");
      }
    }
  }
  return others(values, used);
}

}  // namespace exeunt::driver
