#include "interpreter/driver/tally.h"

#include <string_view>

namespace exeunt::driver {

using engine::reference::Observation;

EventTally::EventTally(const graph::Graph& graph) : seen(graph) {
  for (const graph::Node& node : graph.nodes) {
    carried_out.emplace_back(node.outcomes.size());
  }
}

void EventTally::add(const EventTally& other) {
  times += other.times;
  seen.add(other.seen);
  for (std::size_t node = 0; node < carried_out.size(); ++node) {
    for (std::size_t i = 0; i < carried_out[node].size(); ++i) {
      carried_out[node][i] += other.carried_out[node][i];
    }
  }
}

void add(Tally& to, const Tally& from) {
  for (const auto& [event, tally] : from) {
    const auto [entry, is_new] = to.try_emplace(event, tally);
    if (!is_new) {
      entry->second.add(tally);
    }
  }
}

void note_plan(Tally& tally, const graph::Graph& graph, Observation seen, Looked looked, bool happens) {
  EventTally& event = tally.try_emplace(graph.event->name, graph).first->second;
  ++event.times;
  if (looked == Looked::at_guards) {
    Observation guards(graph);
    guards.guards = std::move(seen.guards);
    guards.lookups = std::move(seen.lookups);
    event.seen.add(guards);
    return;
  }
  event.seen.add(seen);
  for (std::size_t node = 0; happens && node < event.carried_out.size(); ++node) {
    for (uint64_t& outcome : event.carried_out[node]) {
      outcome += seen.nodes[node].at_event;
    }
  }
}

void note_arrival(Tally& tally, const graph::Graph& graph, const std::string& rule, const std::string& object,
                  const std::string& outcome) {
  EventTally& event = tally.try_emplace(graph.event->name, graph).first->second;
  const std::string_view type = std::string_view(object).substr(0, object.find(':'));
  for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
    const graph::Node& each = graph.nodes[node];
    if (graph.program->rules[each.rule].name != rule || graph.program->model->entities[each.entity].name != type) {
      continue;
    }
    for (std::size_t i = 0; i < each.outcomes.size(); ++i) {
      event.carried_out[node][i] += each.outcomes[i].name == outcome ? 1 : 0;
    }
  }
}

}  // namespace exeunt::driver
