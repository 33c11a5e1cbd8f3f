// What evaluations of one graph came to, rule by rule and atom by atom: for those who ask how much of a policy their
// scenarios try. An evaluation that is not observed does not pay for it.
//
// Lists run parallel to the graph's. Atoms are those of cel::atoms, of the graph's expressions; an atom that an
// evaluation does not come to, because another one decided before, is not seen.
#pragma once

#include <cstdint>
#include <vector>

#include "interpreter/cel/atoms.h"
#include "interpreter/graph/graph.h"

namespace exeunt::engine::reference {

/// How often something was true, false and neither: unknown, or an error.
struct Sightings {
  uint64_t yes = 0;
  uint64_t no = 0;
  uint64_t unknown = 0;
};

struct SeenCondition {
  std::vector<cel::NodeId> atoms;
  std::vector<Sightings> seen;       ///< by atom
  std::vector<uint32_t> atom_of;     ///< by node of the expression: which atom it is, from 1; 0: none
};

/// A node of the graph, an advice, a display or a guard, on all the objects that it was asked about. A guard fires when
/// it blocks.
struct SeenRule {
  uint64_t fired = 0;
  uint64_t at_event = 0;  ///< of `fired`: not due later
  uint64_t declined = 0;
  uint64_t undecided = 0;
  SeenCondition where;
  SeenCondition unless;
};

struct Observation {
  explicit Observation(const graph::Graph& graph);
  /// Of the same graph, or of one made from the same program and event.
  void add(const Observation& other);

  std::vector<SeenRule> guards;
  std::vector<SeenRule> nodes;
  std::vector<SeenRule> advice;
  std::vector<SeenRule> displays;
  std::vector<SeenCondition> lookups;  ///< a condition that has a name, or the `where` of a look-up; of others nothing
};

/// The expression's value; its atoms are noted in `seen` where there is one.
cel::Value evaluate(const graph::Expression& expression, const cel::Activation& activation, SeenCondition* seen);

}  // namespace exeunt::engine::reference
