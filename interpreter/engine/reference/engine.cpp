#include "interpreter/engine/reference/engine.h"

#include "interpreter/engine/reference/run.h"

namespace exeunt::engine::reference {

Run::Run(const graph::Graph& the_graph, const snapshot::Account& the_account, const Request& the_request)
    : graph(the_graph), account(the_account), request(the_request),
      state(*graph.program->model, account, request.at), world(graph, account, request, state),
      firings(graph.nodes.size()) {}

void Run::execute() {
  apply_transfers();
  ask_guards();
  std::size_t stratum = 0;
  for (uint32_t phase = 0; phase < graph.event->phases.size(); ++phase) {
    world.begin_phase();
    for (; stratum < graph.strata.size() && graph.strata[stratum].phase == phase; ++stratum) {
      evaluate_stratum(*this, graph.strata[stratum]);
    }
    if (phase + 1 < graph.event->phases.size()) {
      state.end_phase();
    }
  }
  state.rewind();
  world.begin_phase();
  give_advice();
  evaluate_displays(*this);
  if (watched) {
    trace_advice(*this);
    trace_displays(*this);
  }
}

std::vector<ObjectIndex> Run::extent(model::EntityIndex entity, bool subject_only) const {
  std::vector<ObjectIndex> objects;
  if (subject_only) {
    if (!state.gone(request.subject)) {
      objects.push_back(request.subject);
    }
    return objects;
  }
  const auto [first, last] = account.ranges[entity];
  for (ObjectIndex object = first; object < last; ++object) {
    if (!state.gone(object)) {
      objects.push_back(object);
    }
  }
  return objects;
}

std::vector<ObjectIndex> Run::extent(const graph::Node& node) const { return extent(node.entity, node.subject_only); }

const Firing* Run::find(graph::NodeIndex node, ObjectIndex object) const {
  const auto found = firings[node].find(object);
  return found == firings[node].end() ? nullptr : &found->second;
}

void Run::apply_transfers() {
  const cel::Value subject = cel::Value::object({request.subject});
  for (const Transfer& transfer : request.transfers) {
    const auto [first, last] = transfer.object ? std::pair(*transfer.object, *transfer.object + 1)
                                               : account.ranges[transfer.entity];
    for (ObjectIndex object = first; object < last; ++object) {
      for (const model::FieldIndex field : transfer.fields) {
        const cel::Value before = state.field(object, field);
        if (before.is_unknown() || !refers_to(before, request.subject)) {
          continue;
        }
        const cel::Value to = cel::Value::object({transfer.to});
        const cel::Value after = before.kind() == cel::ValueKind::list
                                     ? with_element(without_element(before, subject), to)
                                     : to;
        transfers.push_back({object, field, before, after});
        state.transfer(object, field, after);
      }
    }
  }
}

void Run::ask_guards() {
  const Activation activation(world);
  for (std::size_t i = 0; i < graph.guards.size(); ++i) {
    const graph::Guard& guard = graph.guards[i];
    GuardResult result;
    SeenRule* const seen = observation != nullptr ? &observation->guards[i] : nullptr;
    result.answer = ask(guard.require, activation, seen != nullptr ? &seen->where : nullptr);
    if (seen != nullptr) {
      const Truth holds = result.answer.truth;
      note(*seen, holds == Truth::yes ? Truth::no : holds == Truth::no ? Truth::yes : Truth::unknown);
    }
    if (result.answer.truth != Truth::yes) {
      result.message = activation.render(guard.otherwise);
      result.unblock = activation.render(guard.unblock);
    }
    guards.push_back(std::move(result));
  }
}

// Advice is for the time before the event: it sees the account as it is, and, through planned(…), what the plan would do.
void Run::give_advice() {
  for (std::size_t i = 0; i < graph.advice.size();) {
    AdviceResult result;
    result.rule = graph.advice[i].rule;
    const graph::Template& text = graph.advice[i].text;  // the same for each type of object
    for (; i < graph.advice.size() && graph.advice[i].rule == result.rule; ++i) {
      concern(graph.advice[i], result, observation != nullptr ? &observation->advice[i] : nullptr);
    }
    Activation activation(world);
    uint64_t count = 0;
    for (const ObjectIndex object : result.objects) {
      count += account.objects[object].weight;
    }
    activation.set_count(static_cast<int64_t>(count));
    result.text = activation.render(text);
    advice.push_back(std::move(result));
  }
}

void Run::concern(const graph::Advice& each, AdviceResult& result, SeenRule* seen) const {
  for (const ObjectIndex object : extent(each.entity, each.subject_only)) {
    SeenCondition* const condition = seen != nullptr ? &seen->where : nullptr;
    const Answer concerns =
        each.where ? ask(*each.where, Activation(world, object), condition) : Answer{Truth::yes, {}};
    if (seen != nullptr) {
      note(*seen, concerns.truth);
    }
    if (concerns.truth == Truth::yes) {
      result.objects.push_back(object);
    } else if (concerns.truth == Truth::unknown) {
      result.undecided.emplace_back(object, concerns.doubt);
    }
  }
}

plan::Plan evaluate(const graph::Graph& graph, const snapshot::Account& account, const Request& request,
                    Observation* observation, std::set<model::EntityIndex>* missed) {
  Run run(graph, account, request);
  run.observation = observation;
  run.world.observation = observation;
  run.world.missed = missed;
  run.execute();
  return assemble(run);
}

}  // namespace exeunt::engine::reference
