// What a Program keeps beside the tree: for every node what evaluating it takes, worked out once. Private to the
// evaluator.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "interpreter/cel/constant_set.h"
#include "interpreter/cel/evaluate.h"
#include "interpreter/cel/library/library.h"

namespace exeunt::cel {

enum class Op : uint8_t {
  literal,      ///< the first of those that stand in a table (see Evaluation::direct)
  local,        ///< a macro's variable
  variable,     ///< a declared variable: the last of them
  undeclared,
  select,
  index,        ///< the last of those that read (see is_read)
  select_optional,  ///< `.?name`
  optional_index,
  has,          ///< the first of those that decide (see is_condition)
  logical_and,
  logical_or,
  logical_not,
  conditional,
  equals,
  not_equals,
  relation,     ///< < <= > >=, numbers and times without a call
  in,           ///< the last of those that decide
  arithmetic,   ///< + - * / %, integers without a call
  concatenation,  ///< + of three texts or more, built at once
  call,
  host,         ///< a call that a host put into a checked tree: its slot is known, its arguments need no check
  type_of,
  optional_or,  ///< or() and orValue()
  list,
  map,
  message,
  fold,
  bind,
};

/// Whether a step reads what is there: that costs nothing, so that it makes no difference whether it was read where it stands.
constexpr bool is_read(Op op) { return op <= Op::index; }

/// Whether a step is asked by Evaluation::decide: it answers true or false where all goes well, or passes on what its
/// branches answer.
constexpr bool is_condition(Op op) { return op >= Op::has && op <= Op::in; }

/// Kinds of values, a bit each.
using KindSet = uint32_t;
static_assert(static_cast<int>(ValueKind::error) < 32);
constexpr KindSet kind_bit(ValueKind kind) { return KindSet{1} << static_cast<int>(kind); }
/// Of values that are neither unknown nor an error.
constexpr KindSet known_kinds = kind_bit(ValueKind::unknown) - 1;

/// One function that a call may turn out to mean: the library's or the host's.
struct Target {
  library::Implementation run = nullptr;  ///< null: the host's
  std::shared_ptr<const void> prepared;
  const std::vector<Type>* parameters = nullptr;
  std::array<KindSet, 3> kinds{};  ///< for the first parameters, which kinds of known values they take
  bool exact = true;               ///< `kinds` tell all; else `parameters` have to be asked
  uint32_t host_slot = 0;
};

/// Which of the relations or operations an Op::relation or Op::arithmetic is.
enum class Operator : uint8_t { none, less, less_or_equal, greater, greater_or_equal, add, subtract, multiply, divide, modulo };

/// Where a map held the field when it was last asked for: maps of one shape hold it in the same place. A guess, which
/// threads share and overwrite.
class FieldPosition {
 public:
  FieldPosition() = default;
  FieldPosition(const FieldPosition& other) : guess_(other.guess_.load(std::memory_order_relaxed)) {}
  FieldPosition& operator=(const FieldPosition&) = delete;

  const Value* find(const Value& map, const Value& name) const {
    const auto entries = map.map_value();
    const uint32_t guess = guess_.load(std::memory_order_relaxed);
    return guess < entries.size() && entries[guess].first.equals(name) ? &entries[guess].second : search(map, name);
  }

 private:
  const Value* search(const Value& map, const Value& name) const {
    const size_t position = map.find_position(name);
    const auto entries = map.map_value();
    if (position == entries.size()) {
      return nullptr;
    }
    guess_.store(static_cast<uint32_t>(position), std::memory_order_relaxed);
    return &entries[position].second;
  }

  mutable std::atomic<uint32_t> guess_{0};
};

/// What only some steps need.
struct StepDetail {
  std::vector<NodeId> parts;       ///< concatenation: all of what is joined
  std::vector<Target> targets;     ///< calls and operators
  std::optional<ConstantSet> set;  ///< in: what the list holds, where that is worth it
};

/// What evaluating one node takes, so that the node itself is read only for messages. One line of the cache: large
/// expressions stay in it.
struct alignas(64) Step {
  Op op = Op::literal;
  Op traced_op = Op::literal;  ///< differs where `op` does less: a constant list is a literal, but its parts are seen
  Operator operation = Operator::none;
  bool second_is_constant = false;  ///< of two operands the second, which `value` holds
  FieldPosition position;           ///< select, has, index and in with a constant key
  NodeId first = 0;                 ///< the first child
  NodeId second = 0;                ///< the second child
  uint32_t slot = 0;   ///< variable, host: the host's number; literal, local: the position among their like; fold, bind:
                       ///< that of the local they declare
  int32_t field = -1;  ///< select, has: the provider's number
  std::span<const NodeId> children;
  Value value;  ///< literal: the result; select, has: the field's name; in: the key, if it is constant text
  StepDetail* detail = nullptr;  ///< null where there is none
};
static_assert(sizeof(Step) == 64);

struct Program::Data {
  CheckedExpression expression;
  std::vector<Step> steps;
  std::deque<StepDetail> details;  ///< what steps refer to
  std::vector<Value> literals;     ///< borrowed from steps
  size_t variables = 0;            ///< one more than the highest slot of a variable
  size_t locals = 0;  ///< how many variables of macros are in scope at most
};

}  // namespace exeunt::cel
