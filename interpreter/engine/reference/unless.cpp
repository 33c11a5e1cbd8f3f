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

plan::Outcome3 called_off(const graph::Graph& graph, const snapshot::Account& account, const Request& request,
                          std::string_view rule, ObjectIndex object) {
  State state(*graph.program->model, account, request.at);
  World world(graph, account, request, state);
  world.begin_phase();
  for (const graph::Node& node : graph.nodes) {
    const bool is_rule = graph.program->rules[node.rule].name == rule;
    if (is_rule && node.unless && node.entity == account.objects[object].entity) {
      return outcome(ask(*node.unless, Activation(world, object)).truth);
    }
  }
  return plan::Outcome3::no;
}

}  // namespace exeunt::engine::reference
