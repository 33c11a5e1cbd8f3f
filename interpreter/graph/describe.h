// What the graph's parts are called in drawings, dumps and messages.
#pragma once

#include <string>

#include "interpreter/graph/graph.h"

namespace exeunt::graph {

/// "private-linked-emails", with the entity where the rule has several: "items-stay [deal]".
std::string node_name(const Graph& graph, NodeIndex node);
/// "planned(automation.status)", "erased(email)", "not erased(email)", "overrides".
std::string edge_label(const Graph& graph, const Edge& edge);
/// "automation.status"
std::string field_name(const Graph& graph, const FieldRef& field);

}  // namespace exeunt::graph
