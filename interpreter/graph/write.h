// The graph as a drawing or as data: DOT, Mermaid, JSON. Deterministic.
#pragma once

#include <string>
#include <vector>

#include "interpreter/graph/graph.h"

namespace exeunt::graph {

std::string write_dot(const std::vector<const Graph*>& graphs);
std::string write_mermaid(const std::vector<const Graph*>& graphs);
std::string write_json(const std::vector<const Graph*>& graphs);

}  // namespace exeunt::graph
