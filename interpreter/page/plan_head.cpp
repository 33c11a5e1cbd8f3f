#include <fmt/format.h>

#include "interpreter/page/plan_view.h"
#include "interpreter/plan/time.h"

namespace exeunt::page {

using plan::Verdict;

static void write_user(const PlanView& view, Markup& html, std::string_view role, const std::string& object) {
  if (!object.empty()) {
    const auto pair = html.open("div");
    html.leaf("dt", role);
    const auto definition = html.open("dd");
    write_object(view, html, object);
  }
}

static void write_request(const PlanView& view, Markup& html) {
  const plan::Request& request = view.plan.request;
  const auto list = html.open("dl", {{"class", "request"}});
  write_user(view, html, "Who", request.subject);
  write_user(view, html, "By", request.by);
  {
    const auto pair = html.open("div");
    html.leaf("dt", "When");
    const auto definition = html.open("dd");
    html.leaf("time", {{"datetime", request.at}}, plan::people_time(request.at));
  }
  if (const std::string details = plan::request_details(view.words); !details.empty()) {
    const auto pair = html.open("div", {{"class", "wide"}});
    html.leaf("dt", "How").leaf("dd", details);
  }
}

static void write_verdict(const PlanView& view, Markup& html) {
  struct Words {
    std::string_view style, glyph, word, says;
  };
  const auto words = [&]() -> Words {
    switch (view.plan.verdict) {
      case Verdict::ready:
        return {"ready", "✓", "Ready", "Every requirement is met, and no rule contradicts another."};
      case Verdict::blocked:
        return {"blocked", "✕", "Blocked", "A requirement is not met. What follows would happen if it were."};
      case Verdict::conflicted:
        return {"conflicted", "!", "Conflicted",
                "Rules contradict each other. What follows is what each of them wants."};
    }
    return {};
  }();
  const auto paragraph = html.open("p", {{"class", fmt::format("verdict verdict-{}", words.style)}});
  html.leaf("span", {{"class", "glyph"}, {"aria-hidden", "true"}}, words.glyph).text(" ");
  html.leaf("strong", words.word).text(" ").leaf("span", words.says);
}

/// One number of the summary, with a link to where it is told.
static void write_figure(Markup& html, std::string_view style, uint64_t count, const std::string& says,
                         const Anchor& anchor) {
  const auto item = html.open("li", {{"class", style}});
  const auto link = html.open("a", {Attribute::href(anchor)});
  html.leaf("strong", fmt::format("{}", count)).text(" ").leaf("span", says);
}

static void write_figures(const PlanView& view, Markup& html) {
  const plan::Plan& plan = view.plan;
  const plan::Summary& summary = plan.summary;
  const bool would = plan.verdict != Verdict::ready;
  const auto list = html.open("ul", {{"class", "figures"}});
  const auto things = [](uint64_t count, const char* one, const char* more) { return count == 1 ? one : more; };
  write_figure(
      html, "plain", summary.affected,
      fmt::format("{} {}", things(summary.affected, "object", "objects"), would ? "would be affected" : "affected"),
      Anchor("fates"));
  if (summary.irreversible != 0) {
    std::string says = "cannot be undone";
    if (!summary.point_of_no_return.empty() && summary.point_of_no_return != plan.request.at) {
      says += " from " + plan::people_due(summary.point_of_no_return, plan.request.at) + " on";
    }
    write_figure(html, "gone", summary.irreversible, says, Anchor("irreversible"));
  }
  const struct {
    std::string_view style;
    uint64_t count;
    std::string says;
    Anchor anchor;
  } figures[] = {
      {"attention", plan.advice.size(), things(plan.advice.size(), "thing to do before", "things to do before"),
       Anchor("before")},
      {"plain", summary.scheduled, "scheduled for later", Anchor("moments")},
      {"attention", plan.conflicts.size(), things(plan.conflicts.size(), "conflict", "conflicts"), Anchor("conflicts")},
      {"attention", plan.undecided.size(), "undecided", Anchor("undecided")},
      {"attention", plan.unaddressed.size(), "unaddressed", Anchor("unaddressed")},
      {"attention", plan.dangling.size(), "left dangling", Anchor("dangling")},
  };
  for (const auto& figure : figures) {
    if (figure.count != 0) {
      write_figure(html, figure.style, figure.count, figure.says, figure.anchor);
    }
  }
}

void write_head(PlanView& view, Markup& html) {
  const plan::Policy& policy = view.plan.policy;
  const plan::Request& request = view.plan.request;
  const auto head = html.open("header", {{"class", "masthead"}});
  {
    const auto line = html.open("div", {{"class", "line"}});
    {
      const auto vendor = html.open("p", {{"class", "vendor"}});
      html.leaf("bdi", policy.title.empty() ? policy.pack : policy.title);
      if (!policy.edition.empty()) {
        html.text(" ").leaf("span", {{"class", "edition"}}, policy.edition);
      }
    }
    html.leaf("button", {{"type", "button"}, {"class", "plain"}, {"data-theme-switch", true}, {"hidden", true}}, "Dark");
  }
  {
    const auto title = html.open("h1");
    html.leaf("bdi", request.event_title.empty() ? request.event : request.event_title).text(": ");
    const auto label = view.plan.labels.find(request.subject);
    html.leaf("bdi", label == view.plan.labels.end() || label->second.empty() ? request.subject : label->second);
  }
  write_request(view, html);
  write_verdict(view, html);
  write_figures(view, html);
}

}  // namespace exeunt::page
