#include "interpreter/compare/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "interpreter/compare/condition.h"
#include "interpreter/compare/phrase.h"

namespace exeunt::compare {

namespace {

using Kind = Statement::Kind;

std::string joined(const std::set<std::string>& texts) {
  return fmt::format("{}", fmt::join(texts, ", "));
}
std::string joined(const std::vector<std::string>& texts) {
  return fmt::format("{}", fmt::join(texts, ", "));
}

void put(Described& described, const std::string& clause, const std::string& text) {
  if (!text.empty()) {
    described[clause] = on_one_line(text);
  }
}

/// A rule, a piece of advice or a display, gathered from all events and entities that it is about.
struct Gathered {
  std::set<std::string> events;
  std::set<std::string> entities;
  std::set<std::string> wheres;
  Described rest;
};

class Describer {
 public:
  Describer(const View& view, const Selection& selection)
      : view_(view), program_(view.program()), selection_(selection), gathered_(program_.rules.size()) {}

  Statements take() {
    for (const program::Event& event : program_.events) {
      if (selection_.has_event(view_.key(event))) {
        describe(event);
      }
    }
    describe_rules();
    describe_model();
    for (const program::Capability& capability : program_.capabilities) {
      if (selection_.has_concept(view_.key(capability))) {
        Described& out = statements_[{Kind::capability, capability.name}];
        put(out, "title", capability.title);
        put(out, "is", capability.concept_name);
        put(out, "cite", joined(capability.cites));
      }
    }
    if (selection_.has_all_events() && selection_.has_all_concepts()) {
      describe_declarations();
    }
    return std::move(statements_);
  }

 private:
  void describe(const program::Event& event) {
    for (const program::RuleVariant& rule : event.rules) {
      if (Gathered* const out = gather(event, rule)) {
        describe(event, rule, out->rest);
      }
    }
    for (const program::AdviceVariant& advice : event.advice) {
      if (Gathered* const out = gather(event, advice)) {
        put(out->rest, "title", tell(advice.text));
      }
    }
    for (const program::DisplayVariant& display : event.displays) {
      if (Gathered* const out = gather(event, display)) {
        put(out->rest, "field", display.field ? view_.named(display.entity, *display.field).name : "");
        for (const auto& [locale, text] : display.texts) {
          put(out->rest, "show " + locale, "\"" + tell(text) + "\"");
        }
      }
    }
    if (selection_.has_all_concepts()) {
      describe_head(event);
    }
  }

  /// Null: it was not asked for.
  template <class Variant>
  Gathered* gather(const program::Event& event, const Variant& variant) {
    const model::Entity& entity = program_.model->entities[variant.entity];
    if (!selection_.has_concept(view_.key(entity)) && !concerns_capability(variant)) {
      return nullptr;
    }
    Gathered& out = gathered_[variant.rule];
    out.events.insert(event.name);
    out.entities.insert(variant.subject_only ? "subject" : entity.name);
    if (variant.where) {
      out.wheres.insert(cel_text(*variant.where));
    }
    return &out;
  }

  bool concerns_capability(const program::RuleVariant& rule) const {
    return std::any_of(rule.outcomes.begin(), rule.outcomes.end(), [this](const program::Outcome& outcome) {
      const program::Capability* const capability = view_.find_capability(capability_of(outcome));
      return capability != nullptr && selection_.has_concept(view_.key(*capability));
    });
  }
  template <class Variant>
  static bool concerns_capability(const Variant&) {
    return false;
  }

  void describe(const program::Event& event, const program::RuleVariant& rule, Described& out) const {
    std::vector<std::string> calls;
    std::vector<std::string> classes;
    for (const program::Outcome& outcome : rule.outcomes) {
      calls.push_back(view_.slice(outcome.used));
      classes.push_back(fmt::format("{} ({})", outcome.class_name, outcome.reversible ? "reversible" : "irreversible"));
    }
    put(out, "then", joined(calls));
    put(out, "class", joined(classes));
    put(out, "phase", event.phases[rule.phase]);
    const Delay delay = read_delay(rule.after, rule.due);
    put(out, std::string(name(delay.kind)), delay.text);
    put(out, "unless", rule.unless ? cel_text(*rule.unless) : "");
  }

  void describe_rules() {
    constexpr Kind kinds[] = {Kind::rule, Kind::advice, Kind::display};  // as program::RuleKind
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
      const program::RuleInfo& info = program_.rules[i];
      Gathered& gathered = gathered_[i];
      if (gathered.events.empty()) {
        continue;
      }
      Described& out = statements_[{kinds[static_cast<std::size_t>(info.kind)], info.name}];
      out = std::move(gathered.rest);
      put(out, "on", joined(gathered.events));
      put(out, "for", joined(gathered.entities));
      put(out, "where", joined(gathered.wheres));
      if (!out.contains("title")) {
        put(out, "title", info.title);
      }
      put(out, "note", info.note);
      put(out, "overrides", joined(info.overrides));
      put(out, "cite", joined(info.cites));
    }
  }

  /// The event itself and its guards.
  void describe_head(const program::Event& event) {
    Described& out = statements_[{Kind::event, event.name}];
    put(out, "title", event.title);
    put(out, "is", event.concept_name);
    put(out, "for", program_.model->entities[event.subject].name);
    std::vector<std::string> arguments;
    for (const program::Argument& argument : event.arguments) {
      arguments.push_back(fmt::format("{}: {}{}{}", argument.name, model::text(*program_.model, argument.type),
                                      argument.default_value ? " = " : "",
                                      argument.default_value ? cel_text(*argument.default_value) : ""));
    }
    put(out, "arguments", joined(arguments));
    put(out, "phases", joined(event.phases));
    put(out, "inventory", event.inventory_title);
    put(out, "inventory cites", joined(event.inventory_cites));
    put(out, "cite", joined(event.cites));
    for (const program::Guard& guard : event.guards) {
      Described& condition = statements_[{Kind::guard, event.name + "/" + guard.name}];
      put(condition, "require", cel_text(guard.require));
      put(condition, "else", tell(guard.otherwise));
      put(condition, "unblock", tell(guard.unblock));
      put(condition, "how-to", guard.howto);
      put(condition, "cite", joined(guard.cites));
    }
  }

  void describe_model() {
    for (const model::Entity& entity : program_.model->entities) {
      if (!selection_.has_concept(view_.key(entity)) || !selection_.has_all_events()) {
        continue;
      }
      Described& out = statements_[{Kind::entity, entity.name}];
      put(out, "title", entity.title);
      put(out, "is", entity.concept_name);
      for (const model::Field& field : entity.fields) {
        std::string text = model::text(*program_.model, field.type);
        text += field.role == model::Role::none ? "" : " " + std::string(model::name(field.role));
        text += field.derived ? " derived" : "";
        text += field.label ? " label" : "";
        text += field.title.empty() ? "" : " \"" + field.title + "\"";
        put(out, "field " + field.name, text);
      }
    }
  }

  /// What is about no event and no concept in particular.
  void describe_declarations() {
    for (const program::HowTo& howto : program_.howtos) {
      Described& out = statements_[{Kind::howto, howto.name}];
      put(out, "title", howto.title);
      put(out, "on", joined(howto.events));
      std::vector<std::string> steps;
      for (const program::Step& step : howto.steps) {
        steps.push_back(fmt::format("{}{}", step.text, step.cites.empty() ? "" : " (" + joined(step.cites) + ")"));
      }
      put(out, "steps", fmt::format("{}", fmt::join(steps, " · ")));
      put(out, "cite", joined(howto.cites));
    }
    for (const program::Let& let : program_.lets) {
      describe(let);
    }
    for (const program::Lack& lack : program_.lacks) {
      Described& out = statements_[{Kind::lack, lack.concept_name}];
      put(out, "why", lack.why);
      put(out, "cite", joined(lack.cites));
    }
  }

  void describe(const program::Let& let) {
    Described& out = statements_[{Kind::let, let.name}];
    if (const auto* value = std::get_if<program::Expression>(&let.value)) {
      put(out, "value", cel_text(*value));
      return;
    }
    const auto& lookup = std::get<program::Lookup>(let.value);
    put(out, "value",
        fmt::format("{} {}", lookup.kind == ast::Lookup::Kind::first ? "first" : "all",
                    program_.model->entities[lookup.entity].name));
    put(out, "where", lookup.where ? cel_text(*lookup.where) : "");
    std::vector<std::string> keys;
    for (const program::OrderKey& key : lookup.by) {
      keys.push_back(cel_text(key.key) + (key.descending ? " descending" : ""));
    }
    put(out, "by", joined(keys));
  }

  const View& view_;
  const program::Program& program_;
  const Selection& selection_;
  std::vector<Gathered> gathered_;  ///< by rule
  Statements statements_;
};

}  // namespace

Statements describe(const View& view, const Selection& selection) {
  return Describer(view, selection).take();
}

}  // namespace exeunt::compare
