#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "interpreter/page/plan_view.h"
#include "interpreter/plan/order.h"

namespace exeunt::page {

/// So many objects stand open under their fate.
static constexpr std::size_t most_open = 4;
/// So many names a closed list shows of what is in it.
static constexpr std::size_t most_previewed = 3;

Section::Section(PlanView& view, Markup& html, const Anchor& anchor, const std::string& title, uint64_t count,
                 std::string_view style)
    : scope_(html.open("section", {Attribute::id(anchor), {"class", style}, {"data-section", true}})) {
  view.contents.push_back({anchor, title, count, false});
  const auto heading = html.open("h2");
  html.leaf("bdi", title);
  if (count != 0) {
    html.text(" ").leaf("span", {{"class", "count"}}, fmt::format("{}", count));
  }
}

static std::string_view label_of(const PlanView& view, const std::string& object) {
  const auto found = view.plan.labels.find(object);
  return found == view.plan.labels.end() ? std::string_view() : found->second;
}

void write_object(const PlanView& view, Markup& html, const std::string& object) {
  const auto span = html.open("span", {{"class", "object"}});
  if (const std::string_view label = label_of(view, object); !label.empty()) {
    html.leaf("bdi", label).text(" ");
  }
  html.leaf("code", {{"dir", "ltr"}}, object);
}

/// `closed` is what a list that stands closed is called; `write_item` writes what stands in the entry of the nth
/// object.
static void write_list(const PlanView& view, Markup& html, const std::vector<std::string>& objects,
                       const std::string& closed, const std::function<void(std::size_t)>& write_item) {
  const auto items = [&] {
    const auto list = html.open("ul", {{"class", "objects"}});
    const std::size_t shown = std::min(objects.size(), view.options.longest_list);
    for (std::size_t i = 0; i < shown; ++i) {
      const auto item = html.open("li", {{"data-part", true}});
      write_item(i);
    }
    if (shown < objects.size()) {
      html.leaf("li", {{"class", "rest"}},
                fmt::format("and {} more, which this page leaves out: the plan as JSON has them all",
                            objects.size() - shown));
    }
  };
  if (objects.size() <= most_open) {
    items();
    return;
  }
  const auto details = html.open("details");
  {
    const auto summary = html.open("summary");
    html.leaf("span", {{"class", "how-many"}}, closed).text(" ");
    const auto preview = html.open("span", {{"class", "preview"}});
    for (std::size_t i = 0; i < most_previewed; ++i) {
      const std::string_view label = label_of(view, objects[i]);
      html.text(i == 0 ? "" : ", ").leaf("bdi", label.empty() ? std::string_view(objects[i]) : label);
    }
    html.text(" …");
  }
  items();
}

void write_objects(const PlanView& view, Markup& html, const std::vector<std::string>& objects) {
  if (objects.empty()) {
    return;
  }
  const std::string type(plan::type_of(objects.front()));
  const bool one_type = std::all_of(objects.begin(), objects.end(),
                                    [&](const std::string& object) { return plan::type_of(object) == type; });
  write_list(view, html, objects,
             one_type ? plan::count_of(view.words, type, objects.size()) : plan::count_noun(objects.size(), "object"),
             [&](std::size_t i) { write_object(view, html, objects[i]); });
}

/// What a change writes, but for the erasure that its wording tells already.
static std::vector<std::string> writes_of(const PlanView& view, const plan::Change& change) {
  std::vector<std::string> out;
  for (const plan::Write& write : change.writes) {
    if (write.op != plan::Op::erase) {
      out.push_back(plan::field_change(view.words, write));
    }
  }
  return out;
}

void write_changes(const PlanView& view, Markup& html, const plan::Group& group) {
  std::vector<std::string> objects;
  std::vector<std::vector<std::string>> writes;
  for (const plan::Change* change : group.changes) {
    if (objects.empty() || objects.back() != change->object) {
      objects.push_back(change->object);
      writes.emplace_back();
    }
    for (std::string& write : writes_of(view, *change)) {
      writes.back().push_back(std::move(write));
    }
  }
  const bool all_alike =
      std::all_of(writes.begin(), writes.end(), [&](const auto& others) { return others == writes.front(); });
  if (all_alike) {
    const std::string told = plan::what_happens(view.words, group.first());
    for (const std::string& write : writes.front()) {
      if (told.find(write) == std::string::npos) {
        html.leaf("p", {{"class", "writes"}}, write);
      }
    }
  }
  if (objects.size() == 1) {
    return;  // the sentence has named it
  }
  write_list(view, html, objects, "Show them", [&](std::size_t i) {
    write_object(view, html, objects[i]);
    if (!all_alike) {
      for (const std::string& write : writes[i]) {
        html.text(" ").leaf("span", {{"class", "writes"}}, write);
      }
    }
  });
}

void write_rule_link(PlanView& view, Markup& html, const std::string& rule) {
  if (view.plan.rules.contains(rule)) {
    html.text(" ").leaf("a", {Attribute::href(view.rules.of(rule)), {"class", "rule"}}, rule);
  } else if (rule == plan::request_rule) {
    html.text(" ").leaf("span", {{"class", "rule"}}, "as the request asks");
  } else if (!rule.empty()) {
    html.text(" ").leaf("code", {{"class", "rule"}}, rule);
  }
}

void write_sentence(const PlanView& view, Markup& html, const std::string& type,
                    const std::vector<std::string>& objects, const std::string& what) {
  const auto sentence = html.open("span", {{"class", "sentence"}, {"dir", "auto"}});
  if (objects.size() == 1) {
    write_object(view, html, objects.front());
    html.text(" ").leaf("span", {{"class", "what"}}, what);
  } else {
    html.leaf("strong", plan::count_of(view.words, type, objects.size())).text(": ");
    html.leaf("span", {{"class", "what"}}, "each " + what);
  }
}

}  // namespace exeunt::page
