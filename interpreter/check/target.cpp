#include "interpreter/check/target.h"

#include <algorithm>

#include "interpreter/check/event.h"
#include "interpreter/check/inspect.h"
#include "interpreter/check/name.h"

namespace exeunt::check {

using diagnostic::Kind;

namespace {

void check_alias_name(Context& context, const ast::Name& alias) {
  if (const auto why = reserved_variable(alias.text)) {
    context.sink.report<Kind::name_reserved>(alias.span, "an alias", alias.text, *why);
  } else if (const auto* let = context.find<ast::Let>(alias.text)) {
    context.sink.report<Kind::name_taken>(alias.span, "alias", alias.text, "a let")
        .label(let->body->name.span, "the let is declared here");
  } else if (alias.text == "account" && context.model->account) {
    context.sink.report<Kind::name_taken>(alias.span, "alias", alias.text, "the account")
        .label(context.model->entities[*context.model->account].declared, "the account is declared here");
  }
}

std::vector<model::EntityIndex> resolve_types(Context& context, const std::vector<ast::Name>& types) {
  std::vector<model::EntityIndex> entities;
  std::map<std::string_view, source::Span> seen;
  for (const ast::Name& type : types) {
    const auto [first, added] = seen.emplace(type.text, type.span);
    const auto entity = context.model->find_entity(type.text);
    if (!added) {
      context.sink.report<Kind::named_twice>(type.span, "entity", type.text).label(first->second, "first named here");
    } else if (entity) {
      entities.push_back(*entity);
    } else {
      auto report = context.sink.report<Kind::entity_unknown>(type.span, type.text);
      suggest(context.sink, report, type.text, context.model->entity_names());
    }
  }
  std::sort(entities.begin(), entities.end());
  return entities;
}

}  // namespace

std::optional<Target> resolve_target(Context& context, const std::optional<ast::Targets>& targets,
                                     const std::vector<EventIndex>& events, const ast::Name& name,
                                     const std::string& what) {
  if (!targets) {
    context.sink.report<Kind::target_missing>(name.span, what)
        .help("`for <entity>` says it, or `for subject` for the leaver alone");
    return std::nullopt;
  }
  Target out;
  if (targets->alias) {
    check_alias_name(context, *targets->alias);
    out.variable = targets->alias->text;
  }
  if (targets->kind == ast::Targets::Kind::subject) {
    out.subject_only = true;
    for (EventIndex event : events) {
      out.entities.push_back(context.program->events[event].subject);
    }
    std::sort(out.entities.begin(), out.entities.end());
    out.entities.erase(std::unique(out.entities.begin(), out.entities.end()), out.entities.end());
  } else {
    out.entities = resolve_types(context, targets->types);
  }
  if (out.variable.empty() && out.entities.size() == 1 && (out.subject_only || targets->types.size() == 1)) {
    out.variable = context.model->entities[out.entities.front()].name;
  }
  return out;
}

bool concerns(const Context& context, const Target& target, EventIndex event, model::EntityIndex entity) {
  return !target.subject_only || context.program->events[event].subject == entity;
}

bool check_alias(Context& context, const Target& target, const std::optional<ast::Targets>& targets,
                 const ast::Expression& expression) {
  if (!target.variable.empty() || target.subject_only || !targets) {
    return true;
  }
  const cel::Ast* ast = parse(context, expression);
  if (ast == nullptr) {
    return true;
  }
  for (const Mention& mention : mentions(*ast)) {
    const bool is_type = std::any_of(targets->types.begin(), targets->types.end(),
                                     [&](const ast::Name& type) { return type.text == mention.name; });
    if (!is_type || context.find<ast::Entity>(mention.name) == nullptr) {
      continue;
    }
    const cel::Node& node = (*ast)[mention.node];
    if (is_new(context, expression, Kind::alias_missing, node.begin, node.end)) {
      context.sink.report<Kind::alias_missing>(expression.locate(node.begin, node.end), mention.name)
          .label(targets->span, "it is for several types")
          .help("give the object a name for all of them: `for " + targets->types.front().text + ", … as item`");
    }
    return false;
  }
  return true;
}

bool check_condition(Context& context, const Target& target, const std::optional<ast::Targets>& targets,
                     const std::optional<ast::Expression>& where, const cel::Environment& scope,
                     std::optional<program::Expression>& out) {
  if (!where) {
    return true;
  }
  if (!check_alias(context, target, targets, *where)) {
    return false;
  }
  out = check(context, *where, scope, cel::Type::boolean());
  return out.has_value();
}

void for_each_place(Context& context, const ast::Name& name, const std::string& what,
                    const std::vector<ast::Name>& events, const std::optional<ast::Targets>& targets,
                    const std::function<void(const Target&, EventIndex, model::EntityIndex)>& add) {
  const std::vector<EventIndex> indices = resolve_events(context, events);
  if (events.empty()) {
    context.sink.report<Kind::rule_without_event>(name.span, what).help("`on <event>` says it");
  }
  const auto target = resolve_target(context, targets, indices, name, what);
  if (!target) {
    return;
  }
  for (const model::EntityIndex entity : target->entities) {
    for (const EventIndex event : indices) {
      if (concerns(context, *target, event, entity)) {
        add(*target, event, entity);
      }
    }
  }
}

const cel::Environment& target_scope(Context& context, const Target& target, EventIndex event,
                                     model::EntityIndex entity) {
  return target.variable.empty() ? event_scope(context, event) : object_scope(context, event, entity, target.variable);
}

}  // namespace exeunt::check
