#include "interpreter/plan/story.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/time.h"

namespace exeunt::plan {

using diagnostic::visible;

std::vector<std::string> Group::objects() const {
  std::vector<std::string> out;
  for (const Change* change : changes) {
    if (out.empty() || out.back() != change->object) {
      out.push_back(change->object);
    }
  }
  return out;
}

/// Collects groups in the order in which each is first met.
class Grouper {
 public:
  void add(const Change& change) {
    const Key key{type_of(change.object), change.rule, change.outcome, change.text, change.due,
                  change.unless,          change.phase};
    const auto [entry, inserted] = positions_.try_emplace(key, groups_.size());
    if (inserted) {
      groups_.push_back({std::string(type_of(change.object)), {}});
    }
    groups_[entry->second].changes.push_back(&change);
  }

  std::vector<Group> take() { return std::move(groups_); }

  std::vector<Group> take_by_due() {
    std::stable_sort(groups_.begin(), groups_.end(), [](const Group& a, const Group& b) {
      const std::string& due_a = a.first().due;
      const std::string& due_b = b.first().due;
      return due_a.empty() || due_b.empty() ? !due_b.empty() && due_a.empty() : compare_times(due_a, due_b) < 0;
    });
    return take();
  }

 private:
  using Key = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view, std::string_view,
                         std::string_view, std::string_view>;
  std::map<Key, std::size_t> positions_;
  std::vector<Group> groups_;
};

static bool has_class(const Plan& plan, const Change& change, std::string_view class_name) {
  const RuleOutcome* outcome = find_outcome(plan, change);
  return outcome != nullptr && outcome->class_name == class_name;
}

/// The change says nothing that a capability of the plan does not say: the verb only grants or revokes.
static bool is_told_by_capability(const std::set<std::string_view>& granting, const Plan& plan, const Change& change) {
  return change.writes.empty() && granting.contains(change.rule) &&
         (has_class(plan, change, "gained") || has_class(plan, change, "lost") ||
          has_class(plan, change, "not-offered"));
}

Story tell(const Plan& plan) {
  std::set<std::string_view> granting;
  for (const Capability& capability : plan.capabilities) {
    granting.insert(capability.rule);
  }
  std::set<std::string_view> touched;
  for (const Change& change : plan.changes) {
    if (!is_unchanged(plan, change)) {
      touched.insert(change.object);
    }
  }
  Grouper irreversible;
  Grouper scheduled;
  Grouper unchanged;
  Grouper kept;
  std::map<std::string, Grouper> types;
  std::map<std::string, std::set<std::string_view>> unchanged_objects;
  for (const Change& change : plan.changes) {
    if (!change.due.empty()) {
      scheduled.add(change);
    }
    if (has_class(plan, change, "kept")) {
      kept.add(change);
    } else if (is_unchanged(plan, change)) {
      if (!touched.contains(change.object)) {
        unchanged.add(change);
        unchanged_objects[std::string(type_of(change.object))].insert(change.object);
      }
    } else if (is_irreversible(plan, change)) {
      irreversible.add(change);
    } else if (!is_told_by_capability(granting, plan, change)) {
      types[std::string(type_of(change.object))].add(change);
    }
  }
  Story story;
  story.irreversible = irreversible.take_by_due();
  story.scheduled = scheduled.take_by_due();
  story.unchanged = unchanged.take();
  story.kept = kept.take();
  for (auto& [type, grouper] : types) {
    story.types.emplace_back(type, grouper.take());
  }
  for (const auto& [type, objects] : unchanged_objects) {
    story.unchanged_objects[type] = objects.size();
  }
  return story;
}

std::string symbol(const Plan& plan, const Change& change) {
  if (is_unchanged(plan, change)) {
    return "=";
  }
  const auto has = [&](Op op) {
    return std::any_of(change.writes.begin(), change.writes.end(), [op](const Write& write) { return write.op == op; });
  };
  if (has(Op::erase) || is_irreversible(plan, change)) {
    return "-";
  }
  if (has(Op::create)) {
    return "+";
  }
  return change.writes.empty() ? "!" : "~";
}

std::string group_text(const Wording& words, const Group& group, bool with_due) {
  const std::size_t count = group.objects().size();
  return fmt::format("{}: {}{}", count_of(words, group.type, count), count == 1 ? "" : "each ",
                     what_happens(words, group.first(), with_due));
}

std::string verdict_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::ready:
      return "READY";
    case Verdict::blocked:
      return "BLOCKED";
    case Verdict::conflicted:
      return "CONFLICTED";
  }
  return {};
}

std::vector<std::string> verdict_parts(const Wording& words, const Plan& plan) {
  const Summary& summary = plan.summary;
  std::vector<std::string> parts{verdict_word(plan.verdict)};
  const bool stopped = plan.verdict != Verdict::ready;
  parts.push_back(summary.affected == 0
                      ? (stopped ? "nothing would change" : "nothing changes")
                      : count_noun(summary.affected, "object") + (stopped ? " would be affected" : " affected"));
  if (summary.irreversible != 0) {
    std::string text = fmt::format("{} cannot be undone", summary.irreversible);
    if (!summary.point_of_no_return.empty() && summary.point_of_no_return != words.request.at) {
      text += fmt::format(" from {} on", people_due(summary.point_of_no_return, words.request.at));
    }
    parts.push_back(std::move(text));
  }
  if (!plan.conflicts.empty()) {
    parts.push_back(count_noun(plan.conflicts.size(), "conflict"));
  }
  const std::pair<std::size_t, const char*> counts[] = {
      {summary.scheduled, "scheduled"}, {plan.undecided.size(), "undecided"}, {plan.unaddressed.size(), "unaddressed"}};
  for (const auto& [count, what] : counts) {
    if (count != 0) {
      parts.push_back(fmt::format("{} {}", count, what));
    }
  }
  return parts;
}

std::vector<UndecidedGroup> undecided_groups(const Plan& plan) {
  std::map<std::pair<std::string, std::string>, std::size_t> positions;
  std::vector<UndecidedGroup> groups;
  for (const Undecided& undecided : plan.undecided) {
    const std::string fields = missing_fields(undecided.missing);
    const std::string reason = !undecided.error.empty() ? visible(undecided.error)
                               : fields.empty()         ? "cannot be evaluated"
                                                        : "needs " + fields;
    const auto [entry, inserted] = positions.try_emplace({undecided.rule, reason}, groups.size());
    if (inserted) {
      groups.push_back({undecided.rule, reason, {}});
    }
    groups[entry->second].objects.push_back(undecided.object);
  }
  return groups;
}

std::vector<std::string> fields_to_export(const Plan& plan) {
  std::set<std::string> fields;
  for (const Undecided& undecided : plan.undecided) {
    for (const MissingField& missing : undecided.missing) {
      fields.insert(visible(missing.field));
    }
  }
  return {fields.begin(), fields.end()};
}

std::vector<DisplayGroup> display_groups(const Plan& plan) {
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> positions;
  std::vector<DisplayGroup> groups;
  for (const Display& display : plan.displays) {
    const std::string type(type_of(display.object));
    const std::string text = display_text(display);
    const auto [entry, inserted] = positions.try_emplace({type, display.rule, text}, groups.size());
    if (inserted) {
      groups.push_back({type, text, display.rule, {}});
    }
    groups[entry->second].objects.push_back(display.object);
  }
  return groups;
}

std::vector<UnaddressedGroup> unaddressed_groups(const Plan& plan) {
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> groups;
  for (const Unaddressed& unaddressed : plan.unaddressed) {
    std::vector<std::string> fields;
    for (const std::string& field : unaddressed.fields) {
      fields.push_back(visible(field));
    }
    groups[{std::string(type_of(unaddressed.object)), enumerate(fields)}].push_back(unaddressed.object);
  }
  std::vector<UnaddressedGroup> out;
  for (auto& [key, objects] : groups) {
    out.push_back({key.first, key.second, std::move(objects)});
  }
  return out;
}

std::vector<std::string> snapshot_remarks(const Wording& words, const Plan& plan) {
  const Snapshot& snapshot = plan.snapshot;
  std::vector<std::string> remarks;
  std::vector<std::string> incomplete;
  for (const std::string& type : snapshot.incomplete) {
    incomplete.push_back(plural_of(words, type));
  }
  if (!incomplete.empty()) {
    remarks.push_back(fmt::format("it does not hold all {}: of the others nothing is said, and what depends on them is not known",
                                  enumerate(incomplete)));
  }
  for (const auto& [type, count] : snapshot.unmodelled_types) {
    remarks.push_back(fmt::format("{} of the type {}, which the policy does not know, {} not looked at",
                                  count_noun(count, "object"), visible(type), count == 1 ? "was" : "were"));
  }
  for (const auto& [field, count] : snapshot.unmodelled_fields) {
    remarks.push_back(fmt::format("the field {} of {}, which the policy does not know, was not looked at",
                                  visible(field), count_noun(count, "object")));
  }
  if (snapshot.absent_is_null) {
    remarks.push_back("a field that an object does not have was taken to be empty");
  }
  return remarks;
}

std::string conflict_text(const Wording& words, const Conflict& conflict) {
  std::vector<std::string> sides;
  for (std::size_t i = 0; i < conflict.rules.size(); ++i) {
    const std::string rule = visible(conflict.rules[i]);
    sides.push_back(i < conflict.values.size() ? fmt::format("{} → {}", rule, value_text(words, conflict.values[i]))
                                               : rule);
  }
  const std::string what = conflict.field.empty() ? "as a whole" : visible(conflict.field);
  return fmt::format("{}: {}", what, fmt::join(sides, ", "));
}

std::string guard_text(const Guard& guard) {
  const bool unknown = guard.holds == Outcome3::unknown;
  if (guard.message.empty()) {
    const std::string name = visible(guard.name);
    return unknown ? fmt::format("it cannot be decided whether the requirement {} holds", name)
                   : fmt::format("the requirement {} does not hold", name);
  }
  return (unknown ? "cannot be decided: " : "") + visible(guard.message);
}

std::string inventory_text(const Wording& words, const Plan& plan) {
  std::vector<std::string> parts;
  for (const InventoryEntry& entry : plan.inventory) {
    if (entry.count != 0) {
      parts.push_back(count_of(words, entry.type, entry.count));
    }
  }
  return enumerate(parts);
}

std::string undecided_explanation(const Plan& plan) {
  const std::vector<std::string> fields = fields_to_export(plan);
  std::string out = "What becomes of these depends on what the snapshot does not say.";
  if (!fields.empty()) {
    out += fmt::format(" The export should include {}.", enumerate(fields));
  }
  return out;
}

std::string unaddressed_explanation(const Wording& words) {
  return fmt::format("These refer to {}, and no rule says what becomes of them. The plan is not complete without them.",
                     name_of(words, words.request.subject));
}

}  // namespace exeunt::plan
