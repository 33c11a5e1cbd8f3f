// Conditions evaluated as CEL's checker typed them, and as its unchecked mode finds its way: what both come to is the same.
#include "interpreter/cel/compile.h"
#include "interpreter/driver/request.h"
#include "interpreter/engine/reference/activation.h"
#include "interpreter/snapshot/read.h"
#include "tests/differential/properties.h"

namespace exeunt::differential {

namespace {

namespace reference = engine::reference;

/// Of what the plan makes, and of arguments, only a checked and lowered expression knows.
bool is_for_both(const program::Expression& expression) {
  for (const cel::Node& node : expression.checked->ast.nodes) {
    if (node.name == "args" || node.name == "planned" || node.name == "erased") {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string hold_unchecked(Trial& trial) {
  diagnostic::Sink sink;
  const auto account =
      snapshot::read_text(trial.tried().lines, "account", *trial.program().model, sink, trial.read_options());
  const graph::Graph& graph = trial.graph();
  const auto request =
      account ? driver::resolve(trial.tried().request, trial.program(), *graph.event, *account, sink) : std::nullopt;
  if (!request) {
    return {};
  }
  reference::State state(*trial.program().model, *account, request->at);
  reference::World world(graph, *account, *request, state);
  world.begin_phase();
  constexpr snapshot::ObjectIndex enough = 8;
  for (const program::RuleVariant& rule : graph.event->rules) {
    if (!rule.where || !is_for_both(*rule.where)) {
      continue;
    }
    const cel::Program checked(*rule.where->checked);
    const cel::Compiled unchecked =
        cel::compile(rule.where->source.text, rule.where->checked->environment, {.check = false});
    if (!unchecked) {
      return "it does not compile without the checker: " + rule.where->source.text + "\n" + unchecked.issue_text();
    }
    const auto [first, last] = account->ranges[rule.entity];
    for (snapshot::ObjectIndex object = first; object < std::min(last, first + enough); ++object) {
      const reference::Activation activation(world, rule.subject_only ? request->subject : object);
      const cel::Value a = checked.evaluate(activation);
      const cel::Value b = unchecked.evaluate(activation);
      const bool is_boolean = a.kind() == cel::ValueKind::boolean && b.kind() == cel::ValueKind::boolean;
      if (is_boolean && a.is_true() != b.is_true()) {
        return rule.where->source.text + " is " + (a.is_true() ? "true" : "false") + " of " +
               world.names.object(object) + ", and the contrary unchecked";
      }
    }
  }
  return {};
}

}  // namespace exeunt::differential
