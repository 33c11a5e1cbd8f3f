// Macros: calls that the parser turns into nodes of their own. Private to the parser.
#pragma once

#include <string_view>
#include <vector>

#include "interpreter/cel/ast.h"
#include "interpreter/cel/issue.h"

namespace exeunt::cel {

/// If `call`, not yet in the tree, is a macro: rewrites it into the node to add instead, and appends the nodes that it
/// makes superfluous to `dropped`. A macro with a wrong argument is left a call, with an issue.
void expand_macro(Node& call, const Ast& ast, std::vector<NodeId>& dropped, Issues& issues);

/// The macro as it is written; cel.bind for Fold::none.
std::string_view fold_name(Fold fold);

/// How the macro of this name is written, or empty: `range.all(x, condition)`.
std::string_view macro_usage(std::string_view name);

}  // namespace exeunt::cel
