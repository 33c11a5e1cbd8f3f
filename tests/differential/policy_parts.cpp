// The model, outcomes and lets.
#include "tests/differential/policy_parts.h"

#include <algorithm>

#include "tests/differential/pools.h"

namespace exeunt::differential {

void Parts::make() {
  shape_ = make_shape(random_);
  make_model();
  make_outcomes();
  make_events();
  make_lets();
  make_rules();
}

void Parts::make_model() {
  for (std::size_t i = random_.below(3); i > 0; --i) {
    capabilities_.push_back(i == 1 ? "log-in" : "see-all");
    others.push_back("capability " + capabilities_.back() + (random_.one_in(2) ? " \"May do it\"" : "") + cites(4) + "\n");
  }
  for (const Enum& each : shape_.enums) {
    std::string values;
    for (const std::string& value : each.values) {
      values += (values.empty() ? " " : ", ") + value + (random_.one_in(3) ? " \"A " + value + " one\"" : "");
    }
    others.push_back("enum " + each.name + " {" + values + " }\n");
  }
  for (const Entity& entity : shape_.entities) {
    std::string out = "entity " + entity.name;
    if (random_.one_in(3)) {
      out += " \"The " + entity.name + "\" plural \"All the " + entity.name + "s\"";
    }
    if (entity.name == "user" && random_.one_in(2)) {
      out += " is std.user";
    }
    out += " {\n";
    for (const Field& field : entity.fields) {
      out += "  " + field.name + " " + text(shape_, field.type) + (field.role.empty() ? "" : " " + field.role) +
             (field.is_label ? " label" : "") + (field.is_derived ? " derived" : "") +
             (random_.one_in(8) ? " \"What it is\"" : "") + "\n";
    }
    others.push_back(out + "}\n");
  }
}

void Parts::make_outcomes() {
  for (std::size_t i = random_.below(4); i > 0; --i) {
    make_outcome(random_.below(shape_.entities.size()), i);
  }
}

void Parts::make_outcome(std::size_t entity, std::size_t number) {
  ast::Outcome outcome;
  outcome.name.text = "do-" + std::string(1, "abc"[number - 1]);
  std::string parameters;
  std::string writes;
  Scope scope(shape_);
  scope.add("subject", Type::to({0}));
  Type by = Type::to({0});
  by.is_nullable = true;
  scope.add("by", by);
  scope.add("at", Type::of(Base::timestamp));
  scope.add("object", Type::to({entity}));
  const bool is_late = random_.one_in(3);
  const auto add_parameter = [&](const std::string& name, const Type& type, bool has_default) {
    ast::Parameter parameter;
    parameter.name.text = name;
    ast::Type written;
    written.kind = type.base == Base::reference ? ast::Type::Kind::reference : ast::Type::Kind::named;
    written.any = type.is_any;
    written.nullable = type.is_nullable;
    written.name.text = text(shape_, type);
    for (const std::size_t target : type.targets) {
      written.targets.push_back({shape_.entities[target].name, {}});
    }
    parameter.type = written;
    parameters += (parameters.empty() ? "(" : ", ") + name + ": " + text(shape_, type);
    if (has_default) {
      Scope nothing(shape_);
      const std::string value = expressions(nothing).value(type, 0).value_or("null");
      parameter.default_value = ast::Expression{value, {}, {}};
      parameters += " = " + value;
    }
    outcome.parameters.push_back(parameter);
    scope.add(name, type);
  };
  if (random_.one_in(2)) {
    Type to = Type::to({0});
    to.is_nullable = random_.one_in(2);
    add_parameter("to", to, false);
  }
  if (random_.one_in(2)) {
    static const Base bases[] = {Base::string, Base::int64, Base::boolean, Base::timestamp, Base::duration, Base::float64};
    add_parameter("how", Type::of(random_.pick(bases)), random_.one_in(2));
  }
  const bool erases = random_.one_in(6);
  std::vector<std::string> fields;
  if (erases) {
    writes += "  erase\n";
  } else {
    for (const Field& field : shape_.entities[entity].fields) {
      if (field.is_late != is_late || !random_.one_in(3)) {
        continue;
      }
      const std::size_t length = writes.size();
      if (field.type.is_list && random_.one_in(2)) {
        if (const auto value = expressions(scope).value(field.type.element(), 1)) {
          const bool adds = random_.one_in(2);
          writes += std::string(adds ? "  add " : "  remove ") + *value + (adds ? " to " : " from ") + field.name + "\n";
        }
      } else if (field.type.is_nullable && random_.one_in(3)) {
        writes += "  clear " + field.name + "\n";
      } else if (const auto value = expressions(scope).value(field.type, 1)) {
        writes += "  set " + field.name + " = " + *value + "\n";
      }
      if (writes.size() != length) {
        fields.push_back(field.name);
      }
    }
  }
  if (random_.one_in(4)) {
    const std::size_t made = random_.below(shape_.entities.size());
    std::string members;
    bool is_whole = shape_.entities[made].name != "account";
    for (const Field& field : shape_.entities[made].fields) {
      const auto value = field.type.is_nullable && random_.one_in(2) ? std::optional<std::string>()
                                                                      : expressions(scope).value(field.type, 1);
      is_whole = is_whole && (value || field.type.is_nullable);
      members += value ? "    " + field.name + " = " + *value + "\n" : "";
    }
    writes += is_whole ? "  create " + shape_.entities[made].name + " {\n" + members + "  }\n" : "";
  }
  if (!capabilities_.empty() && random_.one_in(3)) {
    writes += std::string(random_.one_in(2) ? "  grant " : "  revoke ") + random_.pick(capabilities_) + "\n";
  }
  std::string title;
  if (!random_.one_in(4)) {
    Scope words(shape_);
    for (const ast::Parameter& each : outcome.parameters) {
      words.add(each.name.text, each.name.text == "to" ? Type::to({0}) : Type::of(Base::string));
    }
    title = " \"is done" + (outcome.parameters.empty() ? std::string() : " {" + outcome.parameters[0].name.text + "}") + "\"";
  }
  static const std::vector<std::string> classes = {"transferred", "disabled", "erased", "unassigned", "odd"};
  const std::string class_name = random_.pick(classes);
  if (class_name == "odd" && std::none_of(others.begin(), others.end(), [](const std::string& each) {
        return each.starts_with("class odd");
      })) {
    others.push_back("class odd \"Is odd\" severity 30 scheduled odd-later\n");
    others.push_back("class odd-later\n");
  }
  others.push_back("outcome " + outcome.name.text + parameters + (parameters.empty() ? "" : ")") + title + " {\n  class " +
                   class_name + "\n" + (random_.one_in(2) ? "  reversible\n" : "  irreversible\n") +
                   (random_.one_in(4) ? "  note \"As they say.\"\n" : "") + writes + "}\n");
  own_verbs_.push_back({outcome, shape_.entities[entity].name, erases, is_late, fields});
}

void Parts::make_lets() {
  for (std::size_t i = random_.below(5); i > 0; --i) {
    make_let(i);
  }
}

std::string Parts::make_lookup(bool is_first, std::size_t entity, Scope& scope) {
  const std::string name = shape_.entities[entity].name;
  const bool has_alias = random_.one_in(2);
  const std::string variable = has_alias ? "c" : name;
  std::string out = std::string(is_first ? "first " : "all ") + name + (has_alias ? " c" : "");
  scope.add(variable, Type::to({entity}));
  if (!random_.one_in(6)) {
    std::string key;
    // A reference that is the parameter, or the leaver: an index answers it.
    for (const Field& field : shape_.entities[entity].fields) {
      if (field.type.base == Base::reference && random_.one_in(2)) {
        Type wanted = Type::to(field.type.targets);
        wanted.is_nullable = random_.one_in(3);
        if (const auto other = expressions(scope).path(wanted)) {
          key = field.type.is_list ? *other + " in " + variable + "." + field.name
                                   : variable + "." + field.name + " == " + *other;
        }
      }
    }
    const std::string rest = key.empty() || random_.one_in(2) ? expressions(scope).condition(2) : "";
    out += "\n  where " + (key.empty() ? rest : rest.empty() ? key : key + " && (" + rest + ")");
  }
  if (is_first || random_.one_in(2)) {
    std::string keys;
    for (const Field& field : shape_.entities[entity].fields) {
      const bool has_order = !field.type.is_list && field.type.base != Base::reference;
      if (has_order && random_.one_in(3)) {
        keys += (keys.empty() ? "" : ", ") + variable + "." + field.name +
                (random_.one_in(3) ? " desc" : random_.one_in(4) ? " asc" : "");
      }
    }
    out += keys.empty() ? "" : "\n  by " + keys;
  }
  return out;
}

void Parts::make_let(std::size_t number) {
  const std::string name = "let" + std::to_string(number);
  Scope scope = request_scope(nullptr, true);
  scope.may_plan = false;
  std::string parameters;
  std::vector<Type> types;
  if (random_.one_in(2)) {
    const bool is_object = !random_.one_in(4);
    const std::size_t entity = random_.one_in(2) ? 0 : random_.below(shape_.entities.size());
    const Type type = is_object ? Type::to({entity}) : Type::of(random_.one_in(2) ? Base::string : Base::int64);
    const std::string word = is_object ? shape_.entities[entity].name : text(shape_, type);
    parameters = "(p: " + word + ")";
    types.push_back(type);
    scope.add("p", type);
  }
  const std::size_t entity = random_.below(shape_.entities.size());
  const bool is_account = shape_.entities[entity].name == "account";
  std::string value;
  Type result;
  switch (is_account ? 2 : random_.below(4)) {
    case 0:
      value = make_lookup(true, entity, scope);
      result = Type::to({entity});
      result.is_nullable = true;
      break;
    case 1:
      value = make_lookup(false, entity, scope);
      result = Type::to({entity}).list();
      break;
    default: {
      static const Base bases[] = {Base::boolean, Base::boolean, Base::int64, Base::string, Base::float64, Base::timestamp};
      result = Type::of(random_.pick(bases));
      scope.may_plan = types.empty() && random_.one_in(4);
      value = expressions(scope).value(result, 3).value_or("true");
    }
  }
  others.push_back("let " + name + parameters + " = " + value + "\n");
  const bool is_late = value.find("planned(") != std::string::npos || value.find("erased(") != std::string::npos ||
                       std::any_of(late_values_.begin(), late_values_.end(), [&](const Path& each) {
                         return value.find(each.text) != std::string::npos;
                       });
  if (is_late) {
    late_values_.push_back({name, result, false, false});
  } else if (types.empty()) {
    let_values_.push_back({name, result, false, false});
  } else {
    let_calls_.push_back({name, types, result});
  }
}

Scope Parts::request_scope(const Event* event, bool has_lets) {
  Scope scope(shape_);
  scope.add_account();
  if (has_lets) {
    for (const Path& each : let_values_) {
      scope.add(each.text, each.type);
    }
    for (const Function& each : let_calls_) {
      scope.add(each);
    }
  }
  scope.add("at", Type::of(Base::timestamp));
  Type by = Type::to({0});
  by.is_nullable = true;
  scope.add("by", by);
  if (event != nullptr) {
    for (const auto& [name, type] : event->arguments) {
      scope.add("args." + name, type);
    }
  }
  std::vector<std::size_t> subjects;
  for (const Event& each : events_) {
    subjects.push_back(each.subject);
  }
  if (event != nullptr) {
    subjects = {event->subject};
  }
  std::sort(subjects.begin(), subjects.end());
  subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
  scope.add("subject", Type::to(subjects));
  return scope;
}

std::string Parts::cites(std::size_t one_in) {
  static const std::vector<std::string> facts = {"f.a", "f.b", "f.a, f.c", "f.c"};
  return random_.one_in(one_in) ? "\n  cite " + random_.pick(facts) : "";
}

}  // namespace exeunt::differential
