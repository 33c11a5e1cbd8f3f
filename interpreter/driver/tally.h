// What scenarios have tried of one edition, event by event: counts to be added up, whoever ran them in whatever order.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "interpreter/engine/reference/observe.h"
#include "interpreter/graph/graph.h"

namespace exeunt::driver {

struct EventTally {
  explicit EventTally(const graph::Graph& graph);
  void add(const EventTally& other);

  uint64_t times = 0;  ///< that the event was planned
  engine::reference::Observation seen;
  /// By node and outcome: how often it was carried out, at the event or when the clock came to it.
  std::vector<std::vector<uint64_t>> carried_out;
};

/// By event. Graphs that were made from the same program list the same things in the same order, so that any of them
/// says what the numbers are about.
using Tally = std::map<std::string, EventTally>;
void add(Tally& to, const Tally& from);

/// Whether rules are looked at that may change something, or only what stands before them: the guards.
enum class Looked { at_all, at_guards };
/// Takes note of one plan of the graph's event; `happens`: its changes are carried out.
void note_plan(Tally& tally, const graph::Graph& graph, engine::reference::Observation seen, Looked looked,
               bool happens);
/// Takes note of a change that was scheduled and is carried out now.
void note_arrival(Tally& tally, const graph::Graph& graph, const std::string& rule, const std::string& object,
                  const std::string& outcome);

}  // namespace exeunt::driver
