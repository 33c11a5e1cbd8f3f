#include "interpreter/check/outcome.h"

#include <algorithm>

#include "interpreter/check/name.h"
#include "interpreter/check/text.h"
#include "interpreter/check/type.h"

namespace exeunt::check {

using ast::Parameter;
using ast::Write;
using cel::Environment;
using cel::Type;
using diagnostic::Kind;
namespace slot = program::slot;

namespace {

class OutcomeChecker {
 public:
  OutcomeChecker(Context& context, const ast::Outcome& outcome) : context_(context), outcome_(outcome) {}

  void run() {
    const std::size_t errors = context_.sink.errors();
    check_parameters();
    check_class();
    const Environment environment = scope();
    check_defaults();
    for (const Write& write : outcome_.writes) {
      check_write(write, environment);
    }
    check_combination();
    check_text(context_, outcome_.title, wording_scope(environment));
    if (context_.sink.errors() != errors) {
      context_.broken.outcomes.insert(outcome_.name.text);
    }
  }

 private:
  void check_parameters() {
    std::vector<std::optional<model::FieldType>>& types = context_.outcome_parameters[outcome_.name.text];
    std::map<std::string_view, source::Span> seen;
    for (const Parameter& parameter : outcome_.parameters) {
      const std::string& name = parameter.name.text;
      const auto [first, added] = seen.emplace(name, parameter.name.span);
      if (!added) {
        context_.sink.report<Kind::declared_twice>(parameter.name.span, "parameter", name)
            .label(first->second, "first declared here");
      } else if (const auto why = reserved_variable(name)) {
        context_.sink.report<Kind::name_reserved>(parameter.name.span, "a parameter", name, *why);
      }
      std::optional<model::FieldType> type;
      if (parameter.kind == Parameter::Kind::typed && parameter.type) {
        type = resolve(context_, *parameter.type, outcome_.name.text + "." + name, EntityNames::references);
      }
      types.push_back(std::move(type));
    }
  }

  void check_class() {
    if (!outcome_.class_name) {
      return;
    }
    const ast::Name& name = *outcome_.class_name;
    if (context_.find<ast::Class>(name.text) == nullptr) {
      auto report = context_.sink.report<Kind::class_unknown>(name.span, name.text);
      suggest(context_.sink, report, name.text, context_.all<ast::Class>());
    } else {
      context_.used.classes.insert(name.text);
    }
  }

  Environment scope() const {
    Environment environment = outcome_scope(context_, std::nullopt, std::nullopt);
    for (uint32_t i = 0; i < outcome_.parameters.size(); ++i) {
      const Parameter& parameter = outcome_.parameters[i];
      if (parameter.kind == Parameter::Kind::typed) {
        const auto& type = context_.outcome_parameters.at(outcome_.name.text)[i];
        environment.declare_variable(
            parameter.name.text, type ? model::cel_type(*context_.model, *type) : Type::error(), slot::parameter + i);
      } else if (parameter.kind == Parameter::Kind::value) {
        environment.declare_variable(parameter.name.text, Type::dyn(), slot::parameter + i);
      }
    }
    return environment;
  }

  /// A wording may also name the field or capability meant; there they are their names.
  Environment wording_scope(Environment environment) const {
    for (uint32_t i = 0; i < outcome_.parameters.size(); ++i) {
      const Parameter& parameter = outcome_.parameters[i];
      if (parameter.kind == Parameter::Kind::field || parameter.kind == Parameter::Kind::capability) {
        environment.declare_variable(parameter.name.text, Type::string(), slot::parameter + i);
      }
    }
    return environment;
  }

  void check_defaults() {
    const Environment environment = outcome_scope(context_, std::nullopt, std::nullopt);
    for (std::size_t i = 0; i < outcome_.parameters.size(); ++i) {
      const Parameter& parameter = outcome_.parameters[i];
      if (!parameter.default_value) {
        continue;
      }
      const auto& type = context_.outcome_parameters.at(outcome_.name.text)[i];
      std::optional<Type> wanted;
      if (type) {
        wanted = model::cel_type(*context_.model, *type);
      }
      check_value(context_, *parameter.default_value, environment, wanted);
    }
  }

  void check_write(const Write& write, const Environment& environment) {
    switch (write.op) {
      case Write::Op::set:
      case Write::Op::clear:
      case Write::Op::add:
      case Write::Op::remove:
        check_target(write, Parameter::Kind::field);
        if (write.value) {
          check(context_, *write.value, environment);
        }
        break;
      case Write::Op::create:
        check_create(write, environment);
        break;
      case Write::Op::grant:
      case Write::Op::revoke:
        check_target(write, Parameter::Kind::capability);
        break;
      case Write::Op::erase:
        break;
    }
  }

  /// What a write names is a parameter of the right kind, or else a field (known once there is an entity) or
  /// capability.
  void check_target(const Write& write, Parameter::Kind wanted) {
    if (!write.target) {
      return;
    }
    const ast::Name& target = *write.target;
    const bool field = wanted == Parameter::Kind::field;
    if (const auto index = find_parameter(outcome_, target.text)) {
      const Parameter& parameter = outcome_.parameters[*index];
      if (parameter.kind != wanted) {
        context_.sink.report<Kind::write_wrong_parameter>(target.span, target.text, field ? "a field" : "a capability")
            .label(parameter.name.span, "declared here")
            .help("declare it `" + target.text + (field ? ": field`" : ": capability`"));
      }
    } else if (!field) {
      resolve_capability(context_, target.text, target.span);
    }
  }

  void check_create(const Write& write, const Environment& environment) {
    if (!write.target) {
      return;
    }
    const auto index = context_.model->find_entity(write.target->text);
    if (!index) {
      auto report = context_.sink.report<Kind::entity_unknown>(write.target->span, write.target->text);
      suggest(context_.sink, report, write.target->text, context_.model->entity_names());
      return;
    }
    const model::Entity& entity = context_.model->entities[*index];
    std::map<std::string_view, source::Span> given;
    for (const auto& [name, value] : write.fields) {
      const auto [first, added] = given.emplace(name.text, name.span);
      if (!added) {
        context_.sink.report<Kind::create_field_twice>(name.span, name.text).label(first->second, "first given here");
      } else if (const auto field = resolve_field(context_, entity, name.text, name.span)) {
        check_value(context_, value, environment, model::cel_type(*context_.model, entity.fields[*field].type));
      }
    }
    std::vector<std::string> missing;
    for (const model::Field& field : entity.fields) {
      if (!field.type.nullable && !field.derived && !given.contains(field.name)) {
        missing.push_back(field.name);
      }
    }
    if (!missing.empty()) {
      context_.sink.report<Kind::create_incomplete>(write.target->span, entity.name, listed(missing))
          .label(entity.declared, "declared here");
    }
  }

  void check_combination() {
    const Write* erase = nullptr;
    const Write* other = nullptr;
    std::map<std::string_view, source::Span> targets;
    for (const Write& write : outcome_.writes) {
      const bool to_field = write.op == Write::Op::set || write.op == Write::Op::clear || write.op == Write::Op::add ||
                            write.op == Write::Op::remove;
      erase = write.op == Write::Op::erase && erase == nullptr ? &write : erase;
      other = to_field && other == nullptr ? &write : other;
      if (!to_field || !write.target || write.op == Write::Op::add || write.op == Write::Op::remove) {
        continue;
      }
      const auto [first, added] = targets.emplace(write.target->text, write.target->span);
      if (!added) {
        context_.sink.report<Kind::outcome_writes_twice>(write.target->span, outcome_.name.text, write.target->text)
            .label(first->second, "first written here");
      }
    }
    if (erase != nullptr && other != nullptr) {
      context_.sink.report<Kind::outcome_erases_and_writes>(other->span, outcome_.name.text)
          .label(erase->span, "the object is erased here");
    }
  }

  Context& context_;
  const ast::Outcome& outcome_;
};

}  // namespace

void check_outcomes(Context& context) {
  for (const auto& [name, declared] : context.all<ast::Rule>()) {
    for (const ast::Call& call : declared.body->then) {
      context.used.outcomes.insert(call.outcome.text);
    }
  }
  for (const auto& [name, declared] : context.all<ast::Outcome>()) {
    if (!declared.of_module() || context.used.outcomes.contains(name)) {
      OutcomeChecker(context, *declared.body).run();
    }
  }
}

std::optional<std::size_t> find_parameter(const ast::Outcome& outcome, std::string_view name) {
  const auto found = std::find_if(outcome.parameters.begin(), outcome.parameters.end(),
                                  [&](const Parameter& parameter) { return parameter.name.text == name; });
  return found == outcome.parameters.end()
             ? std::nullopt
             : std::optional(static_cast<std::size_t>(found - outcome.parameters.begin()));
}

std::optional<std::size_t> bare_parameter(Context& context, const ast::Outcome& outcome,
                                          const ast::Expression& expression) {
  const cel::Ast* ast = parse(context, expression);
  if (ast == nullptr || (*ast)[ast->root].kind != cel::NodeKind::ident) {
    return std::nullopt;
  }
  return find_parameter(outcome, (*ast)[ast->root].name);
}

std::optional<model::FieldIndex> resolve_field(Context& context, const model::Entity& entity, const std::string& name,
                                               source::Span span) {
  if (const auto field = entity.find_field(name)) {
    return field;
  }
  const auto broken = context.broken.fields.find(entity.name);
  if (broken != context.broken.fields.end() && broken->second.contains(name)) {
    return std::nullopt;
  }
  if (name == "id" || name == "type") {
    context.sink.report<Kind::field_not_writable>(span, name);
    return std::nullopt;
  }
  auto report = context.sink.report<Kind::field_unknown>(span, entity.name, name);
  std::vector<std::string> names;
  for (const model::Field& field : entity.fields) {
    names.push_back(field.name);
  }
  suggest(context.sink, report, name, names);
  report.label(entity.declared, "`" + entity.name + "` is declared here");
  return std::nullopt;
}

bool resolve_capability(Context& context, const std::string& name, source::Span span) {
  context.used.capabilities.insert(name);
  if (context.find<ast::Capability>(name) != nullptr) {
    return true;
  }
  auto report = context.sink.report<Kind::capability_unknown>(span, name);
  suggest(context.sink, report, name, context.all<ast::Capability>());
  return false;
}

}  // namespace exeunt::check
