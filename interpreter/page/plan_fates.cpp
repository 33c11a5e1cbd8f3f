#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "interpreter/page/plan_view.h"
#include "interpreter/page/tone.h"
#include "interpreter/plan/order.h"

namespace exeunt::page {

namespace {

/// What filters call the class of a transfer that the operator asked for.
constexpr std::string_view asked_for = "asked-for";

struct Type {
  std::string name;
  std::vector<const plan::Group*> groups;  ///< those that cannot be undone first, those of what stays last
};

std::string_view class_of(const plan::Plan& plan, const plan::Change& change) {
  const plan::RuleOutcome* outcome = plan::find_outcome(plan, change);
  return outcome == nullptr ? asked_for : std::string_view(outcome->class_name);
}

/// Every fate by type: first the types of which something happens to an object.
std::vector<Type> by_type(const plan::Story& story) {
  std::map<std::string, std::vector<const plan::Group*>> touched;
  for (const plan::Group& group : story.irreversible) {
    touched[group.type].push_back(&group);
  }
  for (const auto& [type, groups] : story.types) {
    for (const plan::Group& group : groups) {
      touched[type].push_back(&group);
    }
  }
  std::map<std::string, std::vector<const plan::Group*>> untouched;
  for (const plan::Group& group : story.unchanged) {
    const auto same = touched.find(group.type);
    (same == touched.end() ? untouched[group.type] : same->second).push_back(&group);
  }
  std::vector<Type> types;
  for (auto* part : {&touched, &untouched}) {
    for (auto& [name, groups] : *part) {
      types.push_back({name, std::move(groups)});
    }
  }
  return types;
}

void write_fate(PlanView& view, Markup& html, const plan::Group& group) {
  const plan::Plan& plan = view.plan;
  const plan::Change& first = group.first();
  const std::string_view class_name = class_of(plan, first);
  const Tone& tone = tone_of(class_name, plan::symbol(plan, first));
  const bool irreversible = plan::is_irreversible(plan, first);
  const auto fate = html.open("li", {Attribute::id(anchor_of(view, group)),
                                     {"class", fmt::format("fate tone-{}", tone.name)},
                                     {"data-row", true},
                                     {"data-class", class_name},
                                     {"data-irreversible", irreversible},
                                     {"data-scheduled", !first.due.empty()}});
  html.leaf("span", {{"class", "glyph"}, {"aria-hidden", "true"}}, tone.glyph);
  {
    const auto text = html.open("div", {{"class", "told"}});
    {
      const auto line = html.open("p", {{"class", "line"}});
      write_sentence(view, html, group.type, group.objects(), plan::what_happens(view.words, first));
    }
    write_changes(view, html, group);
  }
  const auto margin = html.open("p", {{"class", "margin"}});
  html.leaf("span", {{"class", "class"}}, class_words(class_name));
  if (irreversible) {
    html.text(" ").leaf("span", {{"class", "badge gone"}}, "Cannot be undone");
  }
  if (!first.due.empty()) {
    html.text(" ").leaf("span", {{"class", "badge"}}, "Scheduled");
  }
  write_rule_link(view, html, first.rule);
}

/// The classes that occur, worst first, with how many changes each has: what the filter is made of.
void write_classes(const PlanView& view, Markup& html, const std::vector<Type>& types) {
  std::map<std::pair<const Tone*, std::string_view>, std::size_t> counts;
  for (const Type& type : types) {
    for (const plan::Group* group : type.groups) {
      const std::string_view class_name = class_of(view.plan, group->first());
      counts[{&tone_of(class_name, plan::symbol(view.plan, group->first())), class_name}] += group->changes.size();
    }
  }
  const auto set = html.open("fieldset", {{"class", "classes"}});
  html.leaf("legend", "What becomes of objects, and of how many");
  const auto list = html.open("ul");
  for (const auto& [key, count] : counts) {
    const auto& [tone, class_name] = key;
    const auto item = html.open("li");
    const auto label = html.open("label", {{"class", fmt::format("class-filter tone-{}", tone->name)}});
    html.empty("input", {{"type", "checkbox"}, {"data-class-filter", class_name}, {"hidden", true}});
    html.leaf("span", {{"class", "glyph"}, {"aria-hidden", "true"}}, tone->glyph).text(" ");
    html.text(class_words(class_name)).text(" ").leaf("span", {{"class", "count"}}, fmt::format("{}", count));
  }
}

}  // namespace

Anchor anchor_of(PlanView& view, const plan::Group& group) {
  // Fates have no name; their number is found again by their first change.
  const auto number = static_cast<std::size_t>(&group.first() - view.plan.changes.data()) + 1;
  return Anchor::numbered("fate", number);
}

void write_fates(PlanView& view, Markup& html) {
  const std::vector<Type> types = by_type(view.story);
  const Section section(view, html, Anchor("fates"), "What happens", 0, "fates");
  if (types.empty()) {
    html.leaf("p", "Nothing happens to any object.");
    return;
  }
  write_classes(view, html, types);
  for (const auto& [type, groups] : types) {
    const std::string title = plan::plural_of(view.words, type);
    const auto count = view.plan.summary.by_type.find(type);
    const uint64_t objects = count == view.plan.summary.by_type.end() ? 0 : count->second;
    view.contents.push_back({view.types.of(type), title, objects, true});
    const auto part =
        html.open("section", {Attribute::id(view.types.of(type)), {"class", "type"}, {"data-section", true}});
    {
      const auto heading = html.open("h3");
      html.leaf("bdi", title).text(" ").leaf("span", {{"class", "count"}}, fmt::format("{}", objects));
    }
    const auto list = html.open("ul", {{"class", "fate-list"}});
    for (const plan::Group* group : groups) {
      write_fate(view, html, *group);
    }
  }
}

}  // namespace exeunt::page
