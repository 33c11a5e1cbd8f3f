// A plan carried out on a clock: what happens at the event happens now, what is due later waits.
//
//   apply(plan, 0, account, schedule);                    // the event
//   advance(account, schedule, a_month_later, ask);       // what comes due, in order
//
// At one due time every `unless` is read before anything happens, so that the order of rules does not matter to it.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <vector>

#include "interpreter/apply/account.h"
#include "interpreter/plan/plan.h"
#include "interpreter/plan/time.h"

namespace exeunt::apply {

/// A change that is due later, with what is needed to read its `unless` then.
struct Pending {
  plan::Change change;
  plan::Moment due;
  std::size_t phase = 0;    ///< position of the change's phase in its event
  std::size_t request = 0;  ///< the number that `apply` was given
};

struct HappensBefore {
  bool operator()(const Pending& a, const Pending& b) const;
};

/// What is to come, by due time, then phase, rule and object: the order in which it happens.
class Schedule {
 public:
  /// A change that waits already is not added again. O(log n).
  void add(Pending pending);
  const std::multiset<Pending, HappensBefore>& pending() const { return pending_; }
  /// Takes out what comes due first, if that is not after `until`: all changes of one due time.
  std::vector<Pending> take_next(plan::Moment until);

 private:
  std::multiset<Pending, HappensBefore> pending_;
};

/// Carries out the plan's changes at the event and schedules the others. A change whose due time cannot be read is
/// scheduled for the end of time. `request` is handed back with what comes due.
void apply(const plan::Plan& plan, std::size_t request, Account& account, Schedule& schedule);

enum class Fate {
  carried_out,
  called_off,   ///< its `unless` held
  undecided,    ///< its `unless` could not be read: it is not carried out
  object_gone,  ///< its object was erased before
};

struct Arrival {
  Pending pending;
  Fate fate = Fate::carried_out;
};

/// Answers, for changes that have an `unless`, whether it holds in the account as it stands; one answer each.
using AskUnless =
    std::function<std::vector<plan::Outcome3>(const Account& account, const std::vector<const Pending*>& changes)>;

/// Runs the clock: everything due until then happens in order, and is answered in that order.
std::vector<Arrival> advance(Account& account, Schedule& schedule, plan::Moment until, const AskUnless& ask);

}  // namespace exeunt::apply
