// What happens, and to what: let, event, guard, howto, rule, advise, display, drop.
#include "interpreter/format/clause.h"
#include "interpreter/format/dsl.h"
#include "interpreter/format/phrase.h"
#include "interpreter/format/quote.h"

namespace exeunt::format::dsl {

static void write_lookup(Page& page, Part head, const ast::Lookup& lookup) {
  head.text += lookup.kind == ast::Lookup::Kind::first ? " first " : " all ";
  head.text += lookup.type.text;
  head.units.push_back(lookup.type.span.begin);
  if (lookup.variable) {
    head.text += " " + lookup.variable->text;
    head.units.push_back(lookup.variable->span.begin);
  }
  page.line(0, head.units, head.text);
  page.begin_block();
  if (lookup.where) {
    write_cel(page, 2, "where", *lookup.where);
  }
  if (!lookup.by.empty()) {
    std::vector<Part> keys;
    for (const ast::OrderKey& key : lookup.by) {
      keys.push_back({{key.key.span.begin}, order_key_phrase(key, 5)});
    }
    write_list(page, 2, "by", keys);
  }
}

void write(Page& page, const Opening& opening, const ast::Let& let) {
  Part head = opening_part(opening, "let", let.name);
  if (!let.parameters.empty()) {
    std::vector<std::string> parameters;
    for (const ast::Parameter& parameter : let.parameters) {
      parameters.push_back(parameter.name.text + ": " + parameter_phrase(parameter, 4));
      head.units.push_back(parameter.span.begin);
    }
    head.text += "(" + join(parameters) + ")";
  }
  head.text += " =";
  if (const auto* lookup = std::get_if<ast::Lookup>(&let.value)) {
    write_lookup(page, std::move(head), *lookup);
  } else {
    write_assigned(page, 0, head.text, std::get<ast::Expression>(let.value), head.units);
  }
}

/// What follows the condition.
static void write_guard_clauses(Page& page, std::size_t indent, const ast::Guard& guard) {
  if (guard.otherwise) {
    write_text(page, indent, "else", *guard.otherwise);
  }
  if (guard.unblock) {
    write_text(page, indent, "unblock", *guard.unblock);
  }
  if (guard.howto) {
    page.line(indent, {guard.howto->span.begin}, "howto " + guard.howto->text);
  }
  write_names(page, indent, "cite", guard.cites);
}

static void write_guard(Page& page, const ast::Guard& guard) {
  write_assigned(page, 2, "require " + guard.name.text + ":", guard.require,
                 {guard.span.begin, guard.name.span.begin});
  write_guard_clauses(page, 4, guard);
}

void write(Page& page, const Opening& opening, const ast::Event& event) {
  std::vector<Part> parts{opening_part(opening, "event", event.name)};
  if (event.title) {
    parts.push_back(text_part("", *event.title, 0));
  }
  if (event.subject_type) {
    parts.push_back({{event.subject_type->span.begin}, "for " + event.subject_type->text});
  }
  if (event.concept_name) {
    parts.push_back({{event.concept_name->span.begin}, "is " + event.concept_name->text});
  }
  write_head(page, 0, parts, " {");
  page.begin_block();
  for (const ast::Argument& argument : event.arguments) {
    page.line(2, {argument.span.begin, argument.name.span.begin},
              "arg " + argument.name.text + " " + argument_phrase(argument, 4));
  }
  for (const ast::Phase& phase : event.phases) {
    std::vector<Part> pieces{{{phase.name.span.begin}, "phase " + phase.name.text}};
    if (phase.title) {
      pieces.push_back(text_part("", *phase.title, 2));
    }
    write_head(page, 2, pieces, "");
  }
  // Before guards and inventory, which would take it for their own.
  write_names(page, 2, "cite", event.cites);
  for (const ast::Guard& guard : event.guards) {
    write_guard(page, guard);
  }
  if (event.inventory) {
    std::vector<Part> pieces{{{event.inventory->span.begin}, "inventory"}};
    if (event.inventory->title) {
      pieces.push_back(text_part("", *event.inventory->title, 2));
    }
    if (!event.inventory->cites.empty()) {
      pieces.push_back(names_part("cite", event.inventory->cites));
    }
    write_head(page, 2, pieces, "");
  }
  close_braces(page, opening);
}

void write(Page& page, const Opening& opening, const ast::SharedGuard& shared) {
  write_head(page, 0, {opening_part(opening, "guard", shared.name), names_part("on", shared.events)}, " {");
  page.begin_block();
  write_cel(page, 2, "require", shared.guard.require, {shared.guard.span.begin});
  write_guard_clauses(page, 2, shared.guard);
  close_braces(page, opening);
}

void write(Page& page, const Opening& opening, const ast::HowTo& howto) {
  std::vector<Part> parts{opening_part(opening, "howto", howto.name)};
  if (howto.title) {
    parts.push_back(text_part("", *howto.title, 0));
  }
  if (!howto.events.empty()) {
    parts.push_back(names_part("on", howto.events));
  }
  if (!howto.cites.empty()) {
    parts.push_back(names_part("cite", howto.cites));
  }
  write_head(page, 0, parts, " {");
  page.begin_block();
  for (const ast::Step& step : howto.steps) {
    std::vector<Part> pieces{text_part("step", step.text, 2)};
    pieces.front().units.insert(pieces.front().units.begin(), step.span.begin);
    if (!step.cites.empty()) {
      pieces.push_back(names_part("cite", step.cites));
    }
    write_head(page, 2, pieces, "");
  }
  close_braces(page, opening);
}

static void write_targets(Page& page, const std::optional<ast::Targets>& targets) {
  if (!targets) {
    return;
  }
  if (targets->kind == ast::Targets::Kind::subject) {
    page.line(2, {targets->span.begin}, "for subject");
    return;
  }
  std::vector<Part> items;
  for (const ast::Name& type : targets->types) {
    items.push_back({{type.span.begin}, type.text});
  }
  if (!items.empty()) {
    items.front().units.insert(items.front().units.begin(), targets->span.begin);
    if (targets->alias) {
      items.back().text += " as " + targets->alias->text;
      items.back().units.push_back(targets->alias->span.begin);
    }
    write_list(page, 2, "for", items);
  }
}

/// `then erase after 30d`: what happens and when on one line, where both are short.
static void write_then(Page& page, const ast::Rule& rule) {
  std::vector<Part> calls;
  std::string line = "then ";
  bool plain = true;
  for (const ast::Call& call : rule.then) {
    calls.push_back({{call.span.begin, call.outcome.span.begin}, call_phrase(call, 7)});
    line += (calls.size() == 1 ? "" : ", ") + calls.back().text;
    plain = plain && is_one_line(calls.back().text) && !page.layout().has_beside(call.span.begin);
  }
  if (!rule.after) {
    if (!calls.empty()) {
      write_list(page, 2, "then", calls);
    }
    return;
  }
  const uint32_t delay_unit = rule.after->span.begin;
  const std::string after = "after " + delay_phrase(*rule.after, 8);
  const bool joined = plain && !calls.empty() && rule.after->seconds && !page.layout().has_above(delay_unit) &&
                      2 + line.size() + 1 + after.size() <= page_width;
  if (!joined) {
    if (!calls.empty()) {
      write_list(page, 2, "then", calls);
    }
    page.line(2, {delay_unit}, after);
    return;
  }
  Units units;
  for (const Part& call : calls) {
    units.insert(units.end(), call.units.begin(), call.units.end());
  }
  units.push_back(delay_unit);
  page.line(2, units, line + " " + after);
}

void write(Page& page, const Opening& opening, const ast::Rule& rule) {
  const Part head = opening_part(opening, "rule", rule.name);
  page.line(0, head.units, head.text);
  page.begin_block();
  if (rule.title) {
    page.line(2, {rule.title->span.begin}, text_literal(rule.title->value, 2));
  }
  write_names(page, 2, "on", rule.events);
  if (rule.phase) {
    page.line(2, {rule.phase->span.begin}, "phase " + rule.phase->text);
  }
  write_targets(page, rule.targets);
  if (rule.where) {
    write_cel(page, 2, "where", *rule.where);
  }
  write_then(page, rule);
  if (rule.due) {
    write_cel(page, 2, "due", *rule.due);
  }
  if (rule.unless) {
    write_cel(page, 2, "unless", *rule.unless);
  }
  write_names(page, 2, "overrides", rule.overrides);
  if (rule.note) {
    write_text(page, 2, "note", *rule.note);
  }
  write_names(page, 2, "cite", rule.cites);
}

void write(Page& page, const Opening& opening, const ast::Advice& advice) {
  const Part head = opening_part(opening, "advise", advice.name);
  page.line(0, head.units, head.text);
  page.begin_block();
  if (advice.title) {
    page.line(2, {advice.title->span.begin}, text_literal(advice.title->value, 2));
  }
  write_names(page, 2, "on", advice.events);
  write_targets(page, advice.targets);
  if (advice.where) {
    write_cel(page, 2, "where", *advice.where);
  }
  if (advice.note) {
    write_text(page, 2, "note", *advice.note);
  }
  write_names(page, 2, "cite", advice.cites);
}

void write(Page& page, const Opening& opening, const ast::Display& display) {
  const Part head = opening_part(opening, "display", display.name);
  page.line(0, head.units, head.text);
  page.begin_block();
  if (display.title) {
    page.line(2, {display.title->span.begin}, text_literal(display.title->value, 2));
  }
  write_names(page, 2, "on", display.events);
  write_targets(page, display.targets);
  if (display.where) {
    write_cel(page, 2, "where", *display.where);
  }
  if (display.field) {
    page.line(2, {display.field->span.begin}, "field " + display.field->text);
  }
  std::vector<Part> forms;
  for (const ast::DisplayText& form : display.texts) {
    forms.push_back({{form.locale.span.begin, form.text.span.begin},
                     form.locale.text + " " + text_literal(form.text.value, 2 + head_indent)});
  }
  if (!forms.empty()) {
    write_list(page, 2, "show", forms);
  }
  if (display.note) {
    write_text(page, 2, "note", *display.note);
  }
  write_names(page, 2, "cite", display.cites);
}

void write(Page& page, const Opening& opening, const ast::Drop& drop) {
  page.line(0, {opening.unit, drop.kind.span.begin, drop.name.span.begin},
            opening.text + "drop " + drop.kind.text + " " + drop.name.text);
}

}  // namespace exeunt::format::dsl
