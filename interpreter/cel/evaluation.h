// One evaluation of a program: the state that its nodes share. Construct families are in evaluate_*.cpp. Private to the
// evaluator.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/program_data.h"

namespace exeunt::cel {

/// Collects the unknowns and the first error among the parts of a strict construct. Unknown wins over error.
class Absorber {
 public:
  /// Whether the value was known and fine, and so is still the caller's to use.
  bool take(const Value& value) {
    if (value.is_unknown()) {
      const auto more = value.attributes();
      attributes_.insert(attributes_.end(), more.begin(), more.end());
      return false;
    }
    if (value.is_error()) {
      if (!error_.is_error()) {
        error_ = value;
      }
      return false;
    }
    return true;
  }

  bool clean() const { return attributes_.empty() && !error_.is_error(); }
  /// Only when not clean.
  Value result() {
    if (attributes_.empty()) {
      return error_;
    }
    std::sort(attributes_.begin(), attributes_.end());
    attributes_.erase(std::unique(attributes_.begin(), attributes_.end()), attributes_.end());
    return Value::unknown(std::move(attributes_));
  }

 private:
  std::vector<AttributeId> attributes_;
  Value error_;
};

class Evaluation {
 public:
  Evaluation(const CheckedExpression& expression, const std::vector<Step>& steps, const Activation& activation,
             const Tracer* tracer, const EvaluateLimits& limits)
      : expression_(expression),
        steps_(steps),
        activation_(activation),
        tracer_(tracer),
        budget_(limits.max_steps, limits.max_size) {}

  /// The node's value, which may be unknown or an error.
  Value run(NodeId id);

 private:
  Value dispatch(NodeId id);
  Value fail(NodeId id, std::string message) const;
  /// Gives an error without a range the node's own.
  Value located(Value value, NodeId id) const;
  Value out_of_steps(NodeId id) const { return fail(id, "the evaluation took too many steps"); }

  // evaluate_logic.cpp
  Value logic(NodeId id, bool decisive);
  Value conditional(NodeId id);
  Value equality(NodeId id, bool wanted);

  // evaluate_member.cpp
  Value select(NodeId id);
  Value has(NodeId id);
  Value select_from(NodeId id, const Value& target);
  Value has_in(NodeId id, const Value& target);
  Value in(NodeId id);
  Value index(NodeId id);
  Value index_into(NodeId id, const Value& target, const Value& key);
  Value key_missing(NodeId id, const Value& key) const;

  // evaluate_call.cpp
  Value call(NodeId id);
  Value host(NodeId id);
  Value type_of(NodeId id);
  Value optional_or(NodeId id);
  Value invoke(NodeId id, std::span<const Value> arguments);

  // evaluate_collection.cpp
  Value list(NodeId id);
  Value map(NodeId id);

  // evaluate_message.cpp
  Value message(NodeId id);

  // evaluate_fold.cpp
  Value fold(NodeId id);
  Value bind(NodeId id);

  const CheckedExpression& expression_;
  const std::vector<Step>& steps_;
  const Activation& activation_;
  const Tracer* tracer_;
  library::Budget budget_;
  std::vector<Value> locals_;

  friend class FoldRun;
};

/// Whether the entry of a list, map or message is marked with `?`.
inline bool is_optional_entry(const Node& node, size_t entry) {
  return !node.optional_entries.empty() && node.optional_entries[entry];
}
/// What a marked entry adds: nothing, or the content, which takes the place of `value`. False when it is not optional,
/// which is an error at `node`.
bool unwrap_entry(Value& value, bool& present, Absorber& absorber, const Node& node);

/// What type(x) names, without the host's help for objects.
Type type_of(const Value& value);

}  // namespace exeunt::cel
