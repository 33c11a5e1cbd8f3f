#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/page/plan_view.h"
#include "interpreter/page/tone.h"

namespace exeunt::page {

void write_inventory(PlanView& view, Markup& html) {
  const plan::Plan& plan = view.plan;
  const bool has_any = std::any_of(plan.inventory.begin(), plan.inventory.end(),
                                   [](const plan::InventoryEntry& entry) { return entry.count != 0; });
  if (!has_any) {
    return;
  }
  const Section section(
      view, html, Anchor("inventory"),
      plan.inventory_title.empty() ? plan::name_of(view.words, plan.request.subject) + " has" : plan.inventory_title);
  const auto list = html.open("ul", {{"class", "inventory"}});
  for (const plan::InventoryEntry& entry : plan.inventory) {
    if (entry.count != 0) {
      const auto item = html.open("li");
      html.leaf("strong", fmt::format("{}", entry.count)).text(" ");
      html.leaf("bdi", plan::plural_of(view.words, entry.type));
    }
  }
}

static void write_steps(Markup& html, const plan::HowTo& howto) {
  const auto steps = html.open("ol");
  for (const plan::Step& step : howto.steps) {
    html.leaf("li", {{"dir", "auto"}}, step.text);
  }
}

void write_howtos(PlanView& view, Markup& html) {
  if (view.plan.howtos.empty()) {
    return;
  }
  const Section section(view, html, Anchor("howtos"), "How to");
  for (const plan::HowTo& howto : view.plan.howtos) {
    const auto part = html.open("article", {Attribute::id(view.howtos.of(howto.name)), {"data-row", true}});
    html.leaf("h3", {{"dir", "auto"}}, howto.title.empty() ? howto.name : howto.title);
    write_steps(html, howto);
  }
}

static std::string_view kind_words(plan::RuleKind kind) {
  switch (kind) {
    case plan::RuleKind::rule:
      return "Rule";
    case plan::RuleKind::advice:
      return "Advice";
    case plan::RuleKind::display:
      return "Display";
  }
  return {};
}

static void write_outcomes(Markup& html, const plan::Rule& rule) {
  for (const plan::RuleOutcome& outcome : rule.outcomes) {
    const auto line = html.open("p", {{"class", "outcome"}});
    html.leaf("code", outcome.outcome).text(" ");
    html.leaf("span", {{"class", "class"}}, class_words(outcome.class_name));
    if (!outcome.reversible) {
      html.text(" ").leaf("span", {{"class", "badge gone"}}, "Cannot be undone");
    }
  }
  if (rule.outcomes.empty()) {
    html.leaf("p", {{"class", "outcome"}}, kind_words(rule.kind));
  }
}

static void write_sources(Markup& html, const plan::Rule& rule) {
  if (!rule.cites.empty()) {
    const auto list = html.open("ul", {{"class", "cites"}});
    for (const std::string& cite : rule.cites) {
      const auto item = html.open("li");
      html.leaf("code", cite);
    }
  }
  if (rule.location) {
    html.leaf("p", {{"class", "place"}},
              fmt::format("{}:{}:{}", rule.location->file, rule.location->line, rule.location->column));
  }
}

/// The classes of a rule, for the filter: each once, parted by spaces.
static std::string classes_of(const plan::Rule& rule) {
  std::set<std::string> classes;
  for (const plan::RuleOutcome& outcome : rule.outcomes) {
    classes.insert(outcome.class_name);
  }
  return fmt::format("{}", fmt::join(classes, " "));
}

void write_rules(PlanView& view, Markup& html) {
  if (view.plan.rules.empty()) {
    return;
  }
  const Section section(view, html, Anchor("rules"), "Rules and their sources", view.plan.rules.size());
  const auto frame =
      html.open("div", {{"class", "scroll"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", "Rules"}});
  const auto table = html.open("table", {{"class", "rules"}, {"role", "table"}});
  // The roles say what the elements are anyway: where the page is narrow, the style lays rows out as blocks, for which
  // browsers forget it.
  {
    const auto head = html.open("thead", {{"role", "rowgroup"}});
    const auto row = html.open("tr", {{"role", "row"}});
    for (const char* title : {"Rule", "Outcome", "Rests on"}) {
      html.leaf("th", {{"scope", "col"}, {"role", "columnheader"}}, title);
    }
  }
  const auto body = html.open("tbody", {{"role", "rowgroup"}});
  for (const auto& [name, rule] : view.plan.rules) {
    const bool irreversible = std::any_of(rule.outcomes.begin(), rule.outcomes.end(),
                                          [](const auto& outcome) { return !outcome.reversible; });
    const auto row = html.open("tr", {Attribute::id(view.rules.of(name)),
                                      {"role", "row"},
                                      {"data-row", true},
                                      {"data-class", classes_of(rule)},
                                      {"data-irreversible", irreversible}});
    {
      const auto cell = html.open("th", {{"scope", "row"}, {"role", "rowheader"}});
      html.leaf("code", {{"class", "name"}}, name);
      if (!rule.title.empty()) {
        html.leaf("p", {{"dir", "auto"}}, rule.title);
      }
      if (!rule.note.empty()) {
        html.leaf("p", {{"class", "note"}, {"dir", "auto"}}, rule.note);
      }
    }
    {
      const auto cell = html.open("td", {{"role", "cell"}});
      write_outcomes(html, rule);
    }
    const auto cell = html.open("td", {{"role", "cell"}});
    write_sources(html, rule);
  }
}

}  // namespace exeunt::page
