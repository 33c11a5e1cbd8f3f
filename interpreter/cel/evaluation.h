// One evaluation of a program: the state that its nodes share. Construct families are in evaluate_*.cpp. Private to the
// evaluator.
#pragma once

#include <algorithm>
#include <span>
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

/// What a strict construct answers when any of its parts is unknown or an error.
Value absorbed(std::span<const Value> parts);
Value absorbed(const Value& left, const Value& right);

/// What a condition comes to.
enum class Truth : uint8_t {
  no,
  yes,
  undecided,  ///< unknown, an error, or no boolean at all
};
constexpr Truth truth_of(bool value) { return value ? Truth::yes : Truth::no; }

/// Values pass through borrowed where their owner outlives the evaluation or the variable's scope: constants, bound
/// values, elements of what is borrowed itself. What leaves a scope or the evaluation is made to own (Value::own).
class Evaluation {
 public:
  Evaluation(const Program::Data& program, const Activation& activation, const Tracer* tracer,
             const EvaluateLimits& limits, Value* locals)
      : expression_(program.expression),
        steps_(program.steps.data()),
        locals_(locals),
        activation_(activation),
        bound_(activation.bound()),
        tracer_(tracer),
        tables_{program.literals.data(), locals, bound_.data()},
        budget_(limits) {
    if (tracer == nullptr) {
      direct_ops_ = bound_.size() >= program.variables ? tables_.size() : tables_.size() - 1;
    }
  }

  /// The node's value, which may be unknown or an error.
  Value run(NodeId id);
  /// The same for who wants true or false, which then need not become a value. `other` is set where it is neither.
  Truth decide(NodeId id, Value& other);

  bool is_traced() const { return tracer_ != nullptr; }
  bool is_exhausted() const { return budget_.exhausted(); }
  /// Where the node's value stands already: a constant, a bound value, a macro's variable, a field of one of these in a
  /// map. A null pointer: it has to be computed.
  const Value* place(NodeId id) const {
    if (const Value* at = direct(id)) {
      return at->is_error() && steps_[id].op == Op::variable ? nullptr : at;
    }
    const Step& step = steps_[id];
    switch (step.op) {
      case Op::select: return place_of_field(step);
      case Op::index: return step.second_is_constant ? place_of_field(step) : nullptr;
      default: return nullptr;
    }
  }
  /// The same for the second of a step's two operands.
  const Value* place_of_second(const Step& step) const {
    return step.second_is_constant && !is_traced() ? &step.value : place(step.second);
  }

 private:
  /// The quick part of place(): only what stands in a table. A variable that is an error there is to be asked for after
  /// all.
  const Value* direct(NodeId id) const {
    const Step& step = steps_[id];
    const auto table = static_cast<size_t>(step.op);
    return table < direct_ops_ ? tables_[table] + step.slot : nullptr;
  }
  const Value* direct_second(const Step& step) const {
    return step.second_is_constant ? &step.value : direct(step.second);
  }
  const Value* place_of_field(const Step& step) const;
  Value traced(NodeId id);
  [[gnu::always_inline]] Value execute(Op op, const Step& step, NodeId id);
  Value fail(NodeId id, std::string message) const;
  /// Gives an error without a range the node's own.
  Value located(Value value, NodeId id) const {
    if (value.is_error()) {
      locate(value, id);
    }
    return value;
  }
  void locate(Value& error, NodeId id) const;
  /// What a function answered; an error where it could not pay for its work.
  Value settled(Value value, NodeId id) const {
    if (budget_.exhausted()) {
      return exhausted(id);
    }
    return located(std::move(value), id);
  }
  Value exhausted(NodeId id) const { return fail(id, budget_.reason()); }
  Truth exhausted(NodeId id, Value& other) const;
  [[gnu::noinline]] Truth decide_value(NodeId id, Value& other);
  Value variable(const Step& step, NodeId id) const;

  // evaluate_logic.cpp
  /// Where is_condition(op). As Evaluation::decide.
  [[gnu::always_inline]] Truth condition(Op op, const Step& step, NodeId id, Value& other);
  Value condition_value(Op op, const Step& step, NodeId id);
  Truth logic(const Step& step, bool decisive, Value& other);
  Truth undecided_logic(const Step& step, size_t position, bool decisive, Value& other);
  const NodeId* branch(const Step& step, Value& other);
  Truth conditional(const Step& step, Value& other);
  Value conditional_value(const Step& step);
  Truth equality(const Step& step, NodeId id, bool wanted, Value& other);
  // The rarer ways of each operator are functions of their own, so that the common ones need no frame.
  [[gnu::noinline]] Truth equality_of_places(const Step& step, NodeId id, bool wanted, Value& other);
  Truth equality_of(const Value& left, const Value& right, NodeId id, bool wanted, Value& other);
  Truth negation(const Step& step, NodeId id, Value& other);

  // evaluate_operator.cpp
  Truth relation(const Step& step, NodeId id, Value& other);
  [[gnu::noinline]] Truth relation_of_places(const Step& step, NodeId id, Value& other);
  Truth relation_of(const Step& step, NodeId id, const Value& left, const Value& right, Value& other);
  bool integer(NodeId id, int64_t& out, Value& other);
  [[gnu::noinline]] bool integer_value(NodeId id, int64_t& out, Value& other);
  bool calculate(const Step& step, NodeId id, int64_t& out, Value& other);
  [[gnu::noinline]] bool calculate_values(const Step& step, NodeId id, const Value& left, const Value& right,
                                          int64_t& out, Value& other);
  Value arithmetic(const Step& step, NodeId id);
  Value concatenation(const Step& step, NodeId id);

  // evaluate_member.cpp
  Value select(const Step& step, NodeId id);
  Truth has(const Step& step, NodeId id, Value& other);
  Value select_from(const Step& step, NodeId id, const Value& target);
  Value select_optional(const Step& step, NodeId id, const Value& target);
  Value has_in(const Step& step, NodeId id, const Value& target);
  Truth in(const Step& step, NodeId id, Value& other);
  [[gnu::noinline]] Truth in_operands(const Step& step, NodeId id, Value& other);
  Truth in_list(NodeId id, const Value& element, const Value& list, Value& other);
  Value index(const Step& step, NodeId id);
  Value index_optional(NodeId id, const Value& target, const Value& key);
  Value no_element(NodeId id, const Value& collection, const Value& key) const;
  Value key_missing(NodeId id, const Value& key) const;

  // evaluate_call.cpp
  template <typename Use>
  Value with_arguments(const Step& step, Use use);
  Value call(const Step& step, NodeId id);
  Value host(const Step& step, NodeId id);
  Value type_of(const Step& step);
  Value optional_or(const Step& step, NodeId id);
  /// The call with two arguments, where nothing quicker fits.
  Value call_with(const Step& step, NodeId id, const Value& left, const Value& right);
  Value invoke(const Step& step, NodeId id, std::span<const Value> arguments);
  Value no_overload(NodeId id, std::span<const Value> arguments) const;

  // evaluate_collection.cpp
  Value list(const Step& step, NodeId id);
  Value map(const Step& step, NodeId id);

  // evaluate_message.cpp
  Value message(NodeId id);

  // evaluate_fold.cpp
  Value fold(const Step& step, NodeId id);
  Value bind(const Step& step, NodeId id);

  const CheckedExpression& expression_;
  const Step* steps_;
  Value* locals_;
  const Activation& activation_;
  std::span<const Value> bound_;
  const Tracer* tracer_;
  std::array<const Value*, 3> tables_;  ///< by Op: literals, locals, bound variables
  size_t direct_ops_ = 0;               ///< how many of them may be read; none while tracing, which sees every node
  library::Budget budget_;

  friend class FoldRun;
};

/// Whether the entry of a list, map or message is marked with `?`.
inline bool is_optional_entry(const Node& node, size_t entry) {
  return !node.optional_entries.empty() && node.optional_entries[entry];
}
/// What a marked entry adds: nothing, or the content, which takes the place of `value`. False when it is not optional,
/// which is an error at `node`.
bool unwrap_entry(Value& value, bool& present, Absorber& absorber, const Node& node);

/// A node's value for as long as the operand lives, read where it stands if it stands somewhere already.
class Operand {
 public:
  Operand(Evaluation& evaluation, NodeId id) : Operand(evaluation, id, evaluation.place(id)) {}
  /// With what place() answered.
  Operand(Evaluation& evaluation, NodeId id, const Value* place)
      : at_(place), storage_(place == nullptr ? evaluation.run(id) : Value()) {
    if (at_ == nullptr) {
      at_ = &storage_;
    }
  }
  /// The second of a step's two operands.
  static Operand second(Evaluation& evaluation, const Step& step) {
    return {evaluation, step.second, evaluation.place_of_second(step)};
  }
  Operand(const Operand&) = delete;
  Operand& operator=(const Operand&) = delete;

  const Value& operator*() const { return *at_; }
  const Value* operator->() const { return at_; }
  /// A part of it, borrowed where its owner outlives the operand.
  Value part(const Value& part) const {
    return at_ == &storage_ && !storage_.is_borrowed() ? Value(part) : Value::borrow(part);
  }

 private:
  const Value* at_;
  Value storage_;
};

}  // namespace exeunt::cel
