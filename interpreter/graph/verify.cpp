#include "interpreter/graph/describe.h"
#include "interpreter/graph/graph.h"

namespace exeunt::graph {

std::string verify(const Graph& graph) {
  std::vector<uint32_t> times(graph.nodes.size(), 0);
  for (uint32_t position = 0; position < graph.strata.size(); ++position) {
    const Stratum& stratum = graph.strata[position];
    if (position > 0 && graph.strata[position - 1].phase > stratum.phase) {
      return "strata of a later phase come first";
    }
    for (NodeIndex node : stratum.nodes) {
      ++times[node];
      if (graph.nodes[node].stratum != position || graph.nodes[node].phase != stratum.phase) {
        return node_name(graph, node) + " stands in a stratum that is not its own";
      }
    }
  }
  for (NodeIndex node = 0; node < graph.nodes.size(); ++node) {
    if (times[node] != 1) {
      return node_name(graph, node) + " stands in no stratum, or in several";
    }
  }
  for (const Edge& edge : graph.edges) {
    const uint32_t from = graph.nodes[edge.from].stratum;
    const uint32_t to = graph.nodes[edge.to].stratum;
    const bool monotone_inside = from == to && graph.strata[from].recursive && edge.kind == EdgeKind::erased;
    if (from >= to && !monotone_inside) {
      return "the edge " + node_name(graph, edge.from) + " -> " + node_name(graph, edge.to) + " goes backwards";
    }
  }
  return {};
}

}  // namespace exeunt::graph
