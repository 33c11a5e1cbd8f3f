#include "interpreter/check/event.h"

#include <algorithm>

#include "interpreter/check/cite.h"
#include "interpreter/check/name.h"
#include "interpreter/check/text.h"
#include "interpreter/check/type.h"

namespace exeunt::check {

using diagnostic::Kind;

namespace {

void add_arguments(Context& context, program::Event& event, const ast::Event& written) {
  std::map<std::string_view, source::Span> seen;
  for (const ast::Argument& argument : written.arguments) {
    const auto [first, added] = seen.emplace(argument.name.text, argument.name.span);
    if (!added) {
      context.sink.report<Kind::declared_twice>(argument.name.span, "argument", argument.name.text)
          .label(first->second, "first declared here");
      continue;
    }
    if (const auto why = reserved_field(argument.name.text);
        why && argument.name.text != "id" && argument.name.text != "type") {
      context.sink.report<Kind::name_reserved>(argument.name.span, "an argument", argument.name.text, *why);
      continue;
    }
    auto type = resolve(context, argument.type, event.name + "." + argument.name.text, EntityNames::refused);
    if (!type) {
      context.broken.fields["@args:" + event.name].insert(argument.name.text);
      continue;
    }
    event.arguments.push_back({argument.name.text, std::move(*type), std::nullopt, plain(argument.title)});
  }
}

void add_phases(Context& context, program::Event& event, const ast::Event& written) {
  std::map<std::string_view, source::Span> seen;
  for (const ast::Phase& phase : written.phases) {
    const auto [first, added] = seen.emplace(phase.name.text, phase.name.span);
    if (added) {
      event.phases.push_back(phase.name.text);
    } else {
      context.sink.report<Kind::declared_twice>(phase.name.span, "phase", phase.name.text)
          .label(first->second, "first declared here");
    }
  }
  if (event.phases.empty()) {
    event.phases.push_back("");
  }
}

std::optional<model::EntityIndex> subject_of(Context& context, const ast::Event& written) {
  if (!written.subject_type) {
    return std::nullopt;  // neither spelling reads such an event
  }
  const ast::Name& name = *written.subject_type;
  const auto entity = context.model->find_entity(name.text);
  if (!entity) {
    auto report = context.sink.report<Kind::entity_unknown>(name.span, name.text);
    suggest(context.sink, report, name.text, context.model->entity_names());
  }
  return entity;
}

void check_defaults(Context& context, EventIndex index, const ast::Event& written) {
  program::Event& event = context.program->events[index];
  const cel::Environment environment = argument_scope(context, index);
  for (const ast::Argument& argument : written.arguments) {
    const auto found = std::find_if(event.arguments.begin(), event.arguments.end(),
                                    [&](const program::Argument& a) { return a.name == argument.name.text; });
    if (argument.default_value && found != event.arguments.end()) {
      found->default_value =
          check_value(context, *argument.default_value, environment, model::cel_type(*context.model, found->type));
    }
  }
}

std::string resolve_howto(Context& context, const std::string& event, const std::optional<ast::Name>& name) {
  if (!name) {
    return "";
  }
  const auto* howto = context.find<ast::HowTo>(name->text);
  if (howto == nullptr) {
    auto report = context.sink.report<Kind::howto_unknown>(name->span, name->text);
    suggest(context.sink, report, name->text, context.all<ast::HowTo>());
    return "";
  }
  const std::vector<ast::Name>& events = howto->body->events;
  const bool fits = events.empty() || std::any_of(events.begin(), events.end(), [&](const ast::Name& other) {
                      return other.text == event;
                    });
  if (!fits) {
    context.sink.report<Kind::howto_of_other_event>(name->span, name->text, event)
        .label(howto->body->name.span, "declared here");
  }
  return name->text;
}

void add_guard(Context& context, EventIndex index, const ast::Guard& guard) {
  program::Event& event = context.program->events[index];
  const cel::Environment& environment = event_scope(context, index);
  program::Guard out;
  out.name = guard.name.text;
  auto require = check(context, guard.require, environment, cel::Type::boolean());
  out.otherwise = check_text(context, guard.otherwise, environment);
  out.unblock = check_text(context, guard.unblock, environment);
  out.howto = resolve_howto(context, event.name, guard.howto);
  out.cites = resolve_cites(context, guard.cites);
  out.declared = guard.name.span;
  if (require) {
    out.require = std::move(*require);
    event.guards.push_back(std::move(out));
  }
}

void check_guards(Context& context, EventIndex index, const ast::Event& written) {
  std::map<std::string_view, source::Span> seen;
  for (const ast::Guard& guard : written.guards) {
    const auto [first, added] = seen.emplace(guard.name.text, guard.name.span);
    if (!added) {
      context.sink.report<Kind::declared_twice>(guard.name.span, "guard", guard.name.text)
          .label(first->second, "first declared here");
    }
    add_guard(context, index, guard);
  }
}

/// Guards that stand by themselves come after an event's own, by name.
void check_shared_guards(Context& context) {
  for (const auto& [name, declared] : context.all<ast::SharedGuard>()) {
    const ast::Guard& guard = declared.body->guard;
    for (const EventIndex index : resolve_events(context, declared.body->events)) {
      const std::vector<program::Guard>& own = context.program->events[index].guards;
      const auto twin =
          std::find_if(own.begin(), own.end(), [&](const program::Guard& other) { return other.name == guard.name.text; });
      if (twin != own.end()) {
        context.sink.report<Kind::declared_twice>(declared.body->name.span, "guard", guard.name.text)
            .label(twin->declared, "first declared here");
      }
      add_guard(context, index, guard);
    }
  }
}

}  // namespace

void check_event_signatures(Context& context) {
  for (const auto& [name, declared] : context.all<ast::Event>()) {
    const ast::Event& written = *declared.body;
    program::Event event;
    event.name = name;
    event.title = written.title ? written.title->value : name;
    event.concept_name = resolve_concept(context, written.concept_name, {ConceptKind::event, "event", name});
    event.declared = written.name.span;
    add_arguments(context, event, written);
    add_phases(context, event, written);
    if (const auto subject = subject_of(context, written)) {
      event.subject = *subject;
      context.program->events.push_back(std::move(event));
    }
  }
}

void check_event_bodies(Context& context) {
  for (EventIndex index = 0; index < context.program->events.size(); ++index) {
    program::Event& event = context.program->events[index];
    const ast::Event& written = *context.find<ast::Event>(event.name)->body;
    check_defaults(context, index, written);
    check_guards(context, index, written);
    if (written.inventory) {
      event.inventory_title = plain(written.inventory->title);
      event.inventory_cites = resolve_cites(context, written.inventory->cites);
    }
    event.cites = resolve_cites(context, written.cites);
  }
  check_shared_guards(context);
}

std::vector<EventIndex> resolve_events(Context& context, const std::vector<ast::Name>& names) {
  std::vector<EventIndex> indices;
  std::map<std::string_view, source::Span> seen;
  for (const ast::Name& name : names) {
    const auto [first, added] = seen.emplace(name.text, name.span);
    if (!added) {
      context.sink.report<Kind::named_twice>(name.span, "event", name.text).label(first->second, "first named here");
      continue;
    }
    if (context.find<ast::Event>(name.text) == nullptr) {
      auto report = context.sink.report<Kind::event_unknown>(name.span, name.text);
      suggest(context.sink, report, name.text, context.all<ast::Event>());
    } else if (const program::Event* event = context.program->find_event(name.text)) {
      indices.push_back(static_cast<EventIndex>(event - context.program->events.data()));
    }
  }
  std::sort(indices.begin(), indices.end());
  return indices;
}

}  // namespace exeunt::check
