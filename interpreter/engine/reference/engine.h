// The reference engine: one object at a time, one rule at a time, in the order of the graph's strata. It is the meaning
// of the language written down as plainly as possible; faster engines must give the same bytes.
#pragma once

#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "interpreter/engine/reference/observe.h"
#include "interpreter/engine/request.h"
#include "interpreter/graph/graph.h"
#include "interpreter/plan/explain.h"
#include "interpreter/plan/plan.h"
#include "interpreter/snapshot/account.h"

namespace exeunt::engine::reference {

/// The plan, in canonical order. Policy digest, snapshot facts and the request as text are filled in as well. Time grows
/// with rules × objects; memory with the objects that some rule fires on. What it came to is added to `observation`, if
/// there is one. To `missed` are added the types of which an account that is thinned (snapshot/account.h) holds too few for
/// its look-ups: what these came to may be wrong then.
plan::Plan evaluate(const graph::Graph& graph, const snapshot::Account& account, const Request& request,
                    Observation* observation = nullptr, std::set<model::EntityIndex>* missed = nullptr);

/// Why `object` changes, or does not. Costs as much as the plan.
plan::Explanation explain(const graph::Graph& graph, const snapshot::Account& account, const Request& request,
                          snapshot::ObjectIndex object);

/// A change that a rule has scheduled.
struct Scheduled {
  std::string_view rule;
  snapshot::ObjectIndex object = 0;
};

/// Which of the changes that one request has scheduled are called off: their rules' `unless`, in the account as it stands
/// when they are due. One answer each; `no` where the rule has no `unless` for objects of that type.
std::vector<plan::Outcome3> called_off(const graph::Graph& graph, const snapshot::Account& account,
                                       const Request& request, std::span<const Scheduled> changes,
                                       Observation* observation = nullptr);

}  // namespace exeunt::engine::reference
