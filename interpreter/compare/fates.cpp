#include "interpreter/compare/fates.h"

#include <algorithm>
#include <tuple>

#include "interpreter/compare/condition.h"
#include "interpreter/compare/phrase.h"

namespace exeunt::compare {

namespace {

/// What every kind of rule says alike.
template <class Said, class Variant>
Said begin(const program::Event& event, const Variant& variant, const View& view) {
  const program::RuleInfo& info = view.program().rules[variant.rule];
  Condition condition =
      read_condition(variant.where, variant.subject_only, view.program().model->entities[variant.entity]);
  Said said;
  said.event = view.named(event);
  said.entity = view.named(variant.entity);
  said.rule = info.name;
  said.note = on_one_line(info.note);
  said.ties = std::move(condition.ties);
  said.conditions = std::move(condition.conditions);
  said.cites = info.cites;
  said.place = view.place(info.declared);
  return said;
}

}  // namespace

Fate read_fate(const program::Event& event, const program::RuleVariant& rule, const program::Outcome& outcome,
               const View& view) {
  const program::RuleInfo& info = view.program().rules[rule.rule];
  Fate fate = begin<Fate>(event, rule, view);
  fate.title = on_one_line(info.title);
  fate.outcome = outcome.name;
  fate.wording = tell(outcome, rule.entity, view);
  fate.delay = read_delay(rule.after, rule.due);
  fate.outcome_class = view.outcome_class(outcome.class_name, fate.delay.kind != Delay::Kind::none);
  fate.reversible = outcome.reversible;
  fate.open = outcome.class_name == open_class;
  fate.unless = rule.unless ? cel_text(*rule.unless) : std::string();
  fate.phase = event.phases[rule.phase];
  if (const std::string capability = capability_of(outcome); !capability.empty()) {
    fate.capability = view.capability(capability);
  }
  fate.overrides = info.overrides;
  return fate;
}

Advice read_advice(const program::Event& event, const program::AdviceVariant& advice, const View& view) {
  Advice said = begin<Advice>(event, advice, view);
  said.text = tell(advice.text);
  return said;
}

Display read_display(const program::Event& event, const program::DisplayVariant& display, const View& view) {
  Display said = begin<Display>(event, display, view);
  said.title = on_one_line(view.program().rules[display.rule].title);
  if (display.field) {
    said.field = view.named(display.entity, *display.field);
  }
  const auto text = display.texts.find(std::string(program::default_locale));
  said.text = text == display.texts.end() ? std::string() : tell(text->second);
  return said;
}

void add_cites(std::vector<std::string>& to, const std::vector<std::string>& cites) {
  to.insert(to.end(), cites.begin(), cites.end());
  std::sort(to.begin(), to.end());
  to.erase(std::unique(to.begin(), to.end()), to.end());
}

void settle(Cell& cell, const View& view) {
  const auto by_place = [](const auto& a, const auto& b) {
    return std::tie(a.event, a.entity, a.rule) < std::tie(b.event, b.entity, b.rule);
  };
  std::stable_sort(cell.fates.begin(), cell.fates.end(), [&](const Fate& a, const Fate& b) {
    const auto rank = [](const Fate& fate) {
      return std::tuple(fate.open, -fate.outcome_class.severity, fate.reversible);
    };
    return rank(a) != rank(b) ? rank(a) < rank(b) : by_place(a, b);
  });
  std::stable_sort(cell.advice.begin(), cell.advice.end(), by_place);
  std::stable_sort(cell.displays.begin(), cell.displays.end(), by_place);

  const auto add_all = [&cell](const auto& list) {
    for (const auto& said : list) {
      add_cites(cell.cites, said.cites);
    }
  };
  add_all(cell.fates);
  add_all(cell.advice);
  add_all(cell.displays);

  for (const Fate& fate : cell.fates) {
    if (counts(fate, cell)) {
      cell.worst = cell.worst ? cell.worst : fate.outcome_class;  // the worst stands first
      cell.irreversible = cell.irreversible || !fate.reversible;
    }
  }
  if (!cell.displays.empty()) {
    const Class shown = view.outcome_class(std::string(display_class), false);
    if (!cell.worst || cell.worst->severity < shown.severity) {
      cell.worst = shown;
    }
  }
  if (cell.worst) {
    cell.answer = Answer::stated;
  } else {
    cell.why = !cell.fates.empty() ? Why::open : (!cell.advice.empty() ? Why::advised : Why::no_rule);
  }
}

}  // namespace exeunt::compare
