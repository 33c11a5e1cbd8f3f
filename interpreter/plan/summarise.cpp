#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "interpreter/plan/order.h"
#include "interpreter/plan/time.h"

namespace exeunt::plan {

const RuleOutcome* find_outcome(const Plan& plan, const Change& change) {
  const auto rule = plan.rules.find(change.rule);
  if (rule == plan.rules.end()) {
    return nullptr;
  }
  for (const RuleOutcome& outcome : rule->second.outcomes) {
    if (outcome.outcome == change.outcome) {
      return &outcome;
    }
  }
  return nullptr;
}

static bool is_irreversible(const RuleOutcome* outcome) { return outcome != nullptr && !outcome->reversible; }

bool is_irreversible(const Plan& plan, const Change& change) { return is_irreversible(find_outcome(plan, change)); }

static bool is_unchanged(const RuleOutcome* outcome, const Change& change) {
  static constexpr std::string_view classes[] = {"retained", "continues", "kept"};
  return outcome != nullptr && change.writes.empty() &&
         std::find(std::begin(classes), std::end(classes), outcome->class_name) != std::end(classes);
}

bool is_unchanged(const Plan& plan, const Change& change) { return is_unchanged(find_outcome(plan, change), change); }

static void drop_duplicates(std::vector<std::string_view>& objects) {
  // Most stand side by side.
  objects.erase(std::unique(objects.begin(), objects.end()), objects.end());
  std::sort(objects.begin(), objects.end());
  objects.erase(std::unique(objects.begin(), objects.end()), objects.end());
}

Summary summarise(const Plan& plan, const std::function<uint64_t(std::string_view)>& weight) {
  Summary summary;
  const auto count = [&](std::string_view object) { return weight ? weight(object) : uint64_t{1}; };
  std::vector<std::string_view> objects;
  std::vector<std::string_view> affected;
  for (const Change& change : plan.changes) {
    const uint64_t times = count(change.object);
    objects.push_back(change.object);
    summary.by_outcome[change.outcome] += times;
    const RuleOutcome* const outcome = find_outcome(plan, change);
    if (outcome != nullptr) {
      summary.by_class[outcome->class_name] += times;
    }
    if (!is_unchanged(outcome, change)) {
      affected.push_back(change.object);
    }
    if (!change.due.empty()) {
      summary.scheduled += times;
    }
    if (is_irreversible(outcome)) {
      summary.irreversible += times;
      const std::string& when = change.due.empty() ? plan.request.at : change.due;
      std::string& first = summary.point_of_no_return;
      if (first.empty() || compare_times(when, first) < 0) {
        first = when;
      }
    }
  }
  drop_duplicates(objects);
  drop_duplicates(affected);
  for (const std::string_view object : objects) {
    const uint64_t times = count(object);
    summary.objects += times;
    summary.by_type[std::string(object.substr(0, object.find(':')))] += times;
  }
  for (const std::string_view object : affected) {
    summary.affected += count(object);
  }
  return summary;
}

}  // namespace exeunt::plan
