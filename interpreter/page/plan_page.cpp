#include "interpreter/page/plan_page.h"

#include <fmt/format.h>

#include "interpreter/page/assets.h"
#include "interpreter/page/document.h"
#include "interpreter/page/plan_view.h"
#include "interpreter/page/tone.h"

namespace exeunt::page {

static void write_contents(const PlanView& view, Markup& html) {
  const auto nav = html.open("nav", {{"class", "contents"}, {"aria-label", "Contents"}});
  const auto details = html.open("details", {{"open", true}});
  html.leaf("summary", "On this page");
  const auto list = html.open("ul");
  for (const Entry& entry : view.contents) {
    const auto item = html.open("li", {{"class", entry.is_inner ? "inner" : "outer"}});
    const auto link = html.open("a", {Attribute::href(entry.anchor)});
    html.leaf("bdi", entry.title);
    if (entry.count != 0) {
      html.text(" ").leaf("span", {{"class", "count"}}, fmt::format("{}", entry.count));
    }
  }
}

/// Search and filters: of use only with the script, which shows them.
static void write_tools(const PlanView& view, Markup& html) {
  const auto tools =
      html.open("div", {{"class", "tools"}, {"role", "search"}, {"data-script", true}, {"hidden", true}});
  {
    const auto label = html.open("label", {{"class", "field"}});
    html.leaf("span", {{"class", "quiet"}}, "Search objects and rules").text(" ");
    html.empty("input", {{"type", "search"}, {"data-search", true}, {"autocomplete", "off"}, {"spellcheck", "false"}});
  }
  const auto toggle = [&](const char* what, uint64_t count, const std::string& title) {
    if (count != 0) {
      const auto label = html.open("label", {{"class", "toggle"}});
      html.empty("input", {{"type", "checkbox"}, {"data-flag", what}});
      html.text(" " + title + " ").leaf("span", {{"class", "count"}}, fmt::format("{}", count));
    }
  };
  toggle("irreversible", view.plan.summary.irreversible, "Cannot be undone");
  toggle("scheduled", view.plan.summary.scheduled, "Scheduled");
  html.leaf("button", {{"type", "button"}, {"class", "plain"}, {"data-reset", true}, {"hidden", true}},
            "Show everything");
  html.empty("p", {{"class", "status"}, {"role", "status"}, {"data-status", true}});
}

static void write_legend(Markup& html) {
  html.leaf("h2", "How to read this page");
  const auto list = html.open("ul", {{"class", "legend"}});
  for (const Tone& tone : tones()) {
    const auto item = html.open("li");
    html.leaf("span", {{"class", fmt::format("glyph tone-{}", tone.name)}, {"aria-hidden", "true"}}, tone.glyph);
    html.text(fmt::format(" {}", tone.says));
  }
}

static void write_foot(const PlanView& view, Markup& html) {
  const auto foot = html.open("footer");
  write_legend(html);
  html.leaf("p",
            "What stays as it is is listed with its type. The name of a rule leads to what it says and to the "
            "statements of the vendor that it rests on.");
  const auto list = html.open("dl", {{"class", "digests"}});
  const auto entry = [&](std::string_view name, const std::string& value, const std::string& digest) {
    const auto pair = html.open("div");
    html.leaf("dt", name);
    const auto definition = html.open("dd");
    html.leaf("bdi", value).text(" ").leaf("code", digest);
  };
  const plan::Policy& policy = view.plan.policy;
  entry("Policy", fmt::format("{} {}", policy.pack, policy.edition), policy.digest);
  entry("Account", plan::count_noun(view.plan.snapshot.objects, "object") + " read", view.plan.snapshot.digest);
}

static std::string window_title(const PlanView& view) {
  const plan::Policy& policy = view.plan.policy;
  const plan::Request& request = view.plan.request;
  return fmt::format("{}: {} · {}{}{}", request.event_title.empty() ? request.event : request.event_title,
                     plan::name_of(view.words, request.subject), policy.title.empty() ? policy.pack : policy.title,
                     policy.edition.empty() ? "" : " ", policy.edition);
}

std::string write_plan(const plan::Plan& plan, const PlanOptions& options) {
  PlanView view(plan, options);
  Markup parts;
  write_blocked(view, parts);
  write_conflicts(view, parts);
  write_advice(view, parts);
  write_irreversible(view, parts);
  write_moments(view, parts);
  write_fates(view, parts);
  write_displays(view, parts);
  write_capabilities(view, parts);
  write_requirements(view, parts);
  write_gaps(view, parts);
  write_inventory(view, parts);
  write_howtos(view, parts);
  write_rules(view, parts);

  Markup body;
  body.leaf("a", {Attribute::href(Anchor("content")), {"class", "skip"}}, "Skip to the plan");
  write_head(view, body);
  {
    const auto columns = body.open("div", {{"class", "columns"}});
    write_contents(view, body);
    const auto main = body.open("main", {Attribute::id(Anchor("content")), {"tabindex", "-1"}});
    write_tools(view, body);
    body.append(parts);
  }
  write_foot(view, body);
  return write_document(
      {window_title(view), "plan", {assets::page_css(), assets::plan_css()}, {assets::page_js(), assets::plan_js()}},
      body);
}

}  // namespace exeunt::page
