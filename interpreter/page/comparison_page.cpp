#include "interpreter/page/comparison_page.h"

#include <fmt/format.h>

#include "interpreter/compare/words.h"
#include "interpreter/page/assets.h"
#include "interpreter/page/comparison_view.h"
#include "interpreter/page/document.h"
#include "interpreter/plan/wording.h"

namespace exeunt::page {

static std::string title_of(const compare::Comparison& comparison) {
  std::vector<std::string> names;
  for (const compare::Contestant& contestant : comparison.contestants) {
    names.push_back(compare::name_of(contestant));
  }
  return plan::enumerate(names);
}

static void write_key(const compare::Comparison& comparison, Markup& html) {
  html.leaf("h2", "How to read this page");
  {
    const auto list = html.open("ul", {{"class", "legend"}});
    for (const Tone& tone : tones()) {
      const auto item = html.open("li");
      write_glyph(html, tone.name, tone.glyph);
      html.text(tone.says);
    }
  }
  const auto list = html.open("ul", {{"class", "legend"}});
  for (std::size_t i = 0; i < compare::difference_names.size(); ++i) {
    const Likeness likeness = likeness_of(comparison, static_cast<compare::Difference>(i));
    const auto item = html.open("li");
    write_glyph(html, likeness.style, likeness.glyph);
    html.leaf("strong", likeness.word).text(": ").text(likeness.says);
  }
}

static void write_comparison_foot(const compare::Comparison& comparison, Markup& html) {
  const auto foot = html.open("footer");
  write_key(comparison, html);
  html.leaf(
      "p",
      "Two answers are the same where what happens, when, and whether it can be undone are the same. Conditions are "
      "shown and not compared. The gap is between the worst that happens with one and with another, from 0 to 100.");
  const auto list = html.open("dl", {{"class", "digests"}});
  for (const compare::Contestant& contestant : comparison.contestants) {
    const auto pair = html.open("div");
    html.leaf("dt", compare::name_of(contestant));
    const auto definition = html.open("dd");
    html.leaf("code", contestant.digest);
  }
}

/// Where the script shows what stands behind a cell.
static void write_panel(Markup& html) {
  const auto dialog =
      html.open("dialog", {{"class", "panel-of-place"}, {"data-panel", true}, {"aria-label", "Details"}});
  {
    const auto bar = html.open("div", {{"class", "panel-bar"}});
    {
      const auto neighbours = html.open("div", {{"class", "neighbours"}});
      html.leaf("button", {{"type", "button"}, {"class", "plain"}, {"data-step", "-1"}}, "Previous");
      html.leaf("button", {{"type", "button"}, {"class", "plain"}, {"data-step", "1"}}, "Next");
    }
    html.leaf("button", {{"type", "button"}, {"class", "plain"}, {"data-close", true}}, "Close");
  }
  html.empty("div", {{"class", "panel-body"}, {"data-panel-body", true}, {"tabindex", "0"}});
}

std::string write_comparison(const compare::Comparison& comparison) {
  ComparisonView view(comparison);
  const Part parts[] = {
      {comparison.objects, view.objects, "objects", "What becomes of things", "Object"},
      {comparison.capabilities, view.capabilities, "capabilities", "What people can do afterwards", "Ability", true},
  };
  Markup body;
  body.leaf("a", {Attribute::href(Anchor("content")), {"class", "skip"}}, "Skip to the comparison");
  write_comparison_head(view, body);
  {
    const auto main = body.open("main", {Attribute::id(Anchor("content")), {"tabindex", "-1"}});
    write_statements(view, body);
    write_events(view, body);
    write_comparison_tools(view, body);
    for (const Part& part : parts) {
      write_matrix(view, body, part);
    }
    write_uncommon(view, body);
    write_not_carried(view, body);
    {
      const auto places = body.open("section", {{"class", "places"}, {"data-places", true}});
      body.leaf("h2", "Place by place");
      for (const Part& part : parts) {
        write_places(view, body, part);
      }
    }
  }
  write_comparison_foot(comparison, body);
  write_panel(body);
  return write_document({title_of(comparison),
                         "comparison",
                         {assets::page_css(), assets::comparison_css()},
                         {assets::page_js(), assets::comparison_js()}},
                        body);
}

}  // namespace exeunt::page
