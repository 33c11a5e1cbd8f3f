// The reference engine: one object at a time, one rule at a time, in the order of the graph's strata. It is the meaning
// of the language written down as plainly as possible; faster engines must give the same bytes.
#pragma once

#include <string_view>

#include "interpreter/engine/request.h"
#include "interpreter/graph/graph.h"
#include "interpreter/plan/explain.h"
#include "interpreter/plan/plan.h"
#include "interpreter/snapshot/account.h"

namespace exeunt::engine::reference {

/// The plan, in canonical order. Policy digest, snapshot facts and the request as text are filled in as well. Time grows
/// with rules × objects; memory with the objects that some rule fires on.
plan::Plan evaluate(const graph::Graph& graph, const snapshot::Account& account, const Request& request);

/// Why `object` changes, or does not. Costs as much as the plan.
plan::Explanation explain(const graph::Graph& graph, const snapshot::Account& account, const Request& request,
                          snapshot::ObjectIndex object);

/// Whether what `rule` has scheduled for `object` is called off: its `unless`, under the request that scheduled it, in the
/// account as it stands when the change is due. `no` where the rule has none for objects of that type.
plan::Outcome3 called_off(const graph::Graph& graph, const snapshot::Account& account, const Request& request,
                          std::string_view rule, snapshot::ObjectIndex object);

}  // namespace exeunt::engine::reference
