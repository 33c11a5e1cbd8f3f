#include <fmt/format.h>

#include <algorithm>

#include "interpreter/page/plan_view.h"
#include "interpreter/page/tone.h"
#include "interpreter/plan/order.h"

namespace exeunt::page {

using plan::Outcome3;

static bool is_met(const plan::Guard& guard) {
  return guard.holds == Outcome3::yes;
}

static void write_cites(Markup& html, const std::vector<std::string>& cites,
                        const std::optional<plan::Location>& location) {
  if (cites.empty() && !location) {
    return;
  }
  const auto line = html.open("p", {{"class", "sources"}});
  for (std::size_t i = 0; i < cites.size(); ++i) {
    html.text(i == 0 ? "" : " ").leaf("code", cites[i]);
  }
  if (location) {
    html.text(" ").leaf("span", {{"class", "place"}},
                        fmt::format("{}:{}:{}", location->file, location->line, location->column));
  }
}

/// A requirement that is not met: why, and how to go on.
static void write_failed(PlanView& view, Markup& html, const plan::Guard& guard) {
  const auto item = html.open("li", {{"data-row", true}});
  {
    const auto line = html.open("p", {{"class", "line"}});
    html.leaf("strong", {{"class", "sentence"}, {"dir", "auto"}}, plan::guard_text(guard));
    html.text(" ").leaf("code", {{"class", "rule"}}, guard.name);
  }
  if (!guard.missing.empty()) {
    html.leaf("p", fmt::format("The export should include {}.", plan::missing_fields(guard.missing)));
  }
  if (!guard.error.empty()) {
    html.leaf("p", fmt::format("The requirement cannot be evaluated: {}.", guard.error));
  }
  if (!guard.unblock.empty()) {
    const auto line = html.open("p", {{"class", "unblock"}});
    html.leaf("strong", "To unblock:").text(" ").leaf("bdi", guard.unblock);
  }
  for (const plan::HowTo& howto : view.plan.howtos) {
    if (howto.name == guard.howto) {
      const auto line = html.open("p");
      html.text("Step by step: ")
          .leaf("a", {Attribute::href(view.howtos.of(howto.name))}, howto.title.empty() ? howto.name : howto.title);
    }
  }
  write_cites(html, guard.cites, guard.location);
}

void write_blocked(PlanView& view, Markup& html) {
  const auto& guards = view.plan.guards;
  const auto failing =
      static_cast<uint64_t>(guards.size()) - static_cast<uint64_t>(std::count_if(guards.begin(), guards.end(), is_met));
  if (failing == 0) {
    return;
  }
  const Section section(view, html, Anchor("blocked"), "What stands in the way", failing, "panel gone");
  const auto list = html.open("ul", {{"class", "guards"}});
  for (const plan::Guard& guard : guards) {
    if (!is_met(guard)) {
      write_failed(view, html, guard);
    }
  }
}

void write_requirements(PlanView& view, Markup& html) {
  const auto& guards = view.plan.guards;
  if (std::none_of(guards.begin(), guards.end(), is_met)) {
    return;
  }
  const Section section(view, html, Anchor("requirements"), "Requirements that are met");
  const auto list = html.open("ul", {{"class", "guards"}});
  for (const plan::Guard& guard : guards) {
    if (is_met(guard)) {
      const auto item = html.open("li", {{"data-row", true}});
      {
        const auto line = html.open("p", {{"class", "line"}});
        html.leaf("span", {{"class", "glyph tone-gains"}, {"aria-hidden", "true"}}, "✓").text(" ");
        html.leaf("span", {{"class", "sentence"}}, class_words(guard.name));
      }
      write_cites(html, guard.cites, guard.location);
    }
  }
}

void write_displays(PlanView& view, Markup& html) {
  if (view.plan.displays.empty()) {
    return;
  }
  const Section section(view, html, Anchor("displays"), "What people see");
  const auto list = html.open("ul", {{"class", "fate-list"}});
  for (const plan::DisplayGroup& group : plan::display_groups(view.plan)) {
    const auto item = html.open("li", {{"class", "fate tone-changes"}, {"data-row", true}});
    html.leaf("span", {{"class", "glyph"}, {"aria-hidden", "true"}}, "~");
    {
      const auto told = html.open("div", {{"class", "told"}});
      {
        const auto line = html.open("p", {{"class", "line"}});
        write_sentence(view, html, group.type, group.objects, group.text);
      }
      if (group.objects.size() > 1) {
        write_objects(view, html, group.objects);
      }
    }
    const auto margin = html.open("p", {{"class", "margin"}});
    write_rule_link(view, html, group.rule);
  }
}

/// One thing that people can or cannot do; `objects` are left out where it is about the leaver alone.
static void write_capability(PlanView& view, Markup& html, const Tone& tone, std::string_view change,
                             std::string_view title, const std::vector<std::string>& objects, const std::string& rule) {
  const auto item = html.open("li", {{"class", fmt::format("fate tone-{}", tone.name)}, {"data-row", true}});
  html.leaf("span", {{"class", "glyph"}, {"aria-hidden", "true"}}, tone.glyph);
  {
    const auto told = html.open("div", {{"class", "told"}});
    {
      const auto line = html.open("p", {{"class", "line"}});
      html.leaf("span", {{"class", "sentence"}, {"dir", "auto"}}, title);
    }
    if (objects != std::vector<std::string>{view.plan.request.subject}) {
      write_objects(view, html, objects);
    }
  }
  const auto margin = html.open("p", {{"class", "margin"}});
  html.leaf("span", {{"class", "class"}}, change);
  write_rule_link(view, html, rule);
}

void write_capabilities(PlanView& view, Markup& html) {
  const plan::Plan& plan = view.plan;
  if (plan.capabilities.empty() && view.story.kept.empty()) {
    return;
  }
  const Section section(view, html, Anchor("access"), "What people can and cannot do afterwards");
  const auto list = html.open("ul", {{"class", "fate-list"}});
  for (const plan::CapabilityChange change : {plan::CapabilityChange::lost, plan::CapabilityChange::gained}) {
    for (const plan::Capability& capability : plan.capabilities) {
      if (capability.change == change) {
        const bool lost = change == plan::CapabilityChange::lost;
        write_capability(
            view, html, tone_of(lost ? "lost" : "gained", ""), lost ? "No longer possible" : "Now possible",
            capability.title.empty() ? capability.capability : capability.title, capability.objects, capability.rule);
      }
    }
  }
  for (const plan::Group& group : view.story.kept) {
    write_capability(view, html, tone_of("kept", ""), "Kept", plan::what_happens(view.words, group.first()),
                     group.objects(), group.first().rule);
  }
}

}  // namespace exeunt::page
