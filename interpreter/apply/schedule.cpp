#include "interpreter/apply/schedule.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "interpreter/plan/order.h"

namespace exeunt::apply {

using plan::Change;

bool HappensBefore::operator()(const Pending& a, const Pending& b) const {
  const auto key = [](const Pending& pending) { return std::tie(pending.due, pending.phase, pending.change.rule); };
  return key(a) != key(b) ? key(a) < key(b) : plan::compare_objects(a.change.object, b.change.object) < 0;
}

static bool same_writes(const std::vector<plan::Write>& a, const std::vector<plan::Write>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const plan::Write& x, const plan::Write& y) {
    return x.op == y.op && x.field == y.field && x.to == y.to;
  });
}

static bool same(const Pending& a, const Pending& b) {
  const auto key = [](const Pending& pending) {
    const Change& change = pending.change;
    return std::tie(pending.due, change.object, change.rule, change.outcome, change.phase, change.unless);
  };
  return key(a) == key(b) && a.change.arguments == b.change.arguments && same_writes(a.change.writes, b.change.writes);
}

void Schedule::add(Pending pending) {
  const auto [first, last] = pending_.equal_range(pending);
  const auto is_same = [&pending](const Pending& each) { return same(each, pending); };
  if (std::none_of(first, last, is_same)) {
    pending_.insert(std::move(pending));
  }
}

std::vector<Pending> Schedule::take_next(plan::Moment until) {
  std::vector<Pending> taken;
  while (!pending_.empty() && pending_.begin()->due <= until &&
         (taken.empty() || pending_.begin()->due == taken.front().due)) {
    taken.push_back(std::move(pending_.extract(pending_.begin()).value()));
  }
  return taken;
}

void apply(const plan::Plan& plan, std::size_t request, Account& account, Schedule& schedule) {
  for (const Change& change : plan.changes) {
    if (change.due.empty()) {
      account.carry_out(change);
      continue;
    }
    constexpr plan::Moment never{std::numeric_limits<int64_t>::max(), 0};
    const auto phase = std::find(plan.phases.begin(), plan.phases.end(), change.phase);
    schedule.add({change, plan::parse_moment(change.due).value_or(never),
                  static_cast<std::size_t>(phase - plan.phases.begin()), request});
  }
}

std::vector<Arrival> advance(Account& account, Schedule& schedule, plan::Moment until, const AskUnless& ask) {
  std::vector<Arrival> arrivals;
  for (std::vector<Pending> due = schedule.take_next(until); !due.empty(); due = schedule.take_next(until)) {
    std::vector<const Pending*> conditional;
    for (const Pending& pending : due) {
      if (!pending.change.unless.empty() && account.find(pending.change.object) != nullptr) {
        conditional.push_back(&pending);
      }
    }
    std::vector<plan::Outcome3> answers;
    if (!conditional.empty()) {
      answers = ask(account, conditional);
    }
    std::size_t asked = 0;
    for (Pending& pending : due) {
      Fate fate = Fate::carried_out;
      if (asked < conditional.size() && conditional[asked] == &pending) {
        const plan::Outcome3 holds = asked < answers.size() ? answers[asked] : plan::Outcome3::unknown;
        fate = holds == plan::Outcome3::yes  ? Fate::called_off
               : holds == plan::Outcome3::no ? Fate::carried_out
                                             : Fate::undecided;
        ++asked;
      }
      if (fate == Fate::carried_out && !account.carry_out(pending.change)) {
        fate = Fate::object_gone;
      }
      arrivals.push_back({std::move(pending), fate});
    }
  }
  return arrivals;
}

}  // namespace exeunt::apply
