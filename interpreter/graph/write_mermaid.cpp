#include "interpreter/graph/describe.h"
#include "interpreter/graph/write.h"

namespace exeunt::graph {
namespace {

/// Mermaid reads quoted text as HTML-like: quotes and angle brackets as entities.
std::string mermaid_text(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "#quot;";
        break;
      case '<':
        out += "#lt;";
        break;
      case '>':
        out += "#gt;";
        break;
      default:
        out += c;
    }
  }
  return out + "\"";
}

}  // namespace

std::string write_mermaid(const std::vector<const Graph*>& graphs) {
  std::string out = "flowchart LR\n";
  for (std::size_t number = 0; number < graphs.size(); ++number) {
    const Graph& graph = *graphs[number];
    const std::string prefix = "e" + std::to_string(number);
    const auto id = [&](NodeIndex node) { return prefix + "_" + std::to_string(node); };
    out += "  subgraph " + prefix + " [" + mermaid_text(graph.program->pack + " " + graph.program->edition + ": " +
                                                   graph.event->name) + "]\n";
    for (std::size_t i = 0; i < graph.strata.size(); ++i) {
      const Stratum& stratum = graph.strata[i];
      const std::string& phase = graph.event->phases[stratum.phase];
      out += "    subgraph " + prefix + "_s" + std::to_string(i) + " [" +
             mermaid_text((phase.empty() ? "" : phase + ", ") + "stratum " + std::to_string(i + 1) +
                    (stratum.recursive ? ", fixpoint" : "")) + "]\n";
      for (NodeIndex node : stratum.nodes) {
        out += "      " + id(node) + "[" + mermaid_text(node_name(graph, node)) + "]\n";
      }
      out += "    end\n";
    }
    out += "  end\n";
    for (const Edge& edge : graph.edges) {
      const char* arrow = edge.kind == EdgeKind::overrides ? " -. " : " -- ";
      const char* head = edge.kind == EdgeKind::overrides ? " .-> " : " --> ";
      out += "  " + id(edge.from) + arrow + mermaid_text(edge_label(graph, edge)) + head + id(edge.to) + "\n";
    }
  }
  return out;
}

}  // namespace exeunt::graph
