#include <nlohmann/json.hpp>

#include "interpreter/graph/describe.h"
#include "interpreter/graph/write.h"

namespace exeunt::graph {
namespace {

using nlohmann::ordered_json;

ordered_json fields(const Graph& graph, const std::vector<FieldRef>& list) {
  ordered_json out = ordered_json::array();
  for (const FieldRef& field : list) {
    out.push_back(field_name(graph, field));
  }
  return out;
}

ordered_json entities(const Graph& graph, const std::vector<model::EntityIndex>& list) {
  ordered_json out = ordered_json::array();
  for (const model::EntityIndex entity : list) {
    out.push_back(graph.program->model->entities[entity].name);
  }
  return out;
}

ordered_json reads(const Graph& graph, const Reads& reads) {
  return {{"fields", fields(graph, reads.fields)},
          {"planned", fields(graph, reads.planned)},
          {"erased", entities(graph, reads.erased)},
          {"not_erased", entities(graph, reads.not_erased)}};
}

ordered_json node(const Graph& graph, NodeIndex index) {
  const Node& node = graph.nodes[index];
  const model::Entity& entity = graph.program->model->entities[node.entity];
  ordered_json out = {{"name", node_name(graph, index)},
                      {"rule", graph.program->rules[node.rule].name},
                      {"entity", entity.name},
                      {"phase", graph.event->phases[node.phase]},
                      {"stratum", node.stratum + 1}};
  if (node.where) {
    out["where"] = node.where->source.text;
  }
  if (node.driver) {
    out["driver"] = entity.name + "." + entity.fields[*node.driver].name;
  }
  out["outcomes"] = ordered_json::array();
  for (const Outcome& outcome : node.outcomes) {
    out["outcomes"].push_back({{"outcome", outcome.name}, {"class", outcome.class_name}});
  }
  out["reads"] = reads(graph, node.reads);
  out["writes"] = fields(graph, node.writes);
  out["erases"] = node.erases;
  return out;
}

ordered_json lookup(const Graph& graph, const Lookup& lookup) {
  const model::Model& model = *graph.program->model;
  ordered_json out = {{"name", lookup.name}};
  if (lookup.kind == Lookup::Kind::expression) {
    const cel::CheckedExpression& expression = lookup.value->program.expression();
    const cel::Node& root = expression.ast[expression.ast.root];
    out["value"] = lookup.value->source.text.substr(root.begin, root.end - root.begin);
  } else {
    out[lookup.kind == Lookup::Kind::first ? "first" : "all"] = model.entities[lookup.entity].name;
  }
  if (lookup.probe) {
    out["probe"] = field_name(graph, {lookup.probe->entity, lookup.probe->field});
  }
  out["stable"] = lookup.stable;
  out["reads"] = reads(graph, lookup.reads);
  return out;
}

ordered_json graph_json(const Graph& graph) {
  ordered_json out = {{"pack", graph.program->pack}, {"edition", graph.program->edition}, {"event", graph.event->name}};
  for (const char* member : {"lookups", "nodes", "edges", "strata"}) {
    out[member] = ordered_json::array();
  }
  for (const Lookup& each : graph.lookups) {
    out["lookups"].push_back(lookup(graph, each));
  }
  for (NodeIndex index = 0; index < graph.nodes.size(); ++index) {
    out["nodes"].push_back(node(graph, index));
  }
  for (const Edge& edge : graph.edges) {
    out["edges"].push_back({{"from", node_name(graph, edge.from)},
                            {"to", node_name(graph, edge.to)},
                            {"kind", name(edge.kind)},
                            {"about", field_name(graph, edge.field)}});
  }
  for (const Stratum& stratum : graph.strata) {
    ordered_json nodes = ordered_json::array();
    for (const NodeIndex index : stratum.nodes) {
      nodes.push_back(node_name(graph, index));
    }
    out["strata"].push_back({{"phase", graph.event->phases[stratum.phase]},
                             {"recursive", stratum.recursive},
                             {"nodes", nodes}});
  }
  return out;
}

}  // namespace

std::string write_json(const std::vector<const Graph*>& graphs) {
  ordered_json out = {{"format", "exeunt.graph/1"}, {"graphs", ordered_json::array()}};
  for (const Graph* graph : graphs) {
    out["graphs"].push_back(graph_json(*graph));
  }
  return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace exeunt::graph
