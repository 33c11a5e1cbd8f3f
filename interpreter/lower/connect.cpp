#include <algorithm>
#include <map>

#include "interpreter/lower/strata.h"

namespace exeunt::lower {
namespace {

using graph::Edge;
using graph::EdgeKind;
using graph::NodeIndex;

/// Marks an edge that is about an object as a whole.
constexpr model::FieldIndex whole_object = model::id_field;

}  // namespace

void connect(graph::Graph& graph) {
  // A rule waits only for rules of its own phase: what earlier phases did is the account it reads.
  using PhaseField = std::pair<uint32_t, graph::FieldRef>;
  using PhaseEntity = std::pair<uint32_t, model::EntityIndex>;
  std::map<PhaseField, std::vector<NodeIndex>> writers;
  std::map<PhaseEntity, std::vector<NodeIndex>> erasers;
  for (NodeIndex index = 0; index < graph.nodes.size(); ++index) {
    const graph::Node& node = graph.nodes[index];
    for (const graph::FieldRef& field : node.writes) {
      writers[{node.phase, field}].push_back(index);
    }
    if (node.erases) {
      erasers[{node.phase, node.entity}].push_back(index);
    }
  }
  for (NodeIndex index = 0; index < graph.nodes.size(); ++index) {
    const graph::Node& node = graph.nodes[index];
    const auto erased = [&](const std::vector<model::EntityIndex>& entities, EdgeKind kind) {
      for (model::EntityIndex entity : entities) {
        for (NodeIndex from : erasers[{node.phase, entity}]) {
          graph.edges.push_back({from, index, kind, {entity, whole_object}});
        }
      }
    };
    for (const graph::FieldRef& field : node.reads.planned) {
      for (NodeIndex from : writers[{node.phase, field}]) {
        graph.edges.push_back({from, index, EdgeKind::planned, field});
      }
    }
    erased(node.reads.erased, EdgeKind::erased);
    erased(node.reads.not_erased, EdgeKind::not_erased);
    for (NodeIndex from : node.overridden_by) {
      graph.edges.push_back({from, index, EdgeKind::overrides, {node.entity, whole_object}});
    }
  }
  std::sort(graph.edges.begin(), graph.edges.end());
  graph.edges.erase(std::unique(graph.edges.begin(), graph.edges.end()), graph.edges.end());
}

}  // namespace exeunt::lower
