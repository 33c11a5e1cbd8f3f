#include "interpreter/graph/describe.h"
#include "interpreter/graph/write.h"

namespace exeunt::graph {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
    }
    out += c;
  }
  return out + "\"";
}

std::string id(const Graph& graph, NodeIndex node) { return quoted(graph.event->name + "/" + node_name(graph, node)); }

void write(const Graph& graph, std::string& out) {
  const model::Model& model = *graph.program->model;
  out += "  subgraph " + quoted("cluster " + graph.event->name) + " {\n";
  out += "    label=" + quoted(graph.program->pack + " " + graph.program->edition + ": " + graph.event->name) + ";\n";
  for (std::size_t i = 0; i < graph.strata.size(); ++i) {
    const Stratum& stratum = graph.strata[i];
    const std::string& phase = graph.event->phases[stratum.phase];
    out += "    subgraph " + quoted("cluster " + graph.event->name + " " + std::to_string(i)) + " {\n";
    out += "      label=" + quoted((phase.empty() ? "" : phase + ", ") + "stratum " + std::to_string(i + 1) +
                                   (stratum.recursive ? ", fixpoint" : "")) + "; style=dashed;\n";
    for (NodeIndex node : stratum.nodes) {
      std::string label = node_name(graph, node) + "\n" + model.entities[graph.nodes[node].entity].name;
      for (const Outcome& outcome : graph.nodes[node].outcomes) {
        label += " · " + outcome.name;
      }
      std::string escaped = quoted(label);
      for (std::size_t at = escaped.find('\n'); at != std::string::npos; at = escaped.find('\n', at)) {
        escaped.replace(at, 1, "\\n");
      }
      out += "      " + id(graph, node) + " [label=" + escaped + "];\n";
    }
    out += "    }\n";
  }
  for (const Edge& edge : graph.edges) {
    out += "    " + id(graph, edge.from) + " -> " + id(graph, edge.to) + " [label=" + quoted(edge_label(graph, edge)) +
           (edge.kind == EdgeKind::overrides ? ", style=dashed" : "") + "];\n";
  }
  out += "  }\n";
}

}  // namespace

std::string write_dot(const std::vector<const Graph*>& graphs) {
  std::string out = "digraph exeunt {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n";
  for (const Graph* graph : graphs) {
    write(*graph, out);
  }
  return out + "}\n";
}

}  // namespace exeunt::graph
