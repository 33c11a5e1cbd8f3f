#include "interpreter/check/advice.h"

#include "interpreter/check/event.h"
#include "interpreter/check/target.h"
#include "interpreter/check/text.h"

namespace exeunt::check {

using diagnostic::Kind;

namespace {

void add_variant(Context& context, const ast::Advice& advice, const Target& target, EventIndex event,
                 model::EntityIndex entity) {
  program::AdviceVariant variant;
  variant.rule = context.rule_index.at(advice.name.text);
  variant.entity = entity;
  variant.subject_only = target.subject_only;
  variant.text = check_text(context, advice.title, advice_text_scope(context, event));
  if (advice.where) {
    if (!check_alias(context, target, advice.targets, *advice.where)) {
      return;
    }
    variant.where = check(context, *advice.where, target_scope(context, target, event, entity), cel::Type::boolean());
    if (!variant.where) {
      return;
    }
  }
  context.program->events[event].advice.push_back(std::move(variant));
}

}  // namespace

void check_advice(Context& context) {
  for (const auto& [name, declared] : context.all<ast::Advice>()) {
    if (!context.rule_index.contains(name)) {
      continue;
    }
    const ast::Advice& advice = *declared.body;
    const std::string what = "advice `" + name + "`";
    const std::vector<EventIndex> events = resolve_events(context, advice.events);
    if (advice.events.empty()) {
      context.sink.report<Kind::rule_without_event>(advice.name.span, what).help("`on <event>` says it");
    }
    const auto target = resolve_target(context, advice.targets, events, advice.name, what);
    if (!target) {
      continue;
    }
    for (model::EntityIndex entity : target->entities) {
      for (EventIndex event : events) {
        if (concerns(context, *target, event, entity)) {
          add_variant(context, advice, *target, event, entity);
        }
      }
    }
  }
}

}  // namespace exeunt::check
