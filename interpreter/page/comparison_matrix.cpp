#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/compare/words.h"
#include "interpreter/page/comparison_view.h"

namespace exeunt::page {

using compare::Answer;

/// Fates that read the same, and the cases in which they come about.
struct Told {
  const compare::Fate* fate;
  std::string words;
  std::vector<std::string> cases;  ///< titles of rules, each once
};

static std::vector<Told> tell(const compare::Cell& cell, bool is_of_capability) {
  std::vector<Told> all;
  for (const compare::Fate& fate : cell.fates) {
    // What people can do is told with the abilities.
    if (!fate.open && !compare::counts(fate, cell)) {
      continue;
    }
    const std::string words = words_of(fate, is_of_capability);
    auto told = std::find_if(all.begin(), all.end(), [&](const Told& each) { return each.words == words; });
    if (told == all.end()) {
      told = all.insert(all.end(), {&fate, words, {}});
    }
    const std::string& title = fate.title.empty() ? fate.rule : fate.title;
    if (std::find(told->cases.begin(), told->cases.end(), title) == told->cases.end()) {
      told->cases.push_back(title);
    }
  }
  return all;
}

/// Titles of rules say when which of several things happens; many in short.
static void write_cases(Markup& html, const std::vector<std::string>& cases) {
  constexpr std::size_t most = 2;
  const std::size_t shown = cases.size() > most ? most - 1 : cases.size();
  for (std::size_t i = 0; i < shown; ++i) {
    html.text(" ").leaf("span", {{"class", "case"}, {"dir", "auto"}}, cases[i]);
  }
  if (shown < cases.size()) {
    html.text(" ").leaf("span", {{"class", "case"}}, fmt::format("and {} more cases", cases.size() - shown));
  }
}

static void write_in_short(Markup& html, const compare::Cell& cell, bool is_of_capability) {
  const std::vector<Told> all = tell(cell, is_of_capability);
  for (const Told& told : all) {
    const Tone& tone = tone_of(*told.fate);
    const auto line = html.open("span", {{"class", fmt::format("short tone-{}", tone.name)}});
    write_glyph(html, tone.name, tone.glyph);
    const auto words = html.open("span");
    html.leaf("span", {{"class", "fate-words"}, {"dir", "auto"}}, told.words);
    if (all.size() > 1) {
      write_cases(html, told.cases);
    }
  }
  std::set<std::string> fields;
  for (const compare::Display& display : cell.displays) {
    if (fields.insert(display.field.title).second) {
      const auto line = html.open("span", {{"class", "short tone-changes"}});
      write_glyph(html, "changes", "~");
      html.leaf("span", {{"class", "fate-words"}, {"dir", "auto"}},
                display.field.title.empty() ? "Is shown otherwise" : display.field.title + " is shown otherwise");
    }
  }
}

static void write_cell(Markup& html, const compare::Cell& cell, const std::string& contestant, const Anchor& place,
                       bool is_of_capability) {
  const auto data = html.open("td", {{"role", "cell"}, {"class", cell.answer == Answer::stated ? "stated" : "silent"}});
  html.leaf("span", {{"class", "whose"}, {"aria-hidden", "true"}}, contestant);
  const auto link = html.open("a", {Attribute::href(place), {"class", "cell"}, {"data-cell", true}});
  if (cell.answer == Answer::stated) {
    write_in_short(html, cell, is_of_capability);
  } else {
    html.leaf("span", {{"class", "short"}}, compare::silence(cell, is_of_capability));
  }
  if (!cell.advice.empty()) {
    html.leaf("span", {{"class", "short quiet"}}, "and gives advice");
  }
}

/// Names of the classes in a row, for the filter.
static std::string classes_in_row(const compare::Row& row) {
  std::set<std::string> classes;
  for (const compare::Cell& cell : row.cells) {
    for (const compare::Fate& fate : cell.fates) {
      classes.insert(fate.outcome_class.name);
    }
  }
  return fmt::format("{}", fmt::join(classes, " "));
}

static void write_row(ComparisonView& view, Markup& html, const Part& part, const compare::RowId& id) {
  const compare::Row& row = part.matrix.at(id);
  const compare::Concept& what = part.matrix.concepts[id.concept_index];
  const compare::Event& event = view.comparison.events[id.event_index];
  const Likeness likeness = likeness_of(view.comparison, row.difference);
  const Anchor place = place_of(view, part, id);
  const auto line = html.open("tr", {{"role", "row"},
                                     {"data-row", true},
                                     {"data-place", place.text()},
                                     {"data-likeness", likeness.style},
                                     {"data-event", event.key},
                                     {"data-class", classes_in_row(row)},
                                     {"data-cost", fmt::format("{}", row.cost)},
                                     {"data-worst", fmt::format("{}", row.worst)},
                                     {"data-irreversible", row.irreversible}});
  {
    const auto head = html.open("th", {{"scope", "row"}, {"role", "rowheader"}});
    html.leaf("strong", {{"class", "thing"}, {"dir", "auto"}}, what.plural.empty() ? what.title : what.plural)
        .text(" ");
    html.leaf("span", {{"class", "event"}, {"dir", "auto"}}, event_name(event)).text(" ");
    const auto badge = html.open("span", {{"class", "likeness"}});
    write_glyph(html, likeness.style, likeness.glyph);
    html.text(likeness.word);
    if (row.cost > 1) {
      html.text(fmt::format(", gap {}", row.cost));
    }
  }
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    write_cell(html, row.cells[i], view.names[i], place, part.is_of_capabilities);
  }
}

void write_matrix(ComparisonView& view, Markup& html, const Part& part) {
  if (part.matrix.order.empty()) {
    return;
  }
  const Anchor anchor(part.name);
  const auto section = html.open("section", {Attribute::id(anchor), {"data-section", true}});
  html.leaf("h2", part.title);
  html.leaf(
      "p", {{"class", "quiet"}, {"data-script", true}, {"hidden", true}},
      "Open a cell for the rules behind it, their conditions and what they rest on. Arrow keys move between cells.");
  const auto frame = html.open("div", {{"class", "scroll matrix-frame"}});
  const auto table = html.open("table", {{"class", view.names.size() > 3 ? "matrix many" : "matrix"},
                                         {"role", "table"},
                                         {"aria-label", part.title},
                                         {"data-matrix", true}});
  {
    const auto head = html.open("thead", {{"role", "rowgroup"}});
    const auto row = html.open("tr", {{"role", "row"}});
    html.leaf("th", {{"scope", "col"}, {"role", "columnheader"}}, part.lead);
    for (std::size_t i = 0; i < view.names.size(); ++i) {
      const auto cell = html.open("th", {{"scope", "col"}, {"role", "columnheader"}});
      html.leaf("bdi", view.names[i]);
      const std::string& edition = view.comparison.contestants[i].edition;
      if (!edition.empty() && view.names[i].find(edition) == std::string::npos) {
        html.text(" ").leaf("span", {{"class", "quiet"}}, edition);
      }
    }
  }
  const auto body = html.open("tbody", {{"role", "rowgroup"}});
  for (const compare::RowId& id : part.matrix.order) {
    write_row(view, html, part, id);
  }
}

}  // namespace exeunt::page
