#include "interpreter/engine/reference/engine.h"
#include "interpreter/engine/reference/rules.h"

namespace exeunt::engine::reference {

static plan::Outcome3 outcome(Truth truth) {
  switch (truth) {
    case Truth::yes:
      return plan::Outcome3::yes;
    case Truth::no:
      return plan::Outcome3::no;
    case Truth::unknown:
      break;
  }
  return plan::Outcome3::unknown;
}

/// The node that has scheduled a change and may call it off.
static std::optional<graph::NodeIndex> find_node(const graph::Graph& graph, std::string_view rule,
                                                 model::EntityIndex entity) {
  for (graph::NodeIndex i = 0; i < graph.nodes.size(); ++i) {
    const graph::Node& node = graph.nodes[i];
    if (node.entity == entity && node.unless && graph.program->rules[node.rule].name == rule) {
      return i;
    }
  }
  return std::nullopt;
}

std::vector<plan::Outcome3> called_off(const graph::Graph& graph, const snapshot::Account& account,
                                       const Request& request, std::span<const Scheduled> changes,
                                       Observation* observation) {
  State state(*graph.program->model, account, request.at);
  World world(graph, account, request, state);
  world.observation = observation;
  world.begin_phase();
  std::vector<plan::Outcome3> answers;
  for (const auto& [rule, object] : changes) {
    const auto node = find_node(graph, rule, account.objects[object].entity);
    SeenCondition* const seen = node && observation != nullptr ? &observation->nodes[*node].unless : nullptr;
    answers.push_back(node ? outcome(ask(*graph.nodes[*node].unless, Activation(world, object), seen).truth)
                           : plan::Outcome3::no);
  }
  return answers;
}

}  // namespace exeunt::engine::reference
