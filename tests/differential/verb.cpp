#include "tests/differential/verb.h"

#include <algorithm>

namespace exeunt::differential {

namespace {

using ast::Parameter;
using ast::Write;

/// What is written to the field that a parameter names.
const Write* write_to(const ast::Outcome& outcome, const std::string& parameter) {
  for (const Write& write : outcome.writes) {
    if (write.target && write.target->text == parameter) {
      return &write;
    }
  }
  return nullptr;
}

const Parameter* find_parameter(const ast::Outcome& outcome, const std::string& name) {
  const auto found = std::find_if(outcome.parameters.begin(), outcome.parameters.end(),
                                  [&](const Parameter& each) { return each.name.text == name; });
  return found == outcome.parameters.end() ? nullptr : &*found;
}

Type type_of(const Shape& shape, const ast::Type& type) {
  if (type.kind == ast::Type::Kind::list) {
    Type out = type_of(shape, type.element[0]).list();
    out.is_nullable = type.nullable;
    return out;
  }
  Type out = Type::of(Base::string);
  if (type.kind == ast::Type::Kind::reference) {
    out = Type::to({});
    out.is_any = type.any;
    for (std::size_t i = 0; i < shape.entities.size(); ++i) {
      const bool is_target = std::any_of(type.targets.begin(), type.targets.end(), [&](const ast::Name& each) {
        return each.text == shape.entities[i].name;
      });
      if (type.any || is_target) {
        out.targets.push_back(i);
      }
    }
  } else if (type.name.text == "int") {
    out.base = Base::int64;
  } else if (type.name.text == "bool") {
    out.base = Base::boolean;
  } else if (type.name.text == "double") {
    out.base = Base::float64;
  } else if (type.name.text == "timestamp") {
    out.base = Base::timestamp;
  } else if (type.name.text == "duration") {
    out.base = Base::duration;
  }
  out.is_nullable = type.nullable;
  return out;
}

class User {
 public:
  User(const Verb& verb, const Use& use, Random& random, Expressions& expressions)
      : verb_(verb), outcome_(verb.outcome), use_(use), random_(random), expressions_(expressions) {}

  std::optional<std::string> run() {
    const std::vector<std::string>& taken = *use_.written;
    if (std::any_of(verb_.fields.begin(), verb_.fields.end(), [&](const std::string& field) {
          return std::find(taken.begin(), taken.end(), field) != taken.end();
        })) {
      return std::nullopt;
    }
    for (const Parameter& parameter : outcome_.parameters) {
      if (parameter.kind == Parameter::Kind::field && !choose_field(parameter)) {
        return std::nullopt;
      }
    }
    std::string out;
    bool named = false;
    for (const Parameter& parameter : outcome_.parameters) {
      const bool has_default = parameter.default_value || parameter.default_role;
      const bool may_be_left = parameter.kind != Parameter::Kind::field || is_only_of_role(parameter);
      if (has_default && may_be_left && random_.one_in(2)) {
        named = true;  // what follows has to say which it is
        continue;
      }
      const auto argument = this->argument(parameter);
      if (!argument) {
        return std::nullopt;
      }
      named = named || random_.one_in(6);
      out += (out.empty() ? "" : ", ") + (named ? parameter.name.text + ": " : "") + *argument;
    }
    use_.written->insert(use_.written->end(), verb_.fields.begin(), verb_.fields.end());
    for (const auto& [name, field] : fields_) {
      use_.written->push_back(field.name);
    }
    return outcome_.name.text + (out.empty() ? "" : "(" + out + ")");
  }

 private:
  bool choose_field(const Parameter& parameter) {
    const Write* const write = write_to(outcome_, parameter.name.text);
    if (write == nullptr) {
      return false;
    }
    std::vector<Field> fitting;
    for (const Field& field : common_fields(*use_.shape, use_.entities)) {
      const bool is_taken =
          std::find(use_.written->begin(), use_.written->end(), field.name) != use_.written->end() ||
          std::any_of(fields_.begin(), fields_.end(), [&](const auto& each) { return each.second.name == field.name; });
      if (!is_taken && field.is_late == use_.writes_late && fits(*write, field)) {
        fitting.push_back(field);
      }
    }
    if (fitting.empty()) {
      return false;
    }
    fields_.emplace_back(parameter.name.text, random_.pick(fitting));
    return true;
  }

  bool fits(const Write& write, const Field& field) const {
    const Type& type = field.type;
    switch (write.op) {
      case Write::Op::clear:
        return type.is_nullable;
      case Write::Op::add:
      case Write::Op::remove:
        return type.is_list && (type.base == Base::reference || !is_reference(write));
      case Write::Op::set: {
        const Parameter* const from = find_parameter(outcome_, write.value->text);
        if (from == nullptr) {
          return type.base == Base::boolean && !type.is_list;
        }
        if (from->kind == Parameter::Kind::value) {
          return true;
        }
        const Type given = type_of(*use_.shape, *from->type);
        return type.base == given.base && type.is_list == given.is_list;
      }
      default:
        return false;
    }
  }

  bool is_reference(const Write& write) const {
    const Parameter* const from = find_parameter(outcome_, write.value->text);
    return from != nullptr && from->type && from->type->kind == ast::Type::Kind::reference;
  }

  bool is_only_of_role(const Parameter& parameter) const {
    if (!parameter.default_role) {
      return false;
    }
    std::string only;
    for (const Field& field : common_fields(*use_.shape, use_.entities)) {
      if (field.role == parameter.default_role->text) {
        if (!only.empty()) {
          return false;
        }
        only = field.name;
      }
    }
    return only == field_of(parameter.name.text)->name;
  }

  const Field* field_of(const std::string& parameter) const {
    for (const auto& [name, field] : fields_) {
      if (name == parameter) {
        return &field;
      }
    }
    return nullptr;
  }

  std::optional<std::string> argument(const Parameter& parameter) {
    switch (parameter.kind) {
      case Parameter::Kind::field:
        return field_of(parameter.name.text)->name;
      case Parameter::Kind::capability:
        return use_.capabilities.empty() ? std::nullopt : std::optional(random_.pick(use_.capabilities));
      case Parameter::Kind::typed:
      case Parameter::Kind::value:
        return expressions_.value(wanted(parameter), 1 + static_cast<int>(random_.below(2)));
    }
    return std::nullopt;
  }

  /// What the field takes that it is written to; else what the parameter says.
  Type wanted(const Parameter& parameter) const {
    for (const Write& write : outcome_.writes) {
      const Field* const field = write.target ? field_of(write.target->text) : nullptr;
      if (field != nullptr && write.value && write.value->text == parameter.name.text) {
        Type out = write.op == Write::Op::set ? field->type : field->type.element();
        out.is_nullable = out.is_nullable && (!parameter.type || parameter.type->nullable);
        return out;
      }
    }
    return parameter.type ? type_of(*use_.shape, *parameter.type) : Type::of(Base::string);
  }

  const Verb& verb_;
  const ast::Outcome& outcome_;
  const Use& use_;
  Random& random_;
  Expressions& expressions_;
  std::vector<std::pair<std::string, Field>> fields_;  ///< by parameter
};

}  // namespace

std::vector<Verb> verbs_of(const std::vector<ast::File>& modules) {
  std::vector<Verb> out;
  for (const ast::File& file : modules) {
    for (const ast::Declaration& each : file.declarations) {
      if (const auto* const outcome = std::get_if<ast::Outcome>(&each.body)) {
        const bool erases = std::any_of(outcome->writes.begin(), outcome->writes.end(),
                                        [](const Write& write) { return write.op == Write::Op::erase; });
        out.push_back({*outcome, {}, erases, false, {}});
      }
    }
  }
  return out;
}

std::optional<std::string> use_verb(const Verb& verb, const Use& use, Random& random, Expressions& expressions) {
  return User(verb, use, random, expressions).run();
}

}  // namespace exeunt::differential
