// What names mean, the same for checked and unchecked expressions. Private to the library.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/check.h"
#include "interpreter/cel/library/library.h"

namespace exeunt::cel {

/// The names that `name` may stand for inside the environment's container, innermost first. A leading dot means the
/// outermost level alone.
std::vector<std::string> candidate_names(const Environment& environment, std::string_view name);

/// `a.b.c` for a name or a chain of plain selections from one, leading dot included.
std::optional<std::string> qualified_name(const Ast& ast, NodeId id);
/// The name at the bottom of such a chain.
const Node& chain_root(const Ast& ast, NodeId id);

/// A declared variable, or what a type's or a constant's name stands for; at most one of the two.
struct ResolvedName {
  const Environment::Variable* variable = nullptr;
  std::optional<Value> constant;

  explicit operator bool() const { return variable != nullptr || constant.has_value(); }
};
ResolvedName resolve_name(const Environment& environment, std::string_view name);

/// The full name of a function that is called as `name`, or empty. Macros are no functions.
std::string resolve_function(const Environment& environment, std::string_view name);

/// The full name of the type of a message literal that begins with `name`, or empty.
std::string resolve_message(const Environment& environment, std::string_view name);

/// If the call's target is no value but the beginning of a function's name (`math.max(…)`), makes it a call of that function.
bool rewrite_qualified_call(Ast& ast, NodeId id, const Environment& environment);

/// Turns the node into a literal, its children cut off.
void make_literal(Node& node, Value value);

}  // namespace exeunt::cel
