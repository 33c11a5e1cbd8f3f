#include <deque>
#include <set>

#include "interpreter/engine/reference/run.h"

namespace exeunt::engine::reference {
namespace {

std::vector<const Firing*> overriding(const Run& run, graph::NodeIndex node, ObjectIndex object) {
  std::vector<const Firing*> found;
  for (const graph::NodeIndex other : run.graph.nodes[node].overridden_by) {
    if (const Firing* firing = run.find(other, object)) {
      found.push_back(firing);
    }
  }
  return found;
}

void keep(Run& run, Firing firing) {
  if (firing.fires != Truth::no || firing.overridden_by) {
    run.firings[firing.node].insert_or_assign(firing.object, std::move(firing));
  }
}

/// Erased objects of a recursive stratum: starts from nothing erased and raises until nothing moves. A rule is asked
/// again about an object only when something rose that its condition had asked for, so the work is linear in the number
/// of such questions.
void rise(Run& run, const graph::Stratum& stratum) {
  using Question = std::pair<graph::NodeIndex, ObjectIndex>;
  std::unordered_map<ObjectIndex, std::vector<Question>> waiting;
  std::deque<Question> open;
  std::set<Question> queued;
  for (const graph::NodeIndex node : stratum.nodes) {
    for (const ObjectIndex object : run.extent(run.graph.nodes[node])) {
      open.emplace_back(node, object);
      queued.insert({node, object});
    }
  }
  std::vector<ObjectIndex> reads;
  while (!open.empty()) {
    const auto [node, object] = open.front();
    open.pop_front();
    queued.erase({node, object});
    reads.clear();
    run.world.erased_reads = &reads;
    Firing firing = evaluate(run.world, node, object, overriding(run, node, object));
    run.world.erased_reads = nullptr;
    for (const ObjectIndex read : reads) {
      waiting[read].emplace_back(node, object);
    }
    const bool risen = run.graph.nodes[node].erases && firing.fires != Truth::no &&
                       run.state.raise_erased(object, firing.fires, firing.doubt);
    keep(run, std::move(firing));
    if (!risen) {
      continue;
    }
    for (const Question& question : waiting[object]) {
      if (queued.insert(question).second) {
        open.push_back(question);
      }
    }
    waiting[object].clear();
  }
}

void note(Run& run, const Firing& firing) {
  const graph::Node& node = run.graph.nodes[firing.node];
  Effect effect;
  effect.node = firing.node;
  effect.phase = node.phase;
  effect.object = firing.object;
  effect.due = firing.due;
  effect.certain = firing.fires;
  effect.doubt = firing.doubt;
  if (firing.fires == Truth::unknown) {
    for (const graph::FieldRef& field : node.writes) {
      effect.field = field.field;
      run.state.add(effect);
    }
    if (node.erases) {
      effect.op = ast::Write::Op::erase;
      run.state.add(effect);
    }
    return;
  }
  for (const Performed& performed : firing.outcomes) {
    for (const PerformedWrite& write : performed.writes) {
      effect.op = write.write->op;
      if (effect.op == ast::Write::Op::grant || effect.op == ast::Write::Op::revoke ||
          effect.op == ast::Write::Op::create) {
        continue;  // no field of an object of the account
      }
      effect.field = write.write->field;
      effect.value = write.value;
      run.state.add(effect);
    }
  }
}

}  // namespace

void evaluate_stratum(Run& run, const graph::Stratum& stratum) {
  if (stratum.recursive) {
    rise(run, stratum);
  } else {
    for (const graph::NodeIndex node : stratum.nodes) {
      for (const ObjectIndex object : run.extent(run.graph.nodes[node])) {
        keep(run, evaluate(run.world, node, object, overriding(run, node, object)));
      }
    }
  }
  // Only now: rules of one stratum do not see each other.
  for (const graph::NodeIndex node : stratum.nodes) {
    for (const ObjectIndex object : run.extent(run.graph.nodes[node])) {
      const Firing* firing = run.find(node, object);
      if (firing && firing->fires != Truth::no) {
        note(run, *firing);
      }
    }
  }
  if (run.observation != nullptr) {
    observe_stratum(run, stratum);
  }
  if (run.watched) {
    trace_stratum(run, stratum);
  }
}

}  // namespace exeunt::engine::reference
