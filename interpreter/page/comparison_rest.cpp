#include <fmt/format.h>

#include <algorithm>

#include "interpreter/page/comparison_view.h"
#include "interpreter/plan/wording.h"

namespace exeunt::page {

static void write_clauses(const ComparisonView& view, Markup& html, const compare::Statement& statement) {
  const auto list = html.open("dl", {{"class", "terms"}});
  for (const compare::Clause& clause : statement.clauses) {
    const auto pair = html.open("div");
    html.leaf("dt", clause.name);
    for (std::size_t i = 0; i < clause.texts.size(); ++i) {
      if (statement.present[i]) {
        const auto text = html.open("dd");
        html.leaf("span", {{"class", "whose-clause"}}, view.names[i]).text(" ");
        if (clause.texts[i]) {
          html.leaf("code", *clause.texts[i]);
        } else {
          html.leaf("span", {{"class", "quiet"}}, "none");
        }
      }
    }
  }
}

/// "only in 2024-02-29", "changed".
static std::string change_words(const ComparisonView& view, const compare::Statement& statement) {
  std::vector<std::string> in;
  for (std::size_t i = 0; i < statement.present.size(); ++i) {
    if (statement.present[i]) {
      in.push_back(view.names[i]);
    }
  }
  const bool in_all = in.size() == statement.present.size();
  return fmt::format("{}{}", in_all ? "" : "only in " + plan::enumerate(in),
                     statement.changed ? (in_all ? "changed" : ", changed") : "");
}

void write_statements(ComparisonView& view, Markup& html) {
  const compare::Comparison& comparison = view.comparison;
  if (!comparison.one_pack) {
    return;
  }
  const auto section = html.open("section", {Attribute::id(Anchor("statements"))});
  {
    const auto heading = html.open("h2");
    html.text("Statements that are not the same ");
    html.leaf("span", {{"class", "count"}}, fmt::format("{}", comparison.statements.size()));
  }
  html.leaf("p", {{"class", "quiet"}},
            fmt::format("{} the same.", plan::count_noun(comparison.same_statements, "statement") +
                                            (comparison.same_statements == 1 ? " is" : " are")));
  if (comparison.statements.empty()) {
    return;
  }
  const auto list = html.open("ul", {{"class", "statements"}});
  for (const compare::Statement& statement : comparison.statements) {
    const auto item = html.open("li");
    const auto details = html.open("details");
    {
      const auto summary = html.open("summary");
      html.leaf("span", {{"class", "badge"}}, compare::name(statement.kind)).text(" ");
      html.leaf("bdi", statement.title.empty() ? statement.name : statement.title).text(" ");
      if (!statement.title.empty()) {
        html.leaf("code", {{"class", "quiet"}}, statement.name).text(" ");
      }
      html.leaf("span", {{"class", "quiet"}}, change_words(view, statement));
    }
    write_clauses(view, html, statement);
  }
}

static void write_names(Markup& html, std::string_view title, const std::vector<compare::Named>& names) {
  if (names.empty()) {
    return;
  }
  html.leaf("h4", title);
  const auto list = html.open("ul");
  for (const compare::Named& named : names) {
    const auto item = html.open("li");
    write_named(html, named);
  }
}

static void write_fields(Markup& html, const std::vector<compare::UnmappedField>& fields) {
  if (fields.empty()) {
    return;
  }
  html.leaf("h4", "Fields");
  const auto list = html.open("ul");
  for (const compare::UnmappedField& each : fields) {
    const auto item = html.open("li");
    write_named(html, each.entity);
    html.text(": ");
    write_named(html, each.field);
  }
}

static void write_unclaimed(const compare::Comparison& comparison, Markup& html) {
  if (comparison.unclaimed.empty()) {
    return;
  }
  const auto details = html.open("details");
  html.leaf("summary", "Common words that none of them has anything for");
  const auto list = html.open("ul");
  for (const compare::Unclaimed& each : comparison.unclaimed) {
    const auto item = html.open("li");
    html.leaf("bdi", each.title).text(" ").leaf("code", {{"class", "quiet"}}, each.key);
  }
}

void write_uncommon(ComparisonView& view, Markup& html) {
  const compare::Comparison& comparison = view.comparison;
  const bool any = std::any_of(comparison.contestants.begin(), comparison.contestants.end(),
                               [](const compare::Contestant& each) { return !each.unmapped.empty(); });
  if (!any && comparison.unclaimed.empty()) {
    return;
  }
  const auto section = html.open("section", {Attribute::id(Anchor("uncommon")), {"class", "uncommon"}});
  html.leaf("h2", "Without a common word");
  if (any) {
    html.leaf("p",
              "What no other vendor has under the same name. Its rows stand in the tables; here it is listed once.");
    const auto columns = html.open("div", {{"class", "answers"}});
    for (std::size_t i = 0; i < comparison.contestants.size(); ++i) {
      const compare::Unmapped& unmapped = comparison.contestants[i].unmapped;
      if (unmapped.empty()) {
        continue;
      }
      const auto column = html.open("div", {{"class", "answer"}});
      html.leaf("h3", {{"dir", "auto"}}, view.names[i]);
      write_names(html, "Things", unmapped.entities);
      write_fields(html, unmapped.fields);
      write_names(html, "Ways of leaving", unmapped.events);
      write_names(html, "Abilities", unmapped.capabilities);
    }
  }
  write_unclaimed(comparison, html);
}

}  // namespace exeunt::page
