// The account while an event is evaluated: as the phase before left it, and as the plan so far would leave it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "interpreter/cel/value.h"
#include "interpreter/engine/names.h"
#include "interpreter/graph/graph.h"
#include "interpreter/snapshot/account.h"

namespace exeunt::engine::reference {

using snapshot::ObjectIndex;

/// Ordered by truth, so that a fixpoint only ever rises.
enum class Truth : uint8_t { no, unknown, yes };

/// Why something is not known: fields that the snapshot lacks, or an evaluation that failed.
struct Doubt {
  std::vector<cel::AttributeId> attributes;  ///< sorted, without duplicates
  std::string error;

  bool empty() const { return attributes.empty() && error.empty(); }
  void add(const Doubt& other);
  /// As the CEL library carries it; the doubt must not be empty.
  cel::Value value() const;
};

/// One write of one rule to one field of one object, or its erasure.
struct Effect {
  graph::NodeIndex node = 0;
  uint32_t phase = 0;
  ObjectIndex object = 0;
  ast::Write::Op op = ast::Write::Op::set;
  model::FieldIndex field = 0;
  cel::Value value;  ///< set: the new value; add, remove: the element
  cel::Timestamp due;
  Truth certain = Truth::yes;  ///< unknown: whether the rule fires, or what it writes, is not known
  Doubt doubt;
};

class State {
 public:
  State(const model::Model& model, const snapshot::Account& account, cel::Timestamp at)
      : model_(model), account_(account), at_(at) {}

  /// A field as the phase before left it; unknown where the snapshot does not say.
  cel::Value field(ObjectIndex object, model::FieldIndex field) const;
  /// The field once everything planned so far has come due, or all of it that comes due before `until`.
  cel::Value planned(ObjectIndex object, model::FieldIndex field,
                     std::optional<cel::Timestamp> until = std::nullopt) const;
  /// Erased at the event in an earlier phase: no rule sees it any more.
  bool gone(ObjectIndex object) const { return gone_.contains(object); }
  /// Whether the plan so far erases the object, now or later.
  Truth erased(ObjectIndex object) const;
  const Doubt& erased_doubt(ObjectIndex object) const;

  /// The operator's own transfer: part of the account before anything happens.
  void transfer(ObjectIndex object, model::FieldIndex field, const cel::Value& value);
  /// Takes note of an effect of the phase at hand.
  void add(Effect effect);
  /// Raises what is known of an object's erasure. False: nothing new.
  bool raise_erased(ObjectIndex object, Truth truth, const Doubt& doubt);
  /// Ends a phase: what happens at the event itself becomes the account that the next phase reads.
  void end_phase();
  /// Back to the account before the event, keeping what is planned: for advice.
  void rewind();

  /// Every certain effect so far, in the order added.
  const std::vector<Effect>& effects() const { return effects_; }

 private:
  static uint64_t key(ObjectIndex object, model::FieldIndex field) { return attribute(object, field); }
  using Fields = std::unordered_map<uint64_t, cel::Value>;
  cel::Value read(const Fields& changed, ObjectIndex object, model::FieldIndex field) const;
  cel::Value apply(cel::Value before, const Effect& effect) const;

  const model::Model& model_;
  const snapshot::Account& account_;
  cel::Timestamp at_;
  Fields transferred_;  ///< the operator's transfers
  Fields base_;         ///< these and what earlier phases changed
  std::unordered_map<uint64_t, std::vector<Effect>> planned_;
  std::unordered_map<ObjectIndex, std::pair<Truth, Doubt>> erased_;
  std::unordered_set<ObjectIndex> gone_;
  std::vector<Effect> effects_;
  std::size_t phase_begin_ = 0;  ///< of effects_
};

/// The list with the element appended (where it is not yet there) or taken out.
cel::Value with_element(const cel::Value& list, const cel::Value& element);
cel::Value without_element(const cel::Value& list, const cel::Value& element);

}  // namespace exeunt::engine::reference
