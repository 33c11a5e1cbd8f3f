#include "interpreter/driver/unless.h"

#include "interpreter/driver/request.h"
#include "interpreter/engine/reference/engine.h"

namespace exeunt::driver {

/// Lets an object be spoken of that is gone.
static void add_absent(snapshot::Account& account, const model::Model& model, const std::string& name) {
  const std::size_t colon = name.find(':');
  const auto entity = model.find_entity(std::string_view(name).substr(0, colon));
  if (colon == std::string::npos || !entity || account.find(*entity, std::string_view(name).substr(colon + 1))) {
    return;
  }
  snapshot::Object object;
  object.entity = *entity;
  object.id = name.substr(colon + 1);
  object.fields.resize(model.entities[*entity].fields.size());
  object.present = false;
  account.objects.push_back(std::move(object));
}

std::vector<plan::Outcome3> ask_unless(const graph::Graph& graph, const Request& request, snapshot::Account& then,
                                       const std::vector<DueChange>& changes,
                                       engine::reference::Observation* observation) {
  const program::Program& program = *graph.program;
  add_absent(then, *program.model, request.subject);
  add_absent(then, *program.model, request.by);
  for (const auto& [name, value] : request.arguments) {
    add_absent(then, *program.model, value);
  }
  Request again = request;
  again.transfers.clear();  // they have happened
  diagnostic::Sink unheard;
  const auto resolved = resolve(again, program, *graph.event, then, unheard, true);
  if (!resolved) {
    return std::vector<plan::Outcome3>(changes.size(), plan::Outcome3::unknown);
  }
  std::vector<engine::reference::Scheduled> scheduled;
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (const auto object = find_object(std::string(changes[i].object), "object", program, then, unheard)) {
      scheduled.push_back({changes[i].rule, *object});
      positions.push_back(i);
    }
  }
  std::vector<plan::Outcome3> answers(changes.size(), plan::Outcome3::no);
  const auto called_off = engine::reference::called_off(graph, then, *resolved, scheduled, observation);
  for (std::size_t i = 0; i < positions.size(); ++i) {
    answers[positions[i]] = called_off[i];
  }
  return answers;
}

}  // namespace exeunt::driver
