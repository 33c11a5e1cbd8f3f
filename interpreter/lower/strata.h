// Orders the rules of an event: edges from what rules read of each other, strata from the edges, and the cycle that has no
// order, told rule by rule.
#pragma once

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/graph/graph.h"

namespace exeunt::lower {

/// Fills `edges` from the nodes' reads, writes and overrides. O(nodes + edges).
void connect(graph::Graph& graph);

/// Fills `strata` and each node's `stratum`. False: a cycle through something that is not monotone was reported.
bool stratify(graph::Graph& graph, diagnostic::Sink& sink);

}  // namespace exeunt::lower
