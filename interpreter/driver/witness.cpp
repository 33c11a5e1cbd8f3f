#include "interpreter/driver/witness.h"

#include <algorithm>
#include <tuple>

namespace exeunt::driver {

namespace {

using engine::reference::SeenCondition;
using engine::reference::SeenRule;
using engine::reference::Sightings;

bool same(const source::Span& a, const source::Span& b) {
  return a.file.index == b.file.index && a.begin == b.begin;
}

std::size_t count(const SeenCondition& condition) {
  const auto came_to = [](const Sightings& each) { return each.yes + each.no + each.unknown != 0; };
  return static_cast<std::size_t>(std::count_if(condition.seen.begin(), condition.seen.end(), came_to));
}

void note(Reach& reach, const SeenCondition& seen) {
  reach.atoms = std::max(reach.atoms, count(seen));
  reach.tried = reach.tried || reach.atoms != 0;
}

void note(Reach& reach, const SeenRule& seen) {
  note(reach, seen.where);
  reach.unless = std::max(reach.unless, count(seen.unless));
  reach.fires = reach.fires || seen.fired != 0;
  reach.tried = reach.tried || seen.fired + seen.declined + seen.undecided != 0;
}

/// The further, the greater: as far as the clause is concerned.
std::tuple<std::size_t, bool, std::size_t, bool> rank(const Reach& reach, Clause clause) {
  return {clause == Clause::unless ? reach.unless : 0, reach.fires, reach.fires ? 0 : reach.atoms, reach.named};
}

bool expects(const scenario::Scenario& scenario, const std::string& name) {
  const auto rule = [&](const scenario::ExpectedRule& each) { return each.rule.text == name; };
  const auto object = [&](const scenario::ExpectedObject& each) {
    return std::any_of(each.rules.begin(), each.rules.end(), rule);
  };
  const auto guard = [&](const scenario::ExpectedGuard& each) { return each.guard.text == name; };
  return std::any_of(scenario.steps.begin(), scenario.steps.end(), [&](const scenario::Step& step) {
    return (step.expect && std::any_of(step.expect->objects.begin(), step.expect->objects.end(), object)) ||
           (step.blocked && std::any_of(step.blocked->guards.begin(), step.blocked->guards.end(), guard));
  });
}

Reach find_reach(const program::Program& program, const Tally& tally, const source::Span& declared) {
  Reach reach;
  for (const auto& [name, event] : tally) {
    const auto add = [&](const auto& variants, const std::vector<SeenRule>& seen) {
      for (std::size_t i = 0; i < variants.size(); ++i) {
        if (same(program.rules[variants[i].rule].declared, declared)) {
          note(reach, seen[i]);
        }
      }
    };
    const program::Event& planned = *program.find_event(name);
    add(planned.rules, event.seen.nodes);
    add(planned.advice, event.seen.advice);
    add(planned.displays, event.seen.displays);
    for (std::size_t i = 0; i < planned.guards.size(); ++i) {
      if (same(planned.guards[i].declared, declared)) {
        note(reach, event.seen.guards[i]);
      }
    }
    for (std::size_t i = 0; i < program.lets.size(); ++i) {
      if (same(program.lets[i].declared, declared)) {
        note(reach, event.seen.lookups[i]);
      }
    }
  }
  return reach;
}

}  // namespace

std::vector<Witness> find_witnesses(const CompiledEdition& edition, const std::vector<const TestResult*>& results,
                                    const Mutation& mutation) {
  // What was before may be about other events and objects, so that any case may notice.
  const bool any = mutation.kind == MutationKind::as_before;
  std::vector<Witness> found;
  for (const TestResult* result : results) {
    Reach reach = find_reach(*edition.program, result->tally, mutation.declared);
    reach.named = expects(*result->test.scenario, mutation.declaration);
    if (reach.tried || any) {
      found.push_back({result, reach});
    }
  }
  std::stable_sort(found.begin(), found.end(), [&](const Witness& a, const Witness& b) {
    return rank(a.reach, mutation.clause) > rank(b.reach, mutation.clause);
  });
  return found;
}

std::vector<const TestCase*> find_nearest(const std::vector<Witness>& witnesses, Clause clause) {
  std::vector<const TestCase*> nearest;
  for (const Witness& each : witnesses) {
    if (each.reach.tried && rank(each.reach, clause) == rank(witnesses.front().reach, clause)) {
      nearest.push_back(&each.result->test);
    }
  }
  return nearest;
}

}  // namespace exeunt::driver
