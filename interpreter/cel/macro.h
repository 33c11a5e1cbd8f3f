// Macros: calls that the parser turns into nodes of their own. Private to the parser.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/ast.h"
#include "interpreter/cel/issue.h"

namespace exeunt::cel {

/// Where a macro is expanded.
struct MacroSite {
  const Ast& ast;
  std::vector<NodeId>& dropped;     ///< gets the nodes that the macro makes superfluous
  Issues& issues;
  std::function<NodeId(Node)> add;  ///< puts a node into `ast`, which moves the others
};

/// If `call`, not yet in the tree, is a macro: rewrites it into the node to add instead. A macro with a wrong argument is
/// left a call, with an issue.
void expand_macro(Node& call, const MacroSite& site);

/// The same for the macros that become several nodes or none; false for others.
bool expand_to_nodes(Node& call, const MacroSite& site);
/// Reports an argument that does not fit.
void bad_argument(const Node& argument, std::string message, std::string_view macro, const MacroSite& site);
/// Whether the argument names a variable that the macro may declare; reports what does not.
bool is_variable(const Node& argument, std::string_view macro, const MacroSite& site);

/// A variable as its author wrote it: `cel.index(0)` for the name that the macro made of that.
std::string variable_spelling(std::string_view name);

/// The macro as it is written; cel.bind for Fold::none.
std::string_view fold_name(Fold fold);

/// How the macro of this name is written, or empty: `range.all(x, condition)`.
std::string_view macro_usage(std::string_view name);

}  // namespace exeunt::cel
