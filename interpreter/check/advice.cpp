#include "interpreter/check/advice.h"

#include "interpreter/check/target.h"
#include "interpreter/check/text.h"

namespace exeunt::check {

namespace {

void add_variant(Context& context, const ast::Advice& advice, const Target& target, EventIndex event,
                 model::EntityIndex entity) {
  program::AdviceVariant variant;
  variant.rule = context.rule_index.at(advice.name.text);
  variant.entity = entity;
  variant.subject_only = target.subject_only;
  variant.text = check_text(context, advice.title, advice_text_scope(context, event));
  if (check_condition(context, target, advice.targets, advice.where, target_scope(context, target, event, entity),
                      variant.where)) {
    context.program->events[event].advice.push_back(std::move(variant));
  }
}

}  // namespace

void check_advice(Context& context) {
  for (const auto& [name, declared] : context.all<ast::Advice>()) {
    if (!context.rule_index.contains(name)) {
      continue;
    }
    const ast::Advice& advice = *declared.body;
    for_each_place(context, advice.name, "advice `" + name + "`", advice.events, advice.targets,
                   [&](const Target& target, EventIndex event, model::EntityIndex entity) {
                     add_variant(context, advice, target, event, entity);
                   });
  }
}

}  // namespace exeunt::check
