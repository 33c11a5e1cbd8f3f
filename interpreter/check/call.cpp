#include "interpreter/check/call.h"

#include <algorithm>

#include "interpreter/check/name.h"
#include "interpreter/check/outcome.h"

namespace exeunt::check {

using ast::Parameter;
using ast::Write;
using diagnostic::Kind;

namespace {

/// A field or capability argument is a name. It was read as CEL, where `log-in` may be laid out as `log - in`.
std::string bare_name(const ast::Expression& expression) {
  std::string name = expression.text;
  std::erase_if(name, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
  return name;
}

bool has_default(const Parameter& parameter) {
  return parameter.default_value || parameter.default_role;
}

/// `transfer(to, field = ownership)`, for help.
std::string signature(const ast::Outcome& outcome) {
  std::string text = outcome.name.text + "(";
  for (std::size_t i = 0; i < outcome.parameters.size(); ++i) {
    const Parameter& parameter = outcome.parameters[i];
    text += (i == 0 ? "" : ", ") + parameter.name.text;
    if (parameter.default_role) {
      text += " = " + parameter.default_role->text;
    } else if (parameter.default_value) {
      text += " = " + parameter.default_value->text;
    }
  }
  return text + ")";
}

std::vector<std::string> parameter_names(const ast::Outcome& outcome) {
  std::vector<std::string> names;
  for (const Parameter& parameter : outcome.parameters) {
    names.push_back(parameter.name.text);
  }
  return names;
}

class Placer {
 public:
  Placer(Context& context, const MatchedCall& matched, model::EntityIndex entity)
      : context_(context), matched_(matched), entity_(context.model->entities[entity]) {
    out_.matched = &matched;
    out_.entity = entity;
  }

  std::optional<PlacedCall> run() {
    for (std::size_t i = 0; i < matched_.outcome->parameters.size(); ++i) {
      place_parameter(matched_.outcome->parameters[i], matched_.arguments[i]);
    }
    if (!good_) {
      return std::nullopt;
    }
    for (const Write& write : matched_.outcome->writes) {
      place_write(write);
    }
    check_once();
    return good_ ? std::optional(std::move(out_)) : std::nullopt;
  }

 private:
  void place_parameter(const Parameter& parameter, const ast::CallArgument* argument) {
    program::Binding binding;
    binding.parameter = parameter.name.text;
    binding.kind = parameter.kind;
    if (parameter.kind == Parameter::Kind::field) {
      const auto field = argument != nullptr ? field_argument(*argument) : field_by_role(parameter);
      good_ = good_ && field;
      binding.field = field.value_or(0);
    } else if (parameter.kind == Parameter::Kind::capability && argument != nullptr) {
      binding.capability = bare_name(argument->value);
      good_ = resolve_capability_once(binding.capability, *argument) && good_;
    }
    out_.bindings.push_back(std::move(binding));
  }

  std::optional<model::FieldIndex> field_argument(const ast::CallArgument& argument) {
    return resolve_field(context_, entity_, bare_name(argument.value), argument.value.span);
  }

  /// A capability does not depend on the entity, so it is reported for the first one only.
  bool resolve_capability_once(const std::string& name, const ast::CallArgument& argument) {
    if (context_.find<ast::Capability>(name) == nullptr &&
        !is_new(context_, argument.value, Kind::capability_unknown, 0, 0)) {
      return false;
    }
    return resolve_capability(context_, name, argument.value.span);
  }

  std::optional<model::FieldIndex> field_by_role(const Parameter& parameter) {
    const std::string& role_name = parameter.default_role->text;
    const auto role = model::find_role(role_name);
    std::vector<model::FieldIndex> found;
    std::vector<std::string> names;
    for (model::FieldIndex i = 0; i < entity_.fields.size(); ++i) {
      if (role && entity_.fields[i].role == *role) {
        found.push_back(i);
        names.push_back(entity_.fields[i].name);
      }
    }
    if (found.size() == 1) {
      return found.front();
    }
    const source::Span span = matched_.call->span;
    if (found.empty()) {
      context_.sink.report<Kind::role_absent>(span, entity_.name, role_name)
          .label(entity_.declared, "`" + entity_.name + "` is declared here")
          .help("name the field: `" + parameter.name.text + ": …`");
    } else {
      context_.sink.report<Kind::role_ambiguous>(span, entity_.name, found.size(), role_name, listed(names))
          .help("name the field: `" + parameter.name.text + ": " + names.front() + "`");
    }
    return std::nullopt;
  }

  void place_write(const Write& write) {
    program::Write out;
    out.op = write.op;
    switch (write.op) {
      case Write::Op::set:
      case Write::Op::clear:
      case Write::Op::add:
      case Write::Op::remove:
        if (const auto field = target_field(write)) {
          out.field = *field;
          check_fits(write, entity_.fields[*field]);
        } else {
          good_ = false;
        }
        break;
      case Write::Op::create:
        place_create(write, out);
        break;
      case Write::Op::grant:
      case Write::Op::revoke:
        if (const auto parameter = find_parameter(*matched_.outcome, write.target->text)) {
          out.capability = out_.bindings[*parameter].capability;
        } else {
          out.capability = write.target->text;
        }
        break;
      case Write::Op::erase:
        break;
    }
    out_.writes.push_back(std::move(out));
  }

  std::optional<model::FieldIndex> target_field(const Write& write) {
    const ast::Name& target = *write.target;
    if (const auto parameter = find_parameter(*matched_.outcome, target.text)) {
      return out_.bindings[*parameter].field;
    }
    const auto field = entity_.find_field(target.text);
    const auto broken = context_.broken.fields.find(entity_.name);
    if (!field && (broken == context_.broken.fields.end() || !broken->second.contains(target.text))) {
      context_.sink
          .report<Kind::outcome_field_absent>(matched_.call->outcome.span, matched_.outcome->name.text, target.text,
                                              entity_.name)
          .label(target.span, "it writes `" + target.text + "` here")
          .label(entity_.declared, "`" + entity_.name + "` is declared here");
    }
    return field;
  }

  void check_fits(const Write& write, const model::Field& field) {
    const std::string path = entity_.name + "." + field.name;
    const bool list = field.type.kind == model::FieldKind::list;
    if (write.op == Write::Op::clear && !field.type.nullable) {
      misfit<Kind::clear_not_nullable>(write, field, path)
          .help(list ? "to empty a list, `set` it to `[]`" : "a field that may be null is declared with `?`");
    } else if ((write.op == Write::Op::add || write.op == Write::Op::remove) && !list) {
      misfit<Kind::add_to_no_list>(write, field, path, model::text(*context_.model, field.type));
    }
  }

  template <Kind kind, class... Args>
  diagnostic::Builder misfit(const Write& write, const model::Field& field, const Args&... args) {
    good_ = false;
    auto report = context_.sink.report<kind>(matched_.call->outcome.span, matched_.outcome->name.text, args...);
    report.label(write.span, "the outcome writes it here").label(field.declared, "the field is declared here");
    return report;
  }

  void place_create(const Write& write, program::Write& out) {
    const auto entity = context_.model->find_entity(write.target->text);
    if (!entity) {
      good_ = false;  // reported with the outcome
      return;
    }
    out.entity = *entity;
    for (const auto& [name, value] : write.fields) {
      if (const auto field = context_.model->entities[*entity].find_field(name.text)) {
        out.fields.emplace_back(*field, program::Expression{});
      } else {
        good_ = false;
      }
    }
  }

  /// Two parameters may stand for one field.
  void check_once() {
    std::map<model::FieldIndex, std::size_t> seen;
    for (std::size_t i = 0; i < out_.writes.size(); ++i) {
      const program::Write& write = out_.writes[i];
      if ((write.op == Write::Op::set || write.op == Write::Op::clear) && good_ &&
          !seen.emplace(write.field, i).second) {
        good_ = false;
        context_.sink.report<Kind::rule_writes_twice>(matched_.call->span,
                                                      entity_.name + "." + entity_.fields[write.field].name);
      }
    }
  }

  Context& context_;
  const MatchedCall& matched_;
  const model::Entity& entity_;
  PlacedCall out_;
  bool good_ = true;
};

}  // namespace

std::optional<MatchedCall> match_call(Context& context, const ast::Call& call) {
  const auto* declared = context.find<ast::Outcome>(call.outcome.text);
  if (declared == nullptr) {
    auto report = context.sink.report<Kind::outcome_unknown>(call.outcome.span, call.outcome.text);
    suggest(context.sink, report, call.outcome.text, context.all<ast::Outcome>());
    return std::nullopt;
  }
  const ast::Outcome& outcome = *declared->body;
  MatchedCall out{&call, &outcome, std::vector<const ast::CallArgument*>(outcome.parameters.size(), nullptr)};
  bool good = true;
  std::size_t position = 0;
  for (const ast::CallArgument& argument : call.arguments) {
    std::optional<std::size_t> index;
    if (argument.name) {
      index = find_parameter(outcome, argument.name->text);
      if (!index) {
        auto report = context.sink.report<Kind::call_unknown_argument>(argument.name->span, outcome.name.text,
                                                                       argument.name->text);
        suggest(context.sink, report, argument.name->text, parameter_names(outcome));
        report.label(outcome.name.span, "declared here").help("it is called as `" + signature(outcome) + "`");
      }
    } else if (position < outcome.parameters.size()) {
      index = position++;
    } else {
      context.sink
          .report<Kind::call_too_many_arguments>(argument.value.span, outcome.name.text, outcome.parameters.size())
          .label(outcome.name.span, "declared here")
          .help("it is called as `" + signature(outcome) + "`");
    }
    if (!index) {
      good = false;
      if (!argument.name) {
        break;  // one message says how many there may be
      }
    } else if (out.arguments[*index] != nullptr) {
      good = false;
      context.sink.report<Kind::call_argument_twice>(argument.value.span, outcome.parameters[*index].name.text)
          .label(out.arguments[*index]->value.span, "first given here");
    } else {
      out.arguments[*index] = &argument;
    }
  }
  for (std::size_t i = 0; good && i < outcome.parameters.size(); ++i) {
    if (out.arguments[i] == nullptr && !has_default(outcome.parameters[i])) {
      good = false;
      context.sink.report<Kind::call_missing_argument>(call.span, outcome.name.text, outcome.parameters[i].name.text)
          .label(outcome.parameters[i].span, "declared here")
          .help("it is called as `" + signature(outcome) + "`");
    }
  }
  if (!good || context.broken.outcomes.contains(outcome.name.text)) {
    return std::nullopt;
  }
  return out;
}

std::optional<PlacedCall> place_call(Context& context, const MatchedCall& matched, model::EntityIndex entity) {
  return Placer(context, matched, entity).run();
}

}  // namespace exeunt::check
