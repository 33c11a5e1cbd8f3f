// One evaluation from the request to what every rule did: the engine's working memory. `assemble` makes a plan of it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "interpreter/engine/reference/activation.h"
#include "interpreter/engine/reference/observe.h"
#include "interpreter/engine/reference/rules.h"
#include "interpreter/engine/reference/state.h"
#include "interpreter/plan/explain.h"
#include "interpreter/plan/plan.h"

namespace exeunt::engine::reference {

struct GuardResult {
  Answer answer;
  std::string message;
  std::string unblock;
};

/// One piece of advice, whatever types its objects have.
struct AdviceResult {
  program::RuleIndex rule = 0;
  std::vector<ObjectIndex> objects;                       ///< it concerns
  std::vector<std::pair<ObjectIndex, Doubt>> undecided;
  std::string text;
};

/// What is seen in place of one object, or in a field of it.
struct Shown {
  const graph::Display* display = nullptr;
  ObjectIndex object = 0;
  std::string text;
  Doubt doubt;  ///< not empty: whether it is shown, or what, is not known
};

/// One field that the operator's own transfers changed.
struct Transferred {
  ObjectIndex object;
  model::FieldIndex field;
  cel::Value from;
  cel::Value to;
};

struct Run {
  Run(const graph::Graph& graph, const snapshot::Account& account, const Request& request);

  /// Transfers, guards, phases, advice, displays, in this order.
  void execute();

  /// Objects a rule looks at, in canonical order.
  std::vector<ObjectIndex> extent(const graph::Node& node) const;
  std::vector<ObjectIndex> extent(model::EntityIndex entity, bool subject_only) const;
  /// What `node` did to `object`; null: it did not fire and was not undecided.
  const Firing* find(graph::NodeIndex node, ObjectIndex object) const;

  const graph::Graph& graph;
  const snapshot::Account& account;
  const Request& request;
  State state;
  World world;

  std::vector<Transferred> transfers;
  std::vector<GuardResult> guards;
  /// By node, by object: firings that are `yes` or `unknown`, and those overridden.
  std::vector<std::unordered_map<ObjectIndex, Firing>> firings;
  std::vector<AdviceResult> advice;
  std::vector<Shown> shown;  ///< in the order of the graph's displays, then of the objects

  /// Where set, explains this object: traces are taken while the rules see the account as they saw it.
  std::optional<ObjectIndex> watched;
  std::vector<plan::RuleTried> traces;

  /// Where set, what rules come to is noted here.
  Observation* observation = nullptr;

 private:
  void apply_transfers();
  void ask_guards();
  void give_advice();
  /// Which objects of one type the advice is about.
  void concern(const graph::Advice& each, AdviceResult& result, SeenRule* seen) const;
};

/// fixpoint.cpp: evaluates the nodes of one stratum and takes note of what they do.
void evaluate_stratum(Run& run, const graph::Stratum& stratum);

/// conflicts.cpp: writes of different rules that cannot both hold.
void find_conflicts(const Run& run, plan::Plan& plan);

/// displays.cpp: what people see after the event.
void evaluate_displays(Run& run);

/// accounting.cpp: what the leaver owns, what no rule covers, what dangles.
void take_inventory(const Run& run, plan::Plan& plan);
void find_unaddressed(const Run& run, plan::Plan& plan);
void find_dangling(const Run& run, plan::Plan& plan);

/// explain.cpp: how the rules of a stratum came to what they did with the watched object.
void trace_stratum(Run& run, const graph::Stratum& stratum);
void trace_advice(Run& run);
void trace_displays(Run& run);

/// observe.cpp: what the rules of a stratum came to, on every object; and one more answer of a rule.
void observe_stratum(const Run& run, const graph::Stratum& stratum);
void note(SeenRule& seen, Truth fires);

/// assemble.cpp
plan::Plan assemble(const Run& run);

/// The fields of `entity` that refer to objects, derived ones left out on request.
std::vector<model::FieldIndex> reference_fields(const model::Entity& entity, bool with_derived);
/// Whether a reference or list of references holds `object`.
bool refers_to(const cel::Value& value, ObjectIndex object);

}  // namespace exeunt::engine::reference
