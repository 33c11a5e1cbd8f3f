#include "interpreter/apply/steps.h"

#include <algorithm>
#include <tuple>

#include "interpreter/plan/order.h"

namespace exeunt::apply {

std::vector<Step> steps(const Changes& changes, Changes::Index first, plan::Moment until,
                        const std::vector<bool>& left_out) {
  struct Timed {
    Changes::Index change;
    bool is_due;
    plan::Moment due;
    bool is_rule;  ///< not one of the operator's transfers
    std::size_t phase;
    auto group() const { return std::tuple(is_due, due, is_due ? std::tuple(true, std::size_t{0}) : order()); }
    std::tuple<bool, std::size_t> order() const { return {is_rule, phase}; }
  };
  std::vector<Timed> timed;
  for (Changes::Index index = first; index != Changes::none; index = changes.next(index)) {
    const bool is_due = !changes.is_immediate(index);
    const plan::Moment due = is_due ? changes.due_moment(index) : plan::Moment{};
    const bool happens = index >= left_out.size() || !left_out[index];
    if (happens && (!is_due || due <= until)) {
      timed.push_back({index, is_due, due, changes.rule(index) != plan::request_rule, changes.phase(index)});
    }
  }
  std::stable_sort(timed.begin(), timed.end(), [&changes](const Timed& a, const Timed& b) {
    return std::tuple(a.is_due, a.due, a.order(), changes.rule(a.change)) <
           std::tuple(b.is_due, b.due, b.order(), changes.rule(b.change));
  });
  std::vector<Step> steps;
  for (std::size_t i = 0; i < timed.size(); ++i) {
    const bool is_next = i > 0 && timed[i].group() != timed[i - 1].group();
    steps.push_back({timed[i].change, i == 0 ? 0 : steps.back().group + (is_next ? 1 : 0)});
  }
  return steps;
}

}  // namespace exeunt::apply
