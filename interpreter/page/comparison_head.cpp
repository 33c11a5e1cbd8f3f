#include <fmt/format.h>

#include <map>
#include <set>

#include "interpreter/page/comparison_view.h"
#include "interpreter/plan/wording.h"

namespace exeunt::page {

using compare::Difference;

static void write_contestants(const ComparisonView& view, Markup& html) {
  const auto list = html.open("ul", {{"class", "contestants"}});
  for (const compare::Contestant& contestant : view.comparison.contestants) {
    const auto item = html.open("li");
    html.leaf("strong", {{"dir", "auto"}}, contestant.title).text(" ");
    html.leaf("span", {{"dir", "auto"}},
              contestant.edition_title.empty() ? contestant.edition : contestant.edition_title);
    html.text(" ").leaf("span", {{"class", "quiet"}},
                        fmt::format("{} cited", plan::count_noun(contestant.facts.size(), "statement")));
  }
}

static void write_number(Markup& html, uint64_t count, std::string_view style, std::string_view says) {
  const auto item = html.open("li", {{"class", style}});
  html.leaf("strong", fmt::format("{}", count)).text(" ").leaf("span", says);
}

static void write_numbers(const ComparisonView& view, Markup& html) {
  const compare::Comparison& comparison = view.comparison;
  const auto count = [&](Difference difference) {
    return comparison.objects.counts[difference] + comparison.capabilities.counts[difference];
  };
  const auto list = html.open("ul", {{"class", "figures"}});
  const uint64_t compared = comparison.objects.counts.compared() + comparison.capabilities.counts.compared();
  write_number(html, compared, "plain", compared == 1 ? "place compared" : "places compared");
  write_number(html, count(Difference::different) + count(Difference::partly), "different", "differ");
  write_number(html, count(Difference::one_sided), "one-sided",
               comparison.contestants.size() == 2 ? "said by one only" : "said by some only");
  write_number(html, count(Difference::same), "same", "are the same");
  if (comparison.one_pack) {
    write_number(html, comparison.statements.size(), "different", "statements not the same");
  }
  const uint64_t unmapped =
      comparison.objects.unmapped_counts.compared() + comparison.capabilities.unmapped_counts.compared();
  if (unmapped != 0) {
    write_number(html, unmapped, "plain", "of things without a common word");
  }
}

void write_comparison_head(ComparisonView& view, Markup& html) {
  const auto head = html.open("header", {{"class", "masthead"}});
  {
    const auto line = html.open("div", {{"class", "line"}});
    html.leaf("p", {{"class", "vendor"}}, "What happens when a user leaves");
    html.leaf("button", {{"type", "button"}, {"class", "plain"}, {"data-theme-switch", true}, {"hidden", true}},
              "Dark");
  }
  {
    const auto title = html.open("h1");
    if (const std::string& vendor = view.comparison.contestants.front().title;
        view.comparison.one_pack && view.names.front().find(vendor) == std::string::npos) {
      html.leaf("bdi", vendor).text(": ");  // what stands below are editions
    }
    // More of them stand in the list below.
    constexpr std::size_t most_named = 4;
    if (view.names.size() > most_named) {
      html.text(fmt::format("{} side by side", view.names.size()));
    }
    for (std::size_t i = 0; i < view.names.size() && view.names.size() <= most_named; ++i) {
      html.text(i == 0 ? "" : i + 1 == view.names.size() ? " and " : ", ").leaf("bdi", view.names[i]);
    }
  }
  write_contestants(view, html);
  if (view.comparison.same()) {
    const auto verdict = html.open("p", {{"class", "verdict"}});
    html.leaf("strong", "No difference").text(" ").leaf("span", "Nothing that is compared differs.");
  }
  write_numbers(view, html);
}

/// Classes that occur, the gravest first.
static std::vector<const compare::Class*> classes_in(const compare::Comparison& comparison) {
  std::map<std::pair<int, std::string_view>, const compare::Class*> classes;
  for (const compare::Matrix* matrix : {&comparison.objects, &comparison.capabilities}) {
    for (const compare::Concept& of : matrix->concepts) {
      for (const compare::Row& row : of.rows) {
        for (const compare::Cell& cell : row.cells) {
          for (const compare::Fate& fate : cell.fates) {
            classes.try_emplace({-fate.outcome_class.severity, fate.outcome_class.name}, &fate.outcome_class);
          }
        }
      }
    }
  }
  std::vector<const compare::Class*> out;
  for (const auto& [key, each] : classes) {
    out.push_back(each);
  }
  return out;
}

static void write_choices(ComparisonView& view, Markup& html) {
  {
    const auto label = html.open("label", {{"class", "field narrow"}});
    html.leaf("span", {{"class", "quiet"}}, "Way of leaving").text(" ");
    const auto select = html.open("select", {{"data-by-event", true}});
    html.leaf("option", {{"value", ""}}, "Any");
    for (const compare::Event& event : view.comparison.events) {
      html.leaf("option", {{"value", event.key}}, event_name(event));
    }
  }
  {
    const auto label = html.open("label", {{"class", "field narrow"}});
    html.leaf("span", {{"class", "quiet"}}, "What happens").text(" ");
    const auto select = html.open("select", {{"data-by-class", true}});
    html.leaf("option", {{"value", ""}}, "Anything");
    for (const compare::Class* each : classes_in(view.comparison)) {
      html.leaf("option", {{"value", each->name}}, each->title);
    }
  }
  const auto label = html.open("label", {{"class", "field narrow"}});
  html.leaf("span", {{"class", "quiet"}}, "Order").text(" ");
  const auto select = html.open("select", {{"data-sort", true}});
  html.leaf("option", {{"value", "cost"}}, "Largest difference first");
  html.leaf("option", {{"value", "worst"}}, "Worst outcome first");
  html.leaf("option", {{"value", "name"}}, "By name");
  html.leaf("option", {{"value", "event"}}, "By way of leaving");
}

void write_comparison_tools(ComparisonView& view, Markup& html) {
  const auto tools =
      html.open("div", {{"class", "tools"}, {"role", "search"}, {"data-script", true}, {"hidden", true}});
  {
    const auto label = html.open("label", {{"class", "field"}});
    html.leaf("span", {{"class", "quiet"}}, "Search things, rules and statements").text(" ");
    html.empty("input", {{"type", "search"}, {"data-search", true}, {"autocomplete", "off"}, {"spellcheck", "false"}});
  }
  write_choices(view, html);
  {
    const auto set = html.open("fieldset", {{"class", "likenesses"}});
    html.leaf("legend", {{"class", "quiet"}}, "Show");
    for (const Difference difference :
         {Difference::different, Difference::partly, Difference::one_sided, Difference::same, Difference::not_stated}) {
      const Likeness likeness = likeness_of(view.comparison, difference);
      const auto label = html.open("label", {{"class", "toggle"}});
      html.empty(
          "input",
          {{"type", "checkbox"}, {"data-likeness", likeness.style}, {"checked", difference != Difference::not_stated}});
      html.text(" ").text(likeness.word).text(" ");
      const uint64_t count =
          view.comparison.objects.counts[difference] + view.comparison.objects.unmapped_counts[difference] +
          view.comparison.capabilities.counts[difference] + view.comparison.capabilities.unmapped_counts[difference];
      html.leaf("span", {{"class", "count"}}, fmt::format("{}", count));
    }
    const auto label = html.open("label", {{"class", "toggle"}});
    html.empty("input", {{"type", "checkbox"}, {"data-irreversible-only", true}});
    html.text(" Only what cannot be undone");
  }
  {
    const auto line = html.open("div", {{"class", "status-line"}});
    html.empty("p", {{"class", "status"}, {"role", "status"}, {"data-status", true}});
    html.leaf("button", {{"type", "button"}, {"class", "plain"}, {"data-reset", true}, {"hidden", true}},
              "Show everything");
  }
}

}  // namespace exeunt::page
