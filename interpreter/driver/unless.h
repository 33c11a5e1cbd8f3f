// Reads the `unless` of scheduled changes in the account as it stands when they are due.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/driver/session.h"
#include "interpreter/engine/reference/observe.h"
#include "interpreter/graph/graph.h"
#include "interpreter/plan/plan.h"
#include "interpreter/snapshot/account.h"

namespace exeunt::driver {

/// A change that is due: its rule and its object.
struct DueChange {
  std::string_view rule;
  std::string_view object;
};

/// Whether each is called off; `no` where its object is gone, `unknown` where it cannot be said. `request`: the one that
/// scheduled them; what it named may be gone by then, and is added to `then` as absent. `observation`: as engines take
/// it.
std::vector<plan::Outcome3> ask_unless(const graph::Graph& graph, const Request& request, snapshot::Account& then,
                                       const std::vector<DueChange>& changes,
                                       engine::reference::Observation* observation = nullptr);

}  // namespace exeunt::driver
