// Outcomes where rules call them, in three steps, so that each mistake is reported once:
//   match  arguments to parameters                       once a call
//   place  fields, capabilities and writes on an entity  once a call and entity
//   bind   values, typed (write.h)                       once a call, entity and event
#pragma once

#include <optional>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/check/context.h"
#include "interpreter/program/program.h"

namespace exeunt::check {

struct MatchedCall {
  const ast::Call* call = nullptr;
  const ast::Outcome* outcome = nullptr;
  std::vector<const ast::CallArgument*> arguments;  ///< by parameter; null: its default
};

/// No value: reported.
std::optional<MatchedCall> match_call(Context& context, const ast::Call& call);

struct PlacedCall {
  const MatchedCall* matched = nullptr;
  model::EntityIndex entity = 0;
  std::vector<program::Binding> bindings;  ///< by parameter; values still to come
  std::vector<program::Write> writes;      ///< by write of the outcome; values still to come
};

std::optional<PlacedCall> place_call(Context& context, const MatchedCall& matched, model::EntityIndex entity);

}  // namespace exeunt::check
