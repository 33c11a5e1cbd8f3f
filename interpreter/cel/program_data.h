// What a Program keeps beside the tree: for every node what evaluating it takes, worked out once. Private to the
// evaluator.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "interpreter/cel/evaluate.h"
#include "interpreter/cel/library/library.h"

namespace exeunt::cel {

enum class Op : uint8_t {
  literal,
  local,        ///< a macro's variable
  variable,     ///< a declared variable
  undeclared,
  select,
  has,
  logical_and,
  logical_or,
  conditional,
  equals,
  not_equals,
  in,
  index,
  optional_index,
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

/// One function that a call may turn out to mean: the library's or the host's.
struct Target {
  const library::Overload* overload = nullptr;
  std::shared_ptr<const void> prepared;
  const std::vector<Type>* parameters = nullptr;
  uint32_t host_slot = 0;
};

struct Step {
  Op op = Op::literal;
  bool constant = false;  ///< `value` holds the result: a literal, or a list or map of such
  uint32_t local = 0;     ///< position of the variable among the locals; for fold and bind, of the one they declare
  Value value;
  std::vector<Target> targets;
};

struct Program::Data {
  CheckedExpression expression;
  std::vector<Step> steps;
};

}  // namespace exeunt::cel
