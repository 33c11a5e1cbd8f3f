#include "interpreter/plan/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/concise.h"
#include "interpreter/plan/layout.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/story.h"
#include "interpreter/plan/time.h"
#include "interpreter/plan/wording.h"

namespace exeunt::plan {

using diagnostic::visible;

/// Up to so many objects of one fate get a line each; more share one.
static constexpr std::size_t most_single_lines = 3;
/// Lines of an honesty list before the rest is only counted.
static constexpr std::size_t most_listed = 10;

/// One page being written.
class PlanPage {
 public:
  PlanPage(const Plan& plan, const TextOptions& options)
      : plan_(plan),
        options_(options),
        words_{plan.labels, plan.types, plan.request},
        story_(tell(plan)),
        page_(options.width, options.colour) {}

  std::string write() {
    head();
    blocked();
    conflicts();
    advice();
    irreversible();
    by_type();
    displays();
    capabilities();
    allowed();
    scheduled();
    inventory();
    undecided();
    unaddressed();
    dangling();
    remarks();
    other_howtos();
    unchanged();
    sources();
    return page_.take();
  }

 private:
  void head() {
    page_.title(heading(words_, plan_.policy), Style::bold);
    if (const std::string details = request_details(words_); !details.empty()) {
      page_.paragraph(0, details);
    }
    const Style style = plan_.verdict == Verdict::ready ? Style::green : Style::red;
    page_.title(fmt::format("{}", fmt::join(verdict_parts(words_, plan_), " · ")), style);
  }

  void row(std::string symbol, std::string lead, std::string text, const std::string& rule, std::size_t indent = 2) {
    page_.row({indent, std::move(symbol), std::move(lead), std::move(text), mention(rule)});
  }

  /// Notes that the page names the rule or guard, so that its sources are listed.
  std::string mention(const std::string& rule) {
    if (!rule.empty()) {
      mentioned_.insert(rule);
    }
    return visible(rule);
  }

  /// The objects of a row, under it: all of them, or as many as fit on a line.
  void objects_below(const std::vector<std::string>& objects, std::size_t indent = 6) {
    if (!options_.verbose) {
      page_.paragraph(indent, object_list(objects, page_.width() - indent));
      return;
    }
    for (const std::string& object : objects) {
      page_.paragraph(indent, object_and_label(words_, object));
    }
  }

  /// One object on its own, several counted and listed below.
  void objects_row(const std::string& sign, const std::vector<std::string>& objects, const std::string& single_text,
                   const std::string& text, const std::string& rule) {
    if (objects.size() == 1) {
      row(sign, object_and_label(words_, objects.front()), single_text, rule);
    } else {
      row(sign, "", text, rule);
      objects_below(objects);
    }
  }

  void group(const Group& group, bool with_due = true) {
    const std::string sign = symbol(plan_, group.first());
    if (!options_.verbose && group.changes.size() > most_single_lines) {
      row(sign, "", group_text(words_, group, with_due), group.first().rule);
      objects_below(group.objects());
      return;
    }
    for (const Change* change : group.changes) {
      row(sign, object_and_label(words_, change->object), what_happens(words_, *change, with_due), change->rule);
      if (options_.verbose) {
        for (const Write& write : change->writes) {
          if (write.op != Op::erase) {
            page_.paragraph(6, field_change(words_, write));
          }
        }
      }
    }
  }

  void groups(const std::string& title, const std::vector<Group>& groups) {
    if (groups.empty()) {
      return;
    }
    page_.section(title);
    for (const Group& one : groups) {
      group(one);
    }
  }

  void blocked() {
    const auto fails = [](const Guard& guard) { return guard.holds != Outcome3::yes; };
    if (std::none_of(plan_.guards.begin(), plan_.guards.end(), fails)) {
      return;
    }
    page_.section("Blocked");
    for (const Guard& guard : plan_.guards) {
      if (!fails(guard)) {
        continue;
      }
      row(guard.holds == Outcome3::unknown ? "?" : "!", "", guard_text(guard), guard.name);
      if (!guard.missing.empty()) {
        page_.paragraph(4, fmt::format("The export should include {}.", missing_fields(guard.missing)));
      }
      if (!guard.error.empty()) {
        page_.paragraph(4, fmt::format("The requirement cannot be evaluated: {}.", visible(guard.error)));
      }
      if (!guard.unblock.empty()) {
        page_.paragraph(4, "To unblock: " + visible(guard.unblock));
      }
      for (const HowTo& howto : plan_.howtos) {
        if (howto.name == guard.howto) {
          steps(howto, 4);
        }
      }
    }
  }

  /// Who may do it: the requirements, all met, by name; what they rest on stands in the sources.
  void allowed() {
    std::vector<std::string> met;
    for (const Guard& guard : plan_.guards) {
      if (guard.holds != Outcome3::yes) {
        return;  // blocked() has said why not
      }
      met.push_back(visible(guard.name));
      mention(guard.name);
    }
    if (met.empty()) {
      return;
    }
    page_.section("Who may do it");
    const std::string who = plan_.request.by.empty() ? "Whoever asks" : name_of(words_, plan_.request.by);
    page_.paragraph(2, fmt::format("{}: {} {}", who, enumerate(met), met.size() == 1 ? "holds" : "hold"));
  }

  void steps(const HowTo& howto, std::size_t indent) {
    if (!told_howtos_.insert(howto.name).second) {
      page_.paragraph(indent, fmt::format("See above: {}", visible(howto.title.empty() ? howto.name : howto.title)));
      return;
    }
    mentioned_.insert(howto.name);
    page_.paragraph(indent, visible(howto.title.empty() ? howto.name : howto.title));
    for (std::size_t i = 0; i < howto.steps.size(); ++i) {
      page_.paragraph(indent + 2, fmt::format("{}. {}", i + 1, visible(howto.steps[i].text)));
    }
  }

  void other_howtos() {
    bool first = true;
    for (const HowTo& howto : plan_.howtos) {
      if (!told_howtos_.contains(howto.name)) {
        if (first) {
          page_.section("How to");
          first = false;
        }
        steps(howto, 2);
      }
    }
  }

  void conflicts() {
    if (plan_.conflicts.empty()) {
      return;
    }
    page_.section("Conflicts");
    page_.paragraph(2, conflict_explanation);
    for (const Conflict& conflict : plan_.conflicts) {
      row("x", object_and_label(words_, conflict.object), conflict_text(words_, conflict), "");
      mentioned_.insert(conflict.rules.begin(), conflict.rules.end());
    }
  }

  void inventory() {
    const std::string text = inventory_text(words_, plan_);
    if (text.empty()) {
      return;
    }
    page_.section(plan_.inventory_title.empty() ? name_of(words_, plan_.request.subject) + " has"
                                                : visible(plan_.inventory_title));
    page_.paragraph(2, text);
  }

  void advice() {
    if (plan_.advice.empty()) {
      return;
    }
    page_.section("Before you do it");
    for (const Advice& advice : plan_.advice) {
      row("!", "", visible(advice.text), advice.rule);
      objects_below(advice.objects, 4);
    }
  }

  void irreversible() { groups("Cannot be undone", story_.irreversible); }

  void by_type() {
    for (const auto& [type, groups_of_type] : story_.types) {
      groups(plural_of(words_, type), groups_of_type);
    }
  }

  void displays() {
    if (plan_.displays.empty()) {
      return;
    }
    page_.section("What people see");
    for (const DisplayGroup& group : display_groups(plan_)) {
      const std::string count = count_of(words_, group.type, group.objects.size());
      objects_row("~", group.objects, group.text, fmt::format("{}: {}", count, group.text), group.rule);
    }
  }

  void capabilities() {
    if (plan_.capabilities.empty() && story_.kept.empty()) {
      return;
    }
    page_.section("Access");
    for (const CapabilityChange change : {CapabilityChange::lost, CapabilityChange::gained}) {
      for (const Capability& capability : plan_.capabilities) {
        if (capability.change == change) {
          const bool lost = change == CapabilityChange::lost;
          const std::string title = visible(capability.title.empty() ? capability.capability : capability.title);
          row(lost ? "-" : "+", "", fmt::format("{}: {}", lost ? "no longer possible" : "now possible", title),
              capability.rule);
          concerning(capability.objects);
        }
      }
    }
    for (const Group& group : story_.kept) {
      row("=", "", what_happens(words_, group.first()), group.first().rule);
      concerning(group.objects());
    }
  }

  /// A capability about the leaver alone needs no list.
  void concerning(const std::vector<std::string>& objects) {
    if (!objects.empty() && objects != std::vector<std::string>{plan_.request.subject}) {
      objects_below(objects);
    }
  }

  void scheduled() {
    if (story_.scheduled.empty()) {
      return;
    }
    page_.section("Scheduled");
    for (const Group& group : story_.scheduled) {
      const std::vector<std::string> objects = group.objects();
      const std::string text = objects.size() == 1 ? fmt::format("{} {}", name_of(words_, objects.front()),
                                                                 what_happens(words_, group.first(), false))
                                                   : group_text(words_, group, false);
      row("", visible(people_due(group.first().due, plan_.request.at)), text, group.first().rule);
    }
  }

  void undecided() {
    if (plan_.undecided.empty()) {
      return;
    }
    page_.section("Undecided");
    page_.paragraph(2, undecided_explanation(plan_));
    for (const UndecidedGroup& group : undecided_groups(plan_)) {
      const std::string count = count_noun(group.objects.size(), "object");
      objects_row("?", group.objects, group.reason, fmt::format("{}: {}", count, group.reason), group.rule);
    }
  }

  void unaddressed() {
    if (plan_.unaddressed.empty()) {
      return;
    }
    page_.section("Unaddressed");
    page_.paragraph(2, unaddressed_explanation(words_));
    for (const UnaddressedGroup& group : unaddressed_groups(plan_)) {
      const std::string count = count_of(words_, group.type, group.objects.size());
      objects_row("?", group.objects, "through " + group.fields, fmt::format("{} through {}", count, group.fields), "");
    }
  }

  void dangling() {
    if (plan_.dangling.empty()) {
      return;
    }
    page_.section("Left dangling");
    page_.paragraph(2, dangling_explanation);
    const std::size_t shown = options_.verbose ? plan_.dangling.size() : std::min(plan_.dangling.size(), most_listed);
    for (std::size_t i = 0; i < shown; ++i) {
      const Dangling& dangling = plan_.dangling[i];
      row("!", object_and_label(words_, dangling.object),
          fmt::format("{} → {}", visible(dangling.field), name_of(words_, dangling.to)), "");
    }
    if (shown < plan_.dangling.size()) {
      page_.paragraph(4, fmt::format("… and {} more (--verbose lists them)", plan_.dangling.size() - shown));
    }
  }

  void remarks() {
    const std::vector<std::string> remarks = snapshot_remarks(words_, plan_);
    if (remarks.empty()) {
      return;
    }
    page_.section("About the snapshot");
    for (const std::string& remark : remarks) {
      row("!", "", remark, "");
    }
  }

  void unchanged() {
    if (options_.verbose) {
      groups("Stays as it is", story_.unchanged);
      return;
    }
    uint64_t total = 0;
    for (const auto& [type, count] : story_.unchanged_objects) {
      total += count;
    }
    if (total != 0) {
      page_.blank();
      page_.paragraph(
          0, fmt::format("{} {} as {} (--verbose lists {})", counts_by_type(words_, story_.unchanged_objects),
                         total == 1 ? "stays" : "stay", total == 1 ? "it is" : "they are", total == 1 ? "it" : "them"));
    }
  }

  void source(const std::string& name, const std::string& title, const std::vector<std::string>& cites,
              const std::optional<Location>& location) {
    std::vector<std::string> parts;
    if (!title.empty()) {
      parts.push_back(visible(title));
    }
    if (!cites.empty()) {
      parts.push_back(visible(fmt::format("[{}]", fmt::join(cites, ", "))));
    }
    if (location) {
      parts.push_back(visible(fmt::format("{}:{}:{}", location->file, location->line, location->column)));
    }
    if (!parts.empty()) {
      sources_.push_back({2, "", visible(name), fmt::format("{}", fmt::join(parts, " ")), ""});
    }
  }

  static std::vector<std::string> all_cites(const HowTo& howto) {
    std::vector<std::string> cites = howto.cites;
    for (const Step& step : howto.steps) {
      cites.insert(cites.end(), step.cites.begin(), step.cites.end());
    }
    std::sort(cites.begin(), cites.end());
    cites.erase(std::unique(cites.begin(), cites.end()), cites.end());
    return cites;
  }

  /// What the names at the margin rest on.
  void sources() {
    if (!options_.cites) {
      return;
    }
    for (const Guard& guard : plan_.guards) {
      if (mentioned_.contains(guard.name)) {
        source(guard.name, "", guard.cites, guard.location);
      }
    }
    for (const HowTo& howto : plan_.howtos) {
      if (mentioned_.contains(howto.name)) {
        source(howto.name, howto.title, all_cites(howto), std::nullopt);
      }
    }
    if (!plan_.inventory.empty()) {
      source("what the leaver has", "", plan_.inventory_cites, std::nullopt);
    }
    for (const auto& [name, rule] : plan_.rules) {
      if (mentioned_.contains(name)) {
        source(name, rule.title, rule.cites, rule.location);
      }
    }
    if (sources_.empty()) {
      return;
    }
    page_.section("Rules and their sources");
    for (const Row& row : sources_) {
      page_.row(row);
    }
  }

  const Plan& plan_;
  const TextOptions& options_;
  Wording words_;
  Story story_;
  Page page_;
  std::set<std::string> mentioned_;
  std::set<std::string> told_howtos_;
  std::vector<Row> sources_;
};

std::string write_text(const Plan& plan, const TextOptions& options) {
  return options.concise ? write_concise(plan, options) : PlanPage(plan, options).write();
}

}  // namespace exeunt::plan
