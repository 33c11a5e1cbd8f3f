// The example account: what becomes of each of its objects with each vendor.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/compare/not_carried.h"
#include "interpreter/page/comparison_view.h"
#include "interpreter/plan/time.h"
#include "interpreter/plan/wording.h"

namespace exeunt::page {

using compare::AccountAnswer;

/// So many objects of a concept are told under one event; the rest is counted.
static constexpr std::size_t most_examples = 25;

static std::string_view answer_words(AccountAnswer answer) {
  switch (answer) {
    case AccountAnswer::changes:
      return "";
    case AccountAnswer::undecided:
      return "cannot be decided from what the account says";
    case AccountAnswer::unaddressed:
      return "refers to the leaver, and no rule speaks of it";
    case AccountAnswer::untouched:
      return "has nothing to do with it";
    case AccountAnswer::blocked:
      return "the event cannot happen on this account";
    case AccountAnswer::not_carried:
      return "has no place in the vendor's model";
    case AccountAnswer::no_event:
      return "its source speaks of no such event";
  }
  return {};
}

static void write_change(Markup& html, const compare::AccountChange& change, const std::string& at) {
  const Tone& tone = tone_of(change.open ? "unspecified" : change.outcome_class.name, change.outcome_class.severity);
  const auto line = html.open("p", {{"class", fmt::format("short tone-{}", tone.name)}});
  write_glyph(html, tone.name, tone.glyph);
  const auto words = html.open("span");
  html.leaf("code", {{"class", "quiet"}}, change.object).text(" ").leaf("bdi", change.text);
  if (!change.due.empty()) {
    html.text(" on " + plan::people_due(change.due, at));
  }
  if (!change.unless.empty()) {
    html.text(", unless ").leaf("code", change.unless);
  }
  html.text(" ").leaf("code", {{"class", "quiet"}}, change.rule);
}

static void write_account_display(Markup& html, const compare::AccountDisplay& display) {
  const auto line = html.open("p", {{"class", "short tone-changes"}});
  write_glyph(html, "changes", "~");
  const auto words = html.open("span");
  html.leaf("code", {{"class", "quiet"}}, display.object).text(" ");
  html.text(display.field.empty() ? "" : display.field + " ");
  if (display.text.empty()) {
    html.text("is not shown");
  } else {
    html.text("is shown as “").leaf("bdi", display.text).text("”");
  }
  html.text(" ").leaf("code", {{"class", "quiet"}}, display.rule);
}

static void write_account_cell(Markup& html, const compare::Carried& carried, const compare::AccountCell& cell,
                               const std::string& at) {
  for (const compare::AccountChange& change : cell.changes) {
    write_change(html, change, at);
  }
  for (const compare::AccountDisplay& display : cell.displays) {
    write_account_display(html, display);
  }
  for (const compare::AccountUndecided& undecided : cell.undecided) {
    const auto line = html.open("p", {{"class", "short tone-open"}});
    write_glyph(html, "open", "?");
    html.leaf("span",
              fmt::format("{} may apply: {}", undecided.rule,
                          undecided.error.empty() ? "needs " + plan::enumerate(undecided.missing) : undecided.error));
  }
  if (cell.changes.empty() && cell.displays.empty() && cell.undecided.empty()) {
    html.leaf("p", {{"class", "quiet"}},
              cell.answer == AccountAnswer::not_carried && !carried.why_not.empty() ? carried.why_not
                                                                                    : answer_words(cell.answer));
  }
}

void write_examples(ComparisonView& view, Markup& html, const compare::Concept& of, std::size_t event_index) {
  if (!view.comparison.account) {
    return;
  }
  const compare::AccountFates& account = *view.comparison.account;
  std::vector<const compare::AccountObject*> objects;
  for (const compare::AccountObject& object : account.objects) {
    if (object.concept_key == of.key) {
      objects.push_back(&object);
    }
  }
  if (objects.empty()) {
    return;
  }
  const auto part = html.open("section", {{"class", "examples"}});
  html.leaf("h4", "In the example account");
  const auto frame = html.open(
      "div", {{"class", "scroll"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", "In the example account"}});
  const auto table = html.open("table");
  {
    const auto head = html.open("thead");
    const auto row = html.open("tr");
    html.leaf("th", {{"scope", "col"}}, "Object");
    for (const std::string& name : view.names) {
      html.leaf("th", {{"scope", "col"}, {"dir", "auto"}}, name);
    }
  }
  const auto body = html.open("tbody");
  for (std::size_t i = 0; i < std::min(objects.size(), most_examples); ++i) {
    const compare::AccountObject& object = *objects[i];
    const auto row = html.open("tr");
    {
      const auto head = html.open("th", {{"scope", "row"}});
      html.leaf("bdi", object.label.empty() ? object.object : object.label);
      if (!object.label.empty()) {
        html.text(" ").leaf("code", {{"class", "quiet"}}, object.object);
      }
    }
    for (std::size_t j = 0; j < object.carried.size(); ++j) {
      const auto cell = html.open("td");
      write_account_cell(html, object.carried[j], object.rows[event_index].cells[j], account.request.at);
    }
  }
  if (objects.size() > most_examples) {
    const auto row = html.open("tr");
    html.leaf("td", {{"colspan", fmt::format("{}", view.names.size() + 1)}, {"class", "quiet"}},
              fmt::format("and {} more, which this page leaves out: the comparison as JSON has them all",
                          objects.size() - most_examples));
  }
}

static void write_losses(Markup& html, std::string_view title, const std::vector<compare::Loss>& losses) {
  if (losses.empty()) {
    return;
  }
  const auto column = html.open("div", {{"class", "answer"}});
  html.leaf("h3", {{"dir", "auto"}}, title);
  const auto list = html.open("ul");
  for (const compare::Loss& each : losses) {
    const auto item = html.open("li");
    html.leaf("bdi", each.what).text(": ").leaf("bdi", each.text);
  }
}

void write_not_carried(ComparisonView& view, Markup& html) {
  if (!view.comparison.account) {
    return;
  }
  const compare::AccountFates& account = *view.comparison.account;
  const auto section = html.open("section", {Attribute::id(Anchor("not-carried")), {"class", "uncommon"}});
  html.leaf("h2", "What of the example account is not carried over");
  html.leaf("p", "The account is told in common words. For this the vendors' models have no place.");
  const auto columns = html.open("div", {{"class", "answers"}});
  write_losses(html, "All of them", compare::find_unknown(account.request));
  for (std::size_t i = 0; i < view.names.size(); ++i) {
    write_losses(html, view.names[i], compare::find_not_carried(account, i));
  }
}

}  // namespace exeunt::page
