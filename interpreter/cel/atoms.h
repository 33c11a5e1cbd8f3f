// The atoms of a condition: what `&&`, `||`, `!` and `?:` put together.
//
//   mail.owner == subject && !(mail.linked || mail.shared)   ->   `mail.owner == subject`, `mail.linked`, `mail.shared`
//
// A macro is one atom, whatever its body says.
#pragma once

#include <vector>

#include "interpreter/cel/ast.h"

namespace exeunt::cel {

/// In the order of the text; of a condition without operators, its root alone. Linear in the nodes visited.
std::vector<NodeId> atoms(const Ast& ast);

}  // namespace exeunt::cel
