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

static const graph::Expression* find_unless(const graph::Graph& graph, std::string_view rule,
                                            model::EntityIndex entity) {
  for (const graph::Node& node : graph.nodes) {
    if (node.entity == entity && node.unless && graph.program->rules[node.rule].name == rule) {
      return &*node.unless;
    }
  }
  return nullptr;
}

std::vector<plan::Outcome3> called_off(const graph::Graph& graph, const snapshot::Account& account,
                                       const Request& request, std::span<const Scheduled> changes) {
  State state(*graph.program->model, account, request.at);
  World world(graph, account, request, state);
  world.begin_phase();
  std::vector<plan::Outcome3> answers;
  for (const auto& [rule, object] : changes) {
    const graph::Expression* unless = find_unless(graph, rule, account.objects[object].entity);
    answers.push_back(unless == nullptr ? plan::Outcome3::no : outcome(ask(*unless, Activation(world, object)).truth));
  }
  return answers;
}

}  // namespace exeunt::engine::reference
