#include "interpreter/graph/describe.h"

namespace exeunt::graph {

std::string_view name(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::planned:
      return "planned";
    case EdgeKind::erased:
      return "erased";
    case EdgeKind::not_erased:
      return "not erased";
    case EdgeKind::overrides:
      return "overrides";
  }
  return {};
}

std::string node_name(const Graph& graph, NodeIndex index) {
  const Node& node = graph.nodes[index];
  std::string text = graph.program->rules[node.rule].name;
  const bool shared = (index > 0 && graph.nodes[index - 1].rule == node.rule) ||
                      (index + 1 < graph.nodes.size() && graph.nodes[index + 1].rule == node.rule);
  if (shared) {
    text += " [" + graph.program->model->entities[node.entity].name + "]";
  }
  return text;
}

std::string field_name(const Graph& graph, const FieldRef& field) {
  const model::Entity& entity = graph.program->model->entities[field.entity];
  return field.field < entity.fields.size() ? entity.name + "." + entity.fields[field.field].name : entity.name;
}

std::string edge_label(const Graph& graph, const Edge& edge) {
  if (edge.kind == EdgeKind::overrides) {
    return "overrides";
  }
  return std::string(name(edge.kind)) + "(" + field_name(graph, edge.field) + ")";
}

}  // namespace exeunt::graph
