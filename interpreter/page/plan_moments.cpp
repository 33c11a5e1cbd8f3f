#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/page/plan_view.h"
#include "interpreter/page/tone.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/time.h"

namespace exeunt::page {

void write_advice(PlanView& view, Markup& html) {
  if (view.plan.advice.empty()) {
    return;
  }
  const Section section(view, html, Anchor("before"), "Before you do it", view.plan.advice.size(), "panel attention");
  const auto list = html.open("ol", {{"class", "advice"}});
  for (const plan::Advice& advice : view.plan.advice) {
    const auto item = html.open("li", {{"data-row", true}});
    {
      const auto line = html.open("p", {{"class", "line"}});
      html.leaf("span", {{"class", "sentence"}, {"dir", "auto"}}, advice.text);
      write_rule_link(view, html, advice.rule);
    }
    write_objects(view, html, advice.objects);
  }
}

void write_irreversible(PlanView& view, Markup& html) {
  if (view.story.irreversible.empty()) {
    return;
  }
  const Section section(view, html, Anchor("irreversible"), "Cannot be undone", view.plan.summary.irreversible,
                        "panel gone");
  const auto list = html.open("ul", {{"class", "summary"}});
  for (const plan::Group& group : view.story.irreversible) {
    const plan::RuleOutcome* outcome = plan::find_outcome(view.plan, group.first());
    const auto item = html.open("li", {{"data-row", true},
                                       {"data-irreversible", true},
                                       {"data-scheduled", !group.first().due.empty()},
                                       {"data-class", outcome == nullptr ? "" : outcome->class_name}});
    const std::vector<std::string> objects = group.objects();
    write_sentence(view, html, group.type, objects, plan::what_happens(view.words, group.first()));
    html.text(" ").leaf("a", {Attribute::href(anchor_of(view, group)), {"class", "jump"}},
                        objects.size() == 1 ? "Show it" : "Show them");
  }
}

/// "30 days later"; nothing for less than a day.
static std::string days_between(const std::string& from, const std::string& to) {
  constexpr int64_t day = 24 * 60 * 60;
  const auto a = plan::parse_moment(from);
  const auto b = plan::parse_moment(to);
  if (!a || !b || b->seconds - a->seconds < day) {
    return {};
  }
  return plan::count_noun(static_cast<uint64_t>((b->seconds - a->seconds) / day), "day") + " later";
}

/// The time, how long that is after the event, and whether what happens then is for good.
static void write_moment(const PlanView& view, Markup& html, const std::string& when, const std::string& later) {
  const auto line = html.open("p", {{"class", "when"}});
  html.leaf("time", {{"datetime", when}}, plan::people_due(when, view.plan.request.at));
  if (!later.empty()) {
    html.text(" ").leaf("span", {{"class", "quiet"}}, later);
  }
  if (when == view.plan.summary.point_of_no_return) {
    html.text(" ").leaf("span", {{"class", "badge gone"}}, "Point of no return");
  }
}

static std::size_t affected_at_once(const plan::Plan& plan) {
  std::set<std::string_view> objects;
  for (const plan::Change& change : plan.changes) {
    if (change.due.empty() && !plan::is_unchanged(plan, change)) {
      objects.insert(change.object);
    }
  }
  return objects.size();
}

void write_moments(PlanView& view, Markup& html) {
  const plan::Plan& plan = view.plan;
  const std::vector<plan::Group>& scheduled = view.story.scheduled;
  if (scheduled.empty()) {
    return;
  }
  const Section section(view, html, Anchor("moments"), "When it happens");
  const auto list = html.open("ol", {{"class", "moments"}});
  {
    const auto item = html.open("li", {{"class", "moment"}});
    {
      const auto line = html.open("p", {{"class", "when"}});
      html.leaf("time", {{"datetime", plan.request.at}}, plan::people_time(plan.request.at));
      html.text(" ").leaf("span", {{"class", "quiet"}}, "at once");
      if (plan.request.at == plan.summary.point_of_no_return) {
        html.text(" ").leaf("span", {{"class", "badge gone"}}, "Point of no return");
      }
    }
    const std::size_t now = affected_at_once(plan);
    html.leaf("p", fmt::format("{} {} affected at once", plan::count_noun(now, "object"), now == 1 ? "is" : "are"));
  }
  for (auto at = scheduled.begin(); at != scheduled.end();) {
    const std::string& due = at->first().due;
    const auto end =
        std::find_if(at, scheduled.end(), [&](const plan::Group& group) { return group.first().due != due; });
    const auto item = html.open("li", {{"class", "moment"}, {"data-rows", true}});
    write_moment(view, html, due, days_between(plan.request.at, due));
    const auto fates = html.open("ul", {{"class", "summary"}});
    for (; at != end; ++at) {
      const plan::RuleOutcome* outcome = plan::find_outcome(plan, at->first());
      const auto fate = html.open("li", {{"data-row", true},
                                         {"data-scheduled", true},
                                         {"data-irreversible", plan::is_irreversible(plan, at->first())},
                                         {"data-class", outcome == nullptr ? "" : outcome->class_name}});
      write_sentence(view, html, at->type, at->objects(), plan::what_happens(view.words, at->first(), false));
      write_rule_link(view, html, at->first().rule);
    }
  }
}

}  // namespace exeunt::page
