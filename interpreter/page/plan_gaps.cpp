// What the plan does not know, and what rules do not agree on.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/page/plan_view.h"

namespace exeunt::page {

void write_conflicts(PlanView& view, Markup& html) {
  if (view.plan.conflicts.empty()) {
    return;
  }
  const Section section(view, html, Anchor("conflicts"), "Conflicts", view.plan.conflicts.size(), "panel gone");
  html.leaf("p", plan::conflict_explanation);
  const auto list = html.open("ul", {{"class", "summary"}});
  for (const plan::Conflict& conflict : view.plan.conflicts) {
    const auto item = html.open("li", {{"data-row", true}});
    write_object(view, html, conflict.object);
    html.text(" ").leaf("span", {{"class", "sentence"}, {"dir", "auto"}}, plan::conflict_text(view.words, conflict));
    for (const std::string& rule : conflict.rules) {
      write_rule_link(view, html, rule);
    }
  }
}

/// One entry of an honesty list: how many of what, and why.
static void write_gap(PlanView& view, Markup& html, const std::string& text, const std::vector<std::string>& objects,
                      const std::string& rule) {
  const auto item = html.open("li", {{"class", "fate tone-open"}, {"data-row", true}});
  html.leaf("span", {{"class", "glyph"}, {"aria-hidden", "true"}}, "?");
  {
    const auto told = html.open("div", {{"class", "told"}});
    {
      const auto line = html.open("p", {{"class", "line"}});
      html.leaf("span", {{"class", "sentence"}, {"dir", "auto"}}, text);
    }
    write_objects(view, html, objects);
  }
  const auto margin = html.open("p", {{"class", "margin"}});
  write_rule_link(view, html, rule);
}

static void write_undecided(PlanView& view, Markup& html) {
  if (view.plan.undecided.empty()) {
    return;
  }
  const Section section(view, html, Anchor("undecided"), "Undecided", view.plan.undecided.size());
  html.leaf("p", plan::undecided_explanation(view.plan));
  const auto list = html.open("ul", {{"class", "fate-list"}});
  for (const plan::UndecidedGroup& group : plan::undecided_groups(view.plan)) {
    write_gap(view, html, fmt::format("{}: {}", plan::count_noun(group.objects.size(), "object"), group.reason),
              group.objects, group.rule);
  }
}

static void write_unaddressed(PlanView& view, Markup& html) {
  if (view.plan.unaddressed.empty()) {
    return;
  }
  const Section section(view, html, Anchor("unaddressed"), "Unaddressed", view.plan.unaddressed.size());
  html.leaf("p", plan::unaddressed_explanation(view.words));
  const auto list = html.open("ul", {{"class", "fate-list"}});
  for (const plan::UnaddressedGroup& group : plan::unaddressed_groups(view.plan)) {
    const std::string count = plan::count_of(view.words, group.type, group.objects.size());
    write_gap(view, html, fmt::format("{} through {}", count, group.fields), group.objects, "");
  }
}

static void write_dangling(PlanView& view, Markup& html) {
  const auto& dangling = view.plan.dangling;
  if (dangling.empty()) {
    return;
  }
  const Section section(view, html, Anchor("dangling"), "Left dangling", dangling.size());
  html.leaf("p", plan::dangling_explanation);
  const auto list = html.open("ul", {{"class", "summary"}});
  const std::size_t shown = std::min(dangling.size(), view.options.longest_list);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto item = html.open("li", {{"data-row", true}});
    write_object(view, html, dangling[i].object);
    html.text(" ").leaf("code", dangling[i].field).text(" → ");
    write_object(view, html, dangling[i].to);
  }
  if (shown < dangling.size()) {
    html.leaf(
        "li", {{"class", "rest"}},
        fmt::format("and {} more, which this page leaves out: the plan as JSON has them all", dangling.size() - shown));
  }
}

static void write_remarks(PlanView& view, Markup& html) {
  const std::vector<std::string> remarks = plan::snapshot_remarks(view.words, view.plan);
  if (remarks.empty()) {
    return;
  }
  const Section section(view, html, Anchor("snapshot"), "About the snapshot");
  const auto list = html.open("ul");
  for (const std::string& remark : remarks) {
    html.leaf("li", remark);
  }
}

void write_gaps(PlanView& view, Markup& html) {
  write_undecided(view, html);
  write_unaddressed(view, html);
  write_dangling(view, html);
  write_remarks(view, html);
  const plan::Plan& plan = view.plan;
  if (plan.undecided.empty() && plan.unaddressed.empty()) {
    const Section section(view, html, Anchor("complete"), "What the plan does not know");
    html.leaf(
        "p", {{"dir", "auto"}},
        fmt::format("Nothing: every object of the snapshot that refers to {} is covered by a rule, and the snapshot "
                    "said enough to decide each of them.",
                    plan::name_of(view.words, plan.request.subject)));
  }
}

}  // namespace exeunt::page
