#include <fmt/format.h>

#include "interpreter/page/comparison_view.h"
#include "interpreter/plan/wording.h"

namespace exeunt::page {

using compare::Answer;

static void write_instructions(Markup& html, const std::vector<compare::HowTo>& howtos) {
  if (howtos.empty()) {
    return;
  }
  const auto details = html.open("details");
  html.leaf("summary", plan::count_noun(howtos.size(), "instruction"));
  for (const compare::HowTo& howto : howtos) {
    html.leaf("p", {{"class", "instruction"}, {"dir", "auto"}}, howto.named.title);
    const auto steps = html.open("ol");
    for (const compare::Step& step : howto.steps) {
      html.leaf("li", {{"dir", "auto"}}, step.text);
    }
  }
}

static void write_guard(const ComparisonView& view, Markup& html, std::size_t contestant, const compare::Guard& guard) {
  const auto item = html.open("li");
  {
    const auto line = html.open("p");
    if (guard.says_who) {
      html.leaf("span", {{"class", "badge"}}, "Who may").text(" ");
    }
    html.leaf("bdi", guard.otherwise.empty() ? guard.name : guard.otherwise);
  }
  if (!guard.unblock.empty()) {
    const auto line = html.open("p", {{"class", "quiet"}});
    html.text("To unblock: ").leaf("bdi", guard.unblock);
  }
  {
    const auto line = html.open("p");
    html.leaf("code", guard.require);
  }
  write_facts(view, html, contestant, guard.cites);
  html.leaf("p", {{"class", "quiet"}}, fmt::format("{} {}:{}", guard.name, guard.place.file, guard.place.line));
}

static void write_event(const ComparisonView& view, Markup& html, std::size_t contestant,
                        const compare::VendorEvent& event) {
  const auto article = html.open("article", {{"class", "vendor-event"}});
  {
    const auto line = html.open("p", {{"class", "vendor-event-name"}});
    write_named(html, event.named);
  }
  for (const compare::Guard& guard : event.guards) {
    if (guard.says_who) {
      html.leaf("p", {{"dir", "auto"}}, guard.otherwise.empty() ? guard.name : guard.otherwise);
    }
  }
  if (!event.phases.empty()) {
    html.leaf("p", {{"class", "quiet"}, {"dir", "auto"}},
              fmt::format("In steps: {}", fmt::join(event.phases, ", then ")));
  }
  if (!event.guards.empty()) {
    const auto details = html.open("details");
    html.leaf("summary", plan::count_noun(event.guards.size(), "requirement"));
    const auto guards = html.open("ul", {{"class", "guards"}});
    for (const compare::Guard& guard : event.guards) {
      write_guard(view, html, contestant, guard);
    }
  }
  write_instructions(html, event.howtos);
}

static void write_event_answer(const ComparisonView& view, Markup& html, std::size_t contestant,
                               const compare::EventAnswer& answer) {
  const auto cell =
      html.open("td", {{"role", "cell"}, {"class", answer.answer == Answer::stated ? "stated" : "silent"}});
  html.leaf("span", {{"class", "whose"}, {"aria-hidden", "true"}}, view.names[contestant]);
  if (answer.answer == Answer::stated) {
    for (const compare::VendorEvent& event : answer.events) {
      write_event(view, html, contestant, event);
    }
    return;
  }
  html.leaf("p", answer.answer == Answer::not_offered ? "does not offer it" : "says nothing of it");
  if (!answer.explanation.empty()) {
    html.leaf("p", {{"class", "quiet"}, {"dir", "auto"}}, answer.explanation);
  }
  if (answer.answer == Answer::not_offered) {
    write_facts(view, html, contestant, answer.cites);
  }
}

void write_events(ComparisonView& view, Markup& html) {
  if (view.comparison.events.empty()) {
    return;
  }
  const auto section = html.open("section", {Attribute::id(Anchor("events"))});
  html.leaf("h2", "Ways of leaving");
  const auto frame =
      html.open("div", {{"class", "scroll"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", "Ways of leaving"}});
  const auto table =
      html.open("table", {{"class", view.names.size() > 3 ? "matrix many" : "matrix"}, {"role", "table"}});
  {
    const auto head = html.open("thead", {{"role", "rowgroup"}});
    const auto row = html.open("tr", {{"role", "row"}});
    html.leaf("th", {{"scope", "col"}, {"role", "columnheader"}}, "Event");
    for (const std::string& name : view.names) {
      html.leaf("th", {{"scope", "col"}, {"role", "columnheader"}, {"dir", "auto"}}, name);
    }
  }
  const auto body = html.open("tbody", {{"role", "rowgroup"}});
  for (const compare::Event& event : view.comparison.events) {
    const auto row = html.open("tr", {Attribute::id(view.events.of(event.key)), {"role", "row"}});
    {
      const auto head = html.open("th", {{"scope", "row"}, {"role", "rowheader"}});
      html.leaf("strong", {{"class", "thing"}, {"dir", "auto"}}, event_name(event)).text(" ");
      if (event.title != event_name(event)) {
        html.leaf("span", {{"class", "event"}, {"dir", "auto"}}, event.title.substr(event_name(event).size() + 2));
      }
    }
    for (std::size_t i = 0; i < event.answers.size(); ++i) {
      write_event_answer(view, html, i, event.answers[i]);
    }
  }
}

}  // namespace exeunt::page
