// What happens, and to what: let, event, guard, howto, rule, advise, display, drop.
#include "interpreter/format/phrase.h"
#include "interpreter/format/quote.h"
#include "interpreter/format/yaml.h"

namespace exeunt::format::yaml {

void write(Page& page, const Opening& opening, const ast::Let& let) {
  write_opening(page, opening, "let", let.name);
  if (!let.parameters.empty()) {
    write_parameters(page, let.parameters);
  }
  const auto* lookup = std::get_if<ast::Lookup>(&let.value);
  if (lookup == nullptr) {
    write_cel(page, 2, "value", std::get<ast::Expression>(let.value));
    return;
  }
  write_name(page, 2, lookup->kind == ast::Lookup::Kind::first ? "first" : "all", lookup->type);
  write_name(page, 2, "as", lookup->variable);
  write_cel(page, 2, "where", lookup->where);
  std::vector<Phrase> keys;
  for (const ast::OrderKey& key : lookup->by) {
    keys.push_back({{key.key.span.begin}, order_key_phrase(key, 0)});
  }
  write_phrases(page, 2, "by", keys);
}

/// What follows the condition.
static void write_guard_rest(Page& page, std::size_t indent, const ast::Guard& guard) {
  write_text(page, indent, "else", guard.otherwise);
  write_text(page, indent, "unblock", guard.unblock);
  write_name(page, indent, "howto", guard.howto);
  write_names(page, indent, "cite", guard.cites);
}

static void write_guard(Page& page, const ast::Guard& guard) {
  page.begin_item();
  write_scalar(page, 4, "require", guard.name.text, {guard.span.begin, guard.name.span.begin}, true);
  write_cel(page, 4, "that", guard.require);
  write_guard_rest(page, 4, guard);
}

static void write_inventory(Page& page, const ast::Inventory& inventory) {
  if (inventory.cites.empty() && inventory.title) {
    write_scalar(page, 2, "inventory", inventory.title->value, {inventory.span.begin, inventory.title->span.begin},
                 true);
    return;
  }
  const bool bare = inventory.cites.empty();
  page.line(2, {inventory.span.begin}, bare ? "inventory: {}" : "inventory:");
  page.begin_block();
  write_text(page, 4, "title", inventory.title);
  write_names(page, 4, "cite", inventory.cites);
}

void write(Page& page, const Opening& opening, const ast::Event& event) {
  write_opening(page, opening, "event", event.name);
  write_text(page, 2, "title", event.title);
  write_name(page, 2, "for", event.subject_type);
  write_name(page, 2, "is", event.concept_name);
  if (!event.arguments.empty()) {
    write_key(page, 2, "args");
    for (const ast::Argument& argument : event.arguments) {
      write_scalar(page, 4, yaml_scalar(argument.name.text, 6, true), argument_phrase(argument, 0),
                   {argument.span.begin, argument.name.span.begin});
    }
  }
  if (!event.phases.empty()) {
    write_key(page, 2, "phases");
    for (const ast::Phase& phase : event.phases) {
      page.begin_item();
      if (phase.title) {
        write_scalar(page, 4, "phase", phase.name.text, {phase.name.span.begin}, true);
        write_text(page, 4, "title", phase.title);
      } else {
        page.line(4, {phase.name.span.begin}, yaml_scalar(phase.name.text, 4, true));
      }
    }
  }
  if (!event.guards.empty()) {
    write_key(page, 2, "guards");
    for (const ast::Guard& guard : event.guards) {
      write_guard(page, guard);
    }
  }
  if (event.inventory) {
    write_inventory(page, *event.inventory);
  }
  write_names(page, 2, "cite", event.cites);
}

void write(Page& page, const Opening& opening, const ast::SharedGuard& shared) {
  write_opening(page, opening, "guard", shared.name);
  write_names(page, 2, "on", shared.events);
  write_cel(page, 2, "require", shared.guard.require);
  write_guard_rest(page, 2, shared.guard);
}

void write(Page& page, const Opening& opening, const ast::HowTo& howto) {
  write_opening(page, opening, "howto", howto.name);
  write_text(page, 2, "title", howto.title);
  write_names(page, 2, "on", howto.events);
  if (!howto.steps.empty()) {
    write_key(page, 2, "steps");
    for (const ast::Step& step : howto.steps) {
      page.begin_item();
      const Units units{step.span.begin, step.text.span.begin};
      if (step.cites.empty()) {
        page.line(4, units, yaml_scalar(step.text.value, 4, true));
      } else {
        write_scalar(page, 4, "step", step.text.value, units, true);
        write_names(page, 4, "cite", step.cites);
      }
    }
  }
  write_names(page, 2, "cite", howto.cites);
}

static void write_targets(Page& page, const std::optional<ast::Targets>& targets) {
  if (!targets) {
    return;
  }
  if (targets->kind == ast::Targets::Kind::subject) {
    page.line(2, {targets->span.begin}, "for: subject");
    return;
  }
  write_names(page, 2, "for", targets->types, {targets->span.begin});
  write_name(page, 2, "as", targets->alias);
}

void write(Page& page, const Opening& opening, const ast::Rule& rule) {
  write_opening(page, opening, "rule", rule.name);
  write_text(page, 2, "title", rule.title);
  write_names(page, 2, "on", rule.events);
  write_name(page, 2, "phase", rule.phase);
  write_targets(page, rule.targets);
  write_cel(page, 2, "where", rule.where);
  std::vector<Phrase> calls;
  for (const ast::Call& call : rule.then) {
    calls.push_back({{call.span.begin, call.outcome.span.begin}, call_phrase(call, 0)});
  }
  write_phrases(page, 2, "then", calls);
  if (rule.after) {
    write_scalar(page, 2, "after", delay_phrase(*rule.after, 0), {rule.after->span.begin});
  }
  write_cel(page, 2, "due", rule.due);
  write_cel(page, 2, "unless", rule.unless);
  write_names(page, 2, "overrides", rule.overrides);
  write_text(page, 2, "note", rule.note);
  write_names(page, 2, "cite", rule.cites);
}

void write(Page& page, const Opening& opening, const ast::Advice& advice) {
  write_opening(page, opening, "advise", advice.name);
  write_text(page, 2, "title", advice.title);
  write_names(page, 2, "on", advice.events);
  write_targets(page, advice.targets);
  write_cel(page, 2, "where", advice.where);
  write_text(page, 2, "note", advice.note);
  write_names(page, 2, "cite", advice.cites);
}

void write(Page& page, const Opening& opening, const ast::Display& display) {
  write_opening(page, opening, "display", display.name);
  write_text(page, 2, "title", display.title);
  write_names(page, 2, "on", display.events);
  write_targets(page, display.targets);
  write_cel(page, 2, "where", display.where);
  write_name(page, 2, "field", display.field);
  if (!display.texts.empty()) {
    write_key(page, 2, "show");
  }
  for (const ast::DisplayText& form : display.texts) {
    write_scalar(page, 4, yaml_scalar(form.locale.text, 6, true), form.text.value,
                 {form.locale.span.begin, form.text.span.begin}, true);
  }
  write_text(page, 2, "note", display.note);
  write_names(page, 2, "cite", display.cites);
}

void write(Page& page, const Opening& opening, const ast::Drop& drop) {
  page.begin_item();
  write_scalar(page, 2, "drop", drop.kind.text, {opening.unit, drop.kind.span.begin}, true);
  write_scalar(page, 2, "name", drop.name.text, {drop.name.span.begin}, true);
}

}  // namespace exeunt::format::yaml
