#include "interpreter/engine/reference/observe.h"

#include "interpreter/engine/reference/rules.h"
#include "interpreter/engine/reference/run.h"

namespace exeunt::engine::reference {

namespace {

SeenCondition unseen(const std::optional<graph::Expression>& condition) {
  SeenCondition seen;
  if (condition) {
    seen.atoms = cel::atoms(condition->program.expression().ast);
    seen.seen.resize(seen.atoms.size());
    seen.atom_of.resize(condition->program.expression().ast.nodes.size());
    for (uint32_t i = 0; i < seen.atoms.size(); ++i) {
      seen.atom_of[seen.atoms[i]] = i + 1;
    }
  }
  return seen;
}

SeenCondition unseen(const graph::Lookup& lookup) {
  const bool is_condition =
      lookup.value && lookup.value->program.expression().type().without_null().kind() == cel::TypeKind::boolean;
  if (lookup.name.starts_with('@')) {
    return {};  // a part that lowering took out of a condition, where it is an atom
  }
  return unseen(is_condition ? lookup.value : lookup.where);
}

void add(SeenCondition& to, const SeenCondition& from) {
  for (std::size_t i = 0; i < to.seen.size(); ++i) {
    to.seen[i].yes += from.seen[i].yes;
    to.seen[i].no += from.seen[i].no;
    to.seen[i].unknown += from.seen[i].unknown;
  }
}

void add(std::vector<SeenRule>& to, const std::vector<SeenRule>& from) {
  for (std::size_t i = 0; i < to.size(); ++i) {
    to[i].fired += from[i].fired;
    to[i].at_event += from[i].at_event;
    to[i].declined += from[i].declined;
    to[i].undecided += from[i].undecided;
    add(to[i].where, from[i].where);
    add(to[i].unless, from[i].unless);
  }
}

/// What happens at the event reads its `unless` there and then, once its condition holds and nothing overrides it.
void observe_unless(const Run& run, graph::NodeIndex index, ObjectIndex object, const Firing* firing) {
  const graph::Node& node = run.graph.nodes[index];
  const bool read = firing == nullptr || (!firing->overridden_by && firing->due == run.request.at);
  if (node.unless && read) {
    evaluate(*node.unless, Activation(run.world, object), &run.observation->nodes[index].unless);
  }
}

void observe(const Run& run, graph::NodeIndex index, ObjectIndex object) {
  const graph::Node& node = run.graph.nodes[index];
  SeenRule& seen = run.observation->nodes[index];
  bool holds = true;
  if (node.where) {
    holds = evaluate(*node.where, Activation(run.world, object), &seen.where).is_true();
  }
  const Firing* firing = run.find(index, object);
  if (holds) {
    observe_unless(run, index, object, firing);
  }
  if (firing == nullptr || firing->fires == Truth::no) {
    ++seen.declined;
  } else if (firing->fires == Truth::unknown) {
    ++seen.undecided;
  } else {
    ++seen.fired;
    seen.at_event += firing->due == run.request.at ? 1 : 0;
  }
}

}  // namespace

Observation::Observation(const graph::Graph& graph) {
  for (const graph::Guard& guard : graph.guards) {
    guards.emplace_back().where = unseen(guard.require);
  }
  for (const graph::Node& node : graph.nodes) {
    SeenRule& seen = nodes.emplace_back();
    seen.where = unseen(node.where);
    seen.unless = unseen(node.unless);
  }
  for (const graph::Advice& each : graph.advice) {
    advice.emplace_back().where = unseen(each.where);
  }
  for (const graph::Display& display : graph.displays) {
    displays.emplace_back().where = unseen(display.where);
  }
  for (const graph::Lookup& lookup : graph.lookups) {
    lookups.push_back(unseen(lookup));
  }
}

void Observation::add(const Observation& other) {
  reference::add(guards, other.guards);
  reference::add(nodes, other.nodes);
  reference::add(advice, other.advice);
  reference::add(displays, other.displays);
  for (std::size_t i = 0; i < lookups.size(); ++i) {
    reference::add(lookups[i], other.lookups[i]);
  }
}

cel::Value evaluate(const graph::Expression& expression, const cel::Activation& activation, SeenCondition* seen) {
  if (seen == nullptr || seen->atoms.empty()) {
    return expression.program.evaluate(activation);
  }
  return expression.program.evaluate_traced(activation, [seen](cel::NodeId node, const cel::Value& value) {
    if (const uint32_t number = seen->atom_of[node]; number != 0) {
      Sightings& atom = seen->seen[number - 1];
      ++(value.is_true() ? atom.yes : value.is_false() ? atom.no : atom.unknown);
    }
  });
}

// Afterwards, and not while rules are asked: a recursive stratum asks again and again, and only the last answer counts.
void observe_stratum(const Run& run, const graph::Stratum& stratum) {
  for (const graph::NodeIndex node : stratum.nodes) {
    for (const ObjectIndex object : run.extent(run.graph.nodes[node])) {
      observe(run, node, object);
    }
  }
}

void note(SeenRule& seen, Truth fires) {
  ++(fires == Truth::yes ? seen.fired : fires == Truth::no ? seen.declined : seen.undecided);
}

}  // namespace exeunt::engine::reference
