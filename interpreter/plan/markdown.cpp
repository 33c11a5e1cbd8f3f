#include "interpreter/plan/markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/markup.h"
#include "interpreter/plan/story.h"
#include "interpreter/plan/time.h"
#include "interpreter/plan/wording.h"

namespace exeunt::plan {

using diagnostic::visible;

/// Objects of one line before the rest is only counted.
static constexpr std::size_t list_columns = 100;

class MarkdownPage {
 public:
  explicit MarkdownPage(const Plan& plan)
      : plan_(plan), words_{plan.labels, plan.types, plan.request}, story_(tell(plan)) {}

  std::string write() {
    out_ = fmt::format("## {}\n\n", escape(heading(words_, plan_.policy)));
    std::vector<std::string> parts = verdict_parts(words_, plan_);
    parts.front() = fmt::format("**{}**", parts.front());
    out_ += fmt::format("{}\n", fmt::join(parts, " · "));
    if (const std::string details = request_details(words_); !details.empty()) {
      out_ += fmt::format("\n{}\n", escape(details));
    }
    blocked();
    conflicts();
    if (const std::string text = inventory_text(words_, plan_); !text.empty()) {
      section(plan_.inventory_title.empty() ? name_of(words_, plan_.request.subject) + " has"
                                            : visible(plan_.inventory_title));
      out_ += escape(text) + "\n";
    }
    advice();
    groups("Cannot be undone", story_.irreversible);
    for (const auto& [type, of_type] : story_.types) {
      groups(plural_of(words_, type), of_type);
    }
    displays();
    capabilities();
    scheduled();
    undecided();
    unaddressed();
    dangling();
    remarks();
    if (!story_.unchanged_objects.empty()) {
      out_ += fmt::format("\nUnchanged: {}.\n", escape(counts_by_type(words_, story_.unchanged_objects)));
    }
    return std::move(out_);
  }

 private:
  void section(const std::string& title) { out_ += fmt::format("\n### {}\n\n", escape(title)); }

  /// "- text (`rule`)"
  void item(const std::string& markdown, const std::string& rule, std::size_t depth = 0) {
    fmt::format_to(std::back_inserter(out_), "{:{}}- {}", "", 2 * depth, markdown);
    if (!rule.empty()) {
      out_ += fmt::format(" ({})", code(visible(rule)));
    }
    out_ += '\n';
  }

  void cites(const std::string& rule) {
    const auto found = plan_.rules.find(rule);
    if (found != plan_.rules.end()) {
      cites(found->second.cites);
    }
  }
  void cites(const std::vector<std::string>& facts) {
    if (!facts.empty()) {
      std::vector<std::string> spans;
      for (const std::string& fact : facts) {
        spans.push_back(code(visible(fact)));
      }
      item(fmt::format("see {}", fmt::join(spans, ", ")), "", 1);
    }
  }

  std::string object(const std::string& object) const {
    const auto label = plan_.labels.find(object);
    const std::string id = code(visible(object));
    return label == plan_.labels.end() || label->second.empty()
               ? id
               : fmt::format("{} {}", id, escape(fmt::format("\"{}\"", visible(label->second))));
  }

  void object_items(const std::vector<std::string>& objects) {
    if (objects.size() <= 3) {
      for (const std::string& one : objects) {
        item(object(one), "", 1);
      }
    } else {
      item(code(object_list(objects, list_columns)), "", 1);
    }
  }

  void groups(const std::string& title, const std::vector<Group>& of_section) {
    if (of_section.empty()) {
      return;
    }
    section(title);
    for (const Group& group : of_section) {
      const std::vector<std::string> objects = group.objects();
      if (objects.size() == 1) {
        item(fmt::format("{} {}", object(objects.front()), escape(what_happens(words_, group.first()))),
             group.first().rule);
      } else {
        item(escape(group_text(words_, group)), group.first().rule);
        object_items(objects);
      }
      cites(group.first().rule);
    }
  }

  void blocked() {
    bool first = true;
    for (const Guard& guard : plan_.guards) {
      if (guard.holds == Outcome3::yes) {
        continue;
      }
      if (first) {
        section("Blocked");
        first = false;
      }
      item(escape(guard_text(guard)), guard.name);
      if (!guard.missing.empty()) {
        item(escape(fmt::format("The export should include {}.", missing_fields(guard.missing))), "", 1);
      }
      if (!guard.error.empty()) {
        item(escape(fmt::format("The requirement cannot be evaluated: {}.", visible(guard.error))), "", 1);
      }
      if (!guard.unblock.empty()) {
        item(escape("To unblock: " + visible(guard.unblock)), "", 1);
      }
      for (const HowTo& howto : plan_.howtos) {
        if (howto.name == guard.howto) {
          item(escape(visible(howto.title.empty() ? howto.name : howto.title)), "", 1);
          for (std::size_t i = 0; i < howto.steps.size(); ++i) {
            out_ += fmt::format("    {}. {}\n", i + 1, escape(visible(howto.steps[i].text)));
          }
        }
      }
      cites(guard.cites);
    }
  }

  void conflicts() {
    if (plan_.conflicts.empty()) {
      return;
    }
    section("Conflicts");
    out_ += std::string(conflict_explanation) + "\n\n";
    for (const Conflict& conflict : plan_.conflicts) {
      item(fmt::format("{} {}", object(conflict.object), escape(conflict_text(words_, conflict))), "");
    }
  }

  void advice() {
    if (plan_.advice.empty()) {
      return;
    }
    section("Before you do it");
    for (const Advice& advice : plan_.advice) {
      // A task that somebody can tick off.
      item("[ ] " + escape(visible(advice.text)), advice.rule);
      object_items(advice.objects);
      cites(advice.rule);
    }
  }

  void displays() {
    if (plan_.displays.empty()) {
      return;
    }
    section("What people see");
    for (const DisplayGroup& group : display_groups(plan_)) {
      if (group.objects.size() == 1) {
        item(fmt::format("{} {}", object(group.objects.front()), escape(group.text)), group.rule);
      } else {
        item(escape(fmt::format("{}: {}", count_of(words_, group.type, group.objects.size()), group.text)), group.rule);
        object_items(group.objects);
      }
      cites(group.rule);
    }
  }

  void capabilities() {
    if (plan_.capabilities.empty() && story_.kept.empty()) {
      return;
    }
    section("Access");
    for (const CapabilityChange change : {CapabilityChange::lost, CapabilityChange::gained}) {
      for (const Capability& capability : plan_.capabilities) {
        if (capability.change == change) {
          const std::string title = visible(capability.title.empty() ? capability.capability : capability.title);
          const bool lost = change == CapabilityChange::lost;
          item(escape(fmt::format("{}: {}", lost ? "no longer possible" : "now possible", title)), capability.rule);
          if (capability.objects != std::vector<std::string>{plan_.request.subject}) {
            object_items(capability.objects);
          }
          cites(capability.rule);
        }
      }
    }
    for (const Group& group : story_.kept) {
      item(escape(what_happens(words_, group.first())), group.first().rule);
      cites(group.first().rule);
    }
  }

  void scheduled() {
    if (story_.scheduled.empty()) {
      return;
    }
    section("Scheduled");
    for (const Group& group : story_.scheduled) {
      item(escape(fmt::format("{}: {}", visible(people_due(group.first().due, plan_.request.at)),
                              group_text(words_, group, false))),
           group.first().rule);
    }
  }

  void undecided() {
    if (plan_.undecided.empty()) {
      return;
    }
    section("Undecided");
    out_ += escape(undecided_explanation(plan_)) + "\n\n";
    for (const UndecidedGroup& group : undecided_groups(plan_)) {
      item(escape(fmt::format("{}: {}", count_noun(group.objects.size(), "object"), group.reason)), group.rule);
      object_items(group.objects);
    }
  }

  void unaddressed() {
    if (plan_.unaddressed.empty()) {
      return;
    }
    section("Unaddressed");
    out_ += escape(unaddressed_explanation(words_)) + "\n\n";
    for (const UnaddressedGroup& group : unaddressed_groups(plan_)) {
      item(escape(fmt::format("{} through {}", count_of(words_, group.type, group.objects.size()), group.fields)), "");
      object_items(group.objects);
    }
  }

  void dangling() {
    if (plan_.dangling.empty()) {
      return;
    }
    section("Left dangling");
    out_ += std::string(dangling_explanation) + "\n\n";
    constexpr std::size_t most = 20;
    for (std::size_t i = 0; i < std::min(plan_.dangling.size(), most); ++i) {
      const Dangling& dangling = plan_.dangling[i];
      item(fmt::format("{} {}", object(dangling.object),
                       escape(fmt::format("{} → {}", visible(dangling.field), name_of(words_, dangling.to)))),
           "");
    }
    if (plan_.dangling.size() > most) {
      item(fmt::format("and {} more", plan_.dangling.size() - most), "");
    }
  }

  void remarks() {
    const std::vector<std::string> remarks = snapshot_remarks(words_, plan_);
    if (remarks.empty()) {
      return;
    }
    section("About the snapshot");
    for (const std::string& remark : remarks) {
      item(escape(remark), "");
    }
  }

  const Plan& plan_;
  Wording words_;
  Story story_;
  std::string out_;
};

std::string write_markdown(const Plan& plan) {
  return MarkdownPage(plan).write();
}

}  // namespace exeunt::plan
