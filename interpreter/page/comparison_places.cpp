// What stands behind a cell: every rule, with its conditions, its wording, when, and the statements it rests on.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "interpreter/compare/words.h"
#include "interpreter/page/comparison_view.h"
#include "interpreter/plan/wording.h"

namespace exeunt::page {

using compare::Answer;

/// A term and what is said of it, of a list that is open.
static void write_term(Markup& html, std::string_view term, std::string_view text) {
  if (!text.empty()) {
    const auto pair = html.open("div");
    html.leaf("dt", term).leaf("dd", {{"dir", "auto"}}, text);
  }
}

static std::string tie_words(const compare::Tie& tie) {
  if (tie.role == "subject") {
    return "the leaver";
  }
  return tie.role == "none" || tie.role.empty() ? tie.title : fmt::format("{} ({})", tie.title, tie.role);
}

/// Which objects: how they refer to the leaver, and the rest of the condition.
template <class Said>
static void write_conditions(Markup& html, const Said& said) {
  if (said.ties.empty() && said.conditions.empty()) {
    return;
  }
  const auto pair = html.open("div");
  html.leaf("dt", "Which");
  const auto definition = html.open("dd");
  const auto list = html.open("ul");
  for (const compare::Ties& ties : said.ties) {
    std::vector<std::string> words;
    for (const compare::Tie& tie : ties.any_of) {
      words.push_back(tie_words(tie));
    }
    const auto item = html.open("li");
    html.text(fmt::format("by {}: ", fmt::join(words, " or "))).leaf("code", ties.source);
  }
  for (const std::string& condition : said.conditions) {
    const auto item = html.open("li");
    html.leaf("code", condition);
  }
}

template <class Said>
static void write_origin(const ComparisonView& view, Markup& html, std::size_t contestant, const Said& said) {
  if (!said.cites.empty()) {
    const auto pair = html.open("div");
    html.leaf("dt", "Rests on");
    const auto definition = html.open("dd");
    write_facts(view, html, contestant, said.cites);
  }
  const auto pair = html.open("div");
  html.leaf("dt", "Rule");
  const auto definition = html.open("dd");
  html.leaf("code", said.rule);
  if (!said.place.file.empty()) {
    html.text(" ").leaf("span", {{"class", "quiet"}}, fmt::format("{}:{}", said.place.file, said.place.line));
  }
}

/// Where a rule holds: "Email sync and Calendar sync, on Deactivate a user".
template <class Said>
static std::string scope_words(const std::vector<const Said*>& alike) {
  std::vector<std::string> entities;
  std::vector<std::string> events;
  const auto add = [](std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(name);
    }
  };
  for (const Said* said : alike) {
    add(entities, said->entity.title);
    add(events, said->event.title);
  }
  return fmt::format("{} · {}", plan::enumerate(entities), plan::enumerate(events));
}

static bool is_alike(const compare::Fate& a, const compare::Fate& b) {
  const auto sources = [](const compare::Fate& fate) {
    std::string all;
    for (const compare::Ties& ties : fate.ties) {
      all += ties.source + "\n";
    }
    return all;
  };
  return std::tie(a.rule, a.outcome, a.wording, a.conditions, a.unless, a.phase, a.reversible) ==
             std::tie(b.rule, b.outcome, b.wording, b.conditions, b.unless, b.phase, b.reversible) &&
         a.delay == b.delay && a.outcome_class == b.outcome_class && sources(a) == sources(b);
}
static bool is_alike(const compare::Advice& a, const compare::Advice& b) {
  return std::tie(a.rule, a.text, a.conditions) == std::tie(b.rule, b.text, b.conditions);
}
static bool is_alike(const compare::Display& a, const compare::Display& b) {
  return std::tie(a.rule, a.text, a.field.name, a.conditions) == std::tie(b.rule, b.text, b.field.name, b.conditions);
}

/// Those that differ in nothing but the event and the entity they are about.
template <class Said>
static std::vector<std::vector<const Said*>> gather(const std::vector<Said>& all) {
  std::vector<std::vector<const Said*>> groups;
  for (const Said& said : all) {
    const auto found =
        std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return is_alike(*group.front(), said); });
    if (found == groups.end()) {
      groups.push_back({&said});
    } else {
      found->push_back(&said);
    }
  }
  return groups;
}

static std::string when_words(const compare::Fate& fate) {
  switch (fate.delay.kind) {
    case compare::Delay::Kind::none:
      return {};
    case compare::Delay::Kind::after:
      return "after " + fate.delay.text;
    case compare::Delay::Kind::due:
      return fate.delay.text;
  }
  return {};
}

/// The wording says what the title of the class has said: "stays as it is" under "Stays as it is".
static bool is_title(std::string_view wording, std::string_view title) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(wording.begin(), wording.end(), title.begin(), title.end(),
                    [&](char a, char b) { return lower(a) == lower(b); });
}

static void write_told_fate(const ComparisonView& view, Markup& html, std::size_t contestant,
                            const std::vector<const compare::Fate*>& alike, bool is_of_capability) {
  const compare::Fate& fate = *alike.front();
  const Tone& tone = tone_of(fate);
  const auto statement = html.open("article", {{"class", fmt::format("statement tone-{}", tone.name)}});
  {
    const auto heading = html.open("h5");
    write_glyph(html, tone.name, tone.glyph);
    html.leaf("span", {{"dir", "auto"}}, words_of(fate, is_of_capability));
  }
  if (!fate.title.empty()) {
    html.leaf("p", {{"class", "says"}, {"dir", "auto"}}, fate.title);
  }
  const auto terms = html.open("dl", {{"class", "terms"}});
  if (!is_title(fate.wording, fate.outcome_class.title)) {
    write_term(html, "What", fate.wording);
  }
  write_term(html, "Of", scope_words(alike));
  write_conditions(html, fate);
  write_term(html, "When", when_words(fate));
  write_term(html, "Unless", fate.unless);
  write_term(html, "Step", fate.phase);
  write_term(html, "Note", fate.note);
  write_term(html, "Comes before", plan::enumerate(fate.overrides));
  write_origin(view, html, contestant, fate);
}

static void write_told_display(const ComparisonView& view, Markup& html, std::size_t contestant,
                               const std::vector<const compare::Display*>& alike) {
  const compare::Display& display = *alike.front();
  const auto statement = html.open("article", {{"class", "statement tone-changes"}});
  {
    const auto heading = html.open("h5");
    write_glyph(html, "changes", "~");
    const auto words = html.open("span");
    if (!display.field.name.empty()) {
      html.leaf("bdi", display.field.title).text(" ");
    }
    if (display.text.empty()) {
      html.text("is not shown");
    } else {
      html.text("is shown as “").leaf("bdi", display.text).text("”");
    }
  }
  if (!display.title.empty()) {
    html.leaf("p", {{"class", "says"}, {"dir", "auto"}}, display.title);
  }
  const auto terms = html.open("dl", {{"class", "terms"}});
  write_term(html, "Of", scope_words(alike));
  write_conditions(html, display);
  write_term(html, "Note", display.note);
  write_origin(view, html, contestant, display);
}

static void write_told_advice(const ComparisonView& view, Markup& html, std::size_t contestant,
                              const std::vector<const compare::Advice*>& alike) {
  const compare::Advice& advice = *alike.front();
  const auto statement = html.open("article", {{"class", "statement tone-stops"}});
  {
    const auto heading = html.open("h5");
    write_glyph(html, "stops", "!");
    html.leaf("span", {{"dir", "auto"}}, "Advice: " + advice.text);
  }
  const auto terms = html.open("dl", {{"class", "terms"}});
  write_term(html, "Of", scope_words(alike));
  write_conditions(html, advice);
  write_term(html, "Note", advice.note);
  write_origin(view, html, contestant, advice);
}

static void write_answer(const ComparisonView& view, Markup& html, std::size_t contestant,
                         const std::vector<compare::Own>& own, const compare::Cell& cell, bool is_of_capability) {
  const auto column = html.open("section", {{"class", "answer"}});
  html.leaf("h4", {{"dir", "auto"}}, view.names[contestant]);
  if (!own.empty()) {
    const auto line = html.open("p", {{"class", "quiet"}});
    html.text("Calls it ");
    for (std::size_t i = 0; i < own.size(); ++i) {
      html.text(i == 0 ? "" : ", ");
      write_named(html, own[i].named);
    }
  }
  if (cell.answer != Answer::stated) {
    const auto line = html.open("p", {{"class", "silence"}});
    html.leaf("bdi", view.names[contestant]).text(" ").text(compare::silence(cell, is_of_capability)).text(".");
    if (!cell.explanation.empty()) {
      html.text(" ").leaf("span", {{"dir", "auto"}}, cell.explanation);
    }
    if (cell.fates.empty() && cell.advice.empty()) {
      write_facts(view, html, contestant, cell.cites);
    }
  }
  for (const auto& alike : gather(cell.fates)) {
    write_told_fate(view, html, contestant, alike, is_of_capability);
  }
  for (const auto& alike : gather(cell.displays)) {
    write_told_display(view, html, contestant, alike);
  }
  for (const auto& alike : gather(cell.advice)) {
    write_told_advice(view, html, contestant, alike);
  }
}

/// Rows of which nobody has anything to tell have no place of their own in the list, only in the table.
static bool has_details(const compare::Row& row) {
  return std::any_of(row.cells.begin(), row.cells.end(), [](const compare::Cell& cell) {
    return cell.answer != Answer::not_stated || !cell.fates.empty() || !cell.advice.empty();
  });
}

void write_places(ComparisonView& view, Markup& html, const Part& part) {
  for (const compare::RowId& id : part.matrix.order) {
    const compare::Row& row = part.matrix.at(id);
    const compare::Concept& what = part.matrix.concepts[id.concept_index];
    const compare::Event& event = view.comparison.events[id.event_index];
    const Likeness likeness = likeness_of(view.comparison, row.difference);
    const auto place = html.open("section", {Attribute::id(place_of(view, part, id)), {"class", "place"}});
    {
      const auto heading = html.open("h3");
      html.leaf("bdi", what.plural.empty() ? what.title : what.plural).text(" ");
      html.leaf("span", {{"class", "event"}, {"dir", "auto"}}, event_name(event)).text(" ");
      html.leaf("code", {{"class", "quiet"}}, what.key);
    }
    {
      const auto line = html.open("p", {{"class", "likeness"}});
      write_glyph(html, likeness.style, likeness.glyph);
      const auto words = html.open("span");
      html.leaf("strong", likeness.word).text(": ").text(likeness.says);
      if (row.cost > 1) {
        html.text(fmt::format("; the gap is {} of 100", row.cost));
      }
    }
    {
      const auto answers = html.open("div", {{"class", "answers"}});
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        write_answer(view, html, i, what.own[i], row.cells[i], part.is_of_capabilities);
      }
    }
    if (has_details(row)) {
      write_examples(view, html, what, id.event_index);
    }
  }
}

}  // namespace exeunt::page
