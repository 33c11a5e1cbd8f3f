#include "interpreter/page/comparison_view.h"

#include <fmt/format.h>

#include "interpreter/compare/words.h"

namespace exeunt::page {

using compare::Difference;

ComparisonView::ComparisonView(const compare::Comparison& compared)
    : comparison(compared), names(compare::short_names(compared)) {}

Anchor place_of(ComparisonView& view, const Part& part, const compare::RowId& id) {
  return part.anchors.of(part.matrix.concepts[id.concept_index].key)
      .with(view.events.of(view.comparison.events[id.event_index].key));
}

std::string event_name(const compare::Event& event) {
  return compare::short_title(event.title);
}

Likeness likeness_of(const compare::Comparison& comparison, Difference difference) {
  static constexpr Likeness table[] = {
      {"same", "=", "The same", "everybody says the same"},
      {"partly", "≈", "Partly different", "some of what they say is the same"},
      {"different", "≠", "Different", "two of them have nothing in common"},
      {"one-sided", "◐", "Said by some only", "others are silent, or do not offer it"},
      {"not-stated", "·", "Said by nobody", "nobody says what happens"},
  };
  Likeness likeness = table[static_cast<std::size_t>(difference)];
  if (difference == Difference::one_sided && comparison.contestants.size() == 2) {
    likeness.word = "Said by one only";
    likeness.says = "the other is silent, or does not offer it";
  }
  return likeness;
}

const Tone& tone_of(const compare::Fate& fate) {
  return tone_of(fate.open ? "unspecified" : fate.outcome_class.name, fate.outcome_class.severity);
}

std::string words_of(const compare::Fate& fate, bool is_of_capability) {
  const std::string words = compare::fate_text(fate.outcome_class, fate.delay, fate.reversible);
  return is_of_capability || fate.capability.name.empty() ? words : words + ": " + fate.capability.title;
}

void write_glyph(Markup& html, std::string_view tone, std::string_view glyph) {
  html.leaf("span", {{"class", fmt::format("glyph tone-{}", tone)}, {"aria-hidden", "true"}}, glyph).text(" ");
}

void write_named(Markup& html, const compare::Named& named) {
  html.leaf("bdi", named.title);
  if (named.title != named.name) {
    html.text(" ").leaf("code", {{"class", "quiet"}}, named.name);
  }
}

void write_facts(const ComparisonView& view, Markup& html, std::size_t contestant,
                 const std::vector<std::string>& cites) {
  if (cites.empty()) {
    return;
  }
  const auto list = html.open("ul", {{"class", "facts"}});
  for (const std::string& cite : cites) {
    const auto item = html.open("li");
    if (const compare::Fact* fact = compare::find_fact(view.comparison, contestant, cite)) {
      html.leaf("span", {{"class", "fact"}, {"dir", "auto"}}, fact->text).text(" ");
      if (!fact->section.empty()) {
        html.leaf("span", {{"class", "quiet"}, {"dir", "auto"}}, fact->section).text(" ");
      }
    }
    html.leaf("code", {{"class", "quiet"}}, cite);
  }
}

}  // namespace exeunt::page
