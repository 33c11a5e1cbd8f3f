#include <algorithm>
#include <map>
#include <tuple>

#include "interpreter/engine/reference/run.h"

namespace exeunt::engine::reference {
namespace {

using Op = ast::Write::Op;

/// Effects that could contradict each other: of one phase, on one field of one object, due at one time.
struct Place {
  ObjectIndex object;
  model::FieldIndex field;
  uint32_t phase;
  cel::Timestamp due;
  friend auto operator<=>(const Place&, const Place&) = default;
};

bool contradict(const Effect& a, const Effect& b) {
  if (a.node == b.node) {
    return false;
  }
  const bool a_replaces = a.op == Op::set || a.op == Op::clear;
  const bool b_replaces = b.op == Op::set || b.op == Op::clear;
  if (a_replaces && b_replaces) {
    return cel::Value::compare(a.value, b.value) != 0;  // clear has the value null
  }
  if (a_replaces != b_replaces) {
    return true;
  }
  return a.op != b.op && cel::Value::compare(a.value, b.value) == 0;  // one adds what the other removes
}

plan::Conflict conflict(const Run& run, ObjectIndex object, std::string field, std::vector<const Effect*> effects) {
  const auto rule = [&](const Effect* effect) -> const std::string& {
    return run.graph.program->rules[run.graph.nodes[effect->node].rule].name;
  };
  std::sort(effects.begin(), effects.end(), [&](const Effect* a, const Effect* b) { return rule(a) < rule(b); });
  plan::Conflict found{run.world.names.object(object), std::move(field), {}, {}};
  for (const Effect* effect : effects) {
    found.rules.push_back(rule(effect));
    found.values.push_back(run.world.names.value(effect->value));
  }
  return found;
}

}  // namespace

void find_conflicts(const Run& run, plan::Plan& plan) {
  std::map<Place, std::vector<const Effect*>> by_place;
  std::map<ObjectIndex, std::vector<const Effect*>> erasures;
  std::map<ObjectIndex, std::vector<const Effect*>> writes;
  for (const Effect& effect : run.state.effects()) {
    if (effect.op == Op::erase) {
      erasures[effect.object].push_back(&effect);
    } else {
      by_place[{effect.object, effect.field, effect.phase, effect.due}].push_back(&effect);
      writes[effect.object].push_back(&effect);
    }
  }
  for (const auto& [place, effects] : by_place) {
    std::vector<const Effect*> involved;
    for (const Effect* a : effects) {
      if (std::any_of(effects.begin(), effects.end(), [&](const Effect* b) { return contradict(*a, *b); })) {
        involved.push_back(a);
      }
    }
    if (!involved.empty()) {
      const model::Entity& entity = run.world.model.entities[run.account.objects[place.object].entity];
      plan.conflicts.push_back(conflict(run, place.object, entity.fields[place.field].name, std::move(involved)));
    }
  }
  // What is erased cannot be written to afterwards, nor at the same time.
  for (const auto& [object, erased] : erasures) {
    std::vector<const Effect*> involved;
    for (const Effect* write : writes[object]) {
      const bool late = std::any_of(erased.begin(), erased.end(), [&](const Effect* erasure) {
        return erasure->node != write->node && write->due >= erasure->due && write->phase >= erasure->phase;
      });
      if (late) {
        involved.push_back(write);
      }
    }
    if (!involved.empty()) {
      involved.insert(involved.end(), erased.begin(), erased.end());
      plan.conflicts.push_back(conflict(run, object, "", std::move(involved)));
    }
  }
}

}  // namespace exeunt::engine::reference
