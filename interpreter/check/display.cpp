#include "interpreter/check/display.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "interpreter/check/outcome.h"
#include "interpreter/check/target.h"
#include "interpreter/check/text.h"

namespace exeunt::check {

using diagnostic::Kind;

namespace {

/// Each locale once, the default one among them. Collects them for the program.
void check_locales(Context& context, const ast::Display& display) {
  std::map<std::string_view, source::Span> seen;
  for (const ast::DisplayText& form : display.texts) {
    const auto [first, added] = seen.emplace(form.locale.text, form.locale.span);
    if (!added) {
      context.sink.report<Kind::named_twice>(form.locale.span, "locale", form.locale.text)
          .label(first->second, "first named here");
    }
    context.program->locales.push_back(form.locale.text);
  }
  if (!seen.contains(program::default_locale)) {
    context.sink.report<Kind::display_without_text>(display.name.span, display.name.text, program::default_locale)
        .help(fmt::format("`show {} \"…\"` says it; the text stands in for locales that have none of their own",
                          program::default_locale));
  }
}

void add_variant(Context& context, const ast::Display& display, const Target& target, EventIndex event,
                 model::EntityIndex entity) {
  program::DisplayVariant variant;
  variant.rule = context.rule_index.at(display.name.text);
  variant.entity = entity;
  variant.subject_only = target.subject_only;
  const cel::Environment& scope = target_scope(context, target, event, entity);
  for (const ast::DisplayText& form : display.texts) {
    variant.texts.emplace(form.locale.text, check_text(context, form.text, scope));
  }
  if (display.field) {
    variant.field = resolve_field(context, context.model->entities[entity], display.field->text, display.field->span);
    if (!variant.field) {
      return;
    }
  }
  if (check_condition(context, target, display.targets, display.where, scope, variant.where)) {
    context.program->events[event].displays.push_back(std::move(variant));
  }
}

}  // namespace

void check_displays(Context& context) {
  for (const auto& [name, declared] : context.all<ast::Display>()) {
    if (!context.rule_index.contains(name)) {
      continue;
    }
    const ast::Display& display = *declared.body;
    check_locales(context, display);
    for_each_place(context, display.name, "display `" + name + "`", display.events, display.targets,
                   [&](const Target& target, EventIndex event, model::EntityIndex entity) {
                     add_variant(context, display, target, event, entity);
                   });
  }
  std::vector<std::string>& locales = context.program->locales;
  std::sort(locales.begin(), locales.end());
  locales.erase(std::unique(locales.begin(), locales.end()), locales.end());
}

}  // namespace exeunt::check
