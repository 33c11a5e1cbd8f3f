// What this project asks of an expression beyond CEL's own typing, and what an expression mentions.
#pragma once

#include <string>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/cel/check.h"
#include "interpreter/check/context.h"

namespace exeunt::check {

/// Looks over a checked expression: `planned(…)` must be given a field of an object, `erased(…)` an object. Notes which
/// lets it uses. False: an error was reported, now or before.
bool inspect(Context& context, const ast::Expression& source, const cel::CheckedExpression& checked);

/// Whether values of this type are objects of the account (null included).
bool is_object(const Context& context, const cel::Type& type);

/// The names an expression takes from its environment, each with the node that mentions it first: variables and
/// functions that no macro around them binds. In order of appearance.
struct Mention {
  std::string name;
  cel::NodeId node;
};
std::vector<Mention> mentions(const cel::Ast& ast);

}  // namespace exeunt::check
