// Plans applied to account files: what apply/run.h does, with the policy where a change asks for it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/apply/run.h"
#include "interpreter/driver/session.h"

namespace exeunt::driver {

struct ApplyRequest {
  std::string snapshot;  ///< "-" is standard input
  std::string pack;      ///< folder or name; empty: the plan's
  apply::Options options;
};

struct CalledOff {
  std::string object;
  std::string rule;
  std::string due;
};

struct Applied {
  apply::Report report;
  std::vector<CalledOff> called_off;  ///< by due time, then in the order of the plan
  uint64_t to_come = 0;               ///< changes that are due after `until`
  std::string next_due;               ///< the first of them; empty: none
};

/// Until when time passes: RFC 3339, or a date, which is midnight UTC; where it is empty, until the event. No value: it was
/// reported.
std::optional<plan::Moment> read_until(const std::string& until, const plan::Request& request, diagnostic::Sink& sink);

/// Whether some change that is due by then has an `unless`, which only the policy can read.
bool needs_policy(const apply::Planned& planned, const apply::Options& options);

/// Says why a plan that is not ready cannot be applied.
void report_not_ready(const plan::Plan& plan, diagnostic::Sink& sink);
/// That `program` is not what made the plan.
void report_other_policy(const plan::Plan& plan, const program::Program& program, diagnostic::Sink& sink);

/// The event of the policy that made the plan, lowered; asked for where `needs_policy`. Null: it was reported.
using FindGraph = std::function<std::shared_ptr<const graph::Graph>()>;

/// Forth or back. The account is held in memory only where `needs_policy`. No value: errors are in the sink, and what
/// was written is of no use.
std::optional<Applied> apply(const apply::Planned& planned, apply::AccountFile file, apply::Options options,
                             const FindGraph& find_graph, diagnostic::Sink& sink, const snapshot::Write& write);
/// The same with the policy found by its name.
std::optional<Applied> apply(Session& session, const apply::Planned& planned, const ApplyRequest& request,
                             const snapshot::Write& write);

}  // namespace exeunt::driver
