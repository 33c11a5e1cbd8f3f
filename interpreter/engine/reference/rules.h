// One rule on one object: whether it fires, and what it then does.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/engine/reference/activation.h"
#include "interpreter/engine/reference/observe.h"
#include "interpreter/engine/reference/state.h"

namespace exeunt::engine::reference {

struct PerformedWrite {
  const graph::Write* write = nullptr;
  cel::Value from;   ///< set, clear, add, remove: the field before; may be unknown
  cel::Value value;  ///< set, add, remove
  std::vector<std::pair<model::FieldIndex, cel::Value>> fields;  ///< create
};

struct Performed {
  const graph::Outcome* outcome = nullptr;
  std::vector<std::pair<std::string, cel::Value>> arguments;  ///< without fields and capabilities
  std::string text;
  std::vector<PerformedWrite> writes;
};

/// What one rule does to one object.
struct Firing {
  graph::NodeIndex node = 0;
  ObjectIndex object = 0;
  Truth fires = Truth::no;
  Doubt doubt;  ///< of `unknown`
  std::optional<graph::NodeIndex> overridden_by;  ///< fires is then no, though the condition held
  cel::Timestamp due;
  std::vector<Performed> outcomes;  ///< of `yes`
};

/// Why a value is not known; empty where it is.
Doubt doubt_of(const cel::Value& value);

/// A boolean expression's answer, with the reason where there is none. Atoms are noted in `seen`, if there is one.
struct Answer {
  Truth truth = Truth::no;
  Doubt doubt;
};
Answer ask(const graph::Expression& expression, const cel::Activation& activation, SeenCondition* seen = nullptr);

/// Whether `node`'s condition holds for the object, leaving out what overrides it. Outcomes are not evaluated.
Answer condition(const World& world, const graph::Node& node, ObjectIndex object);

/// The rule on the object. `overriding`: of the nodes that override it, what they do to this object.
Firing evaluate(const World& world, graph::NodeIndex node, ObjectIndex object,
                const std::vector<const Firing*>& overriding);

}  // namespace exeunt::engine::reference
