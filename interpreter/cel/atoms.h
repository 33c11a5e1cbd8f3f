// The atoms of a condition: what `&&`, `||`, `!` and `?:` put together.
//
//   mail.owner == subject && !(mail.linked || mail.shared)   ->   `mail.owner == subject`, `mail.linked`, `mail.shared`
//
// A macro is one atom, whatever its body says.
#pragma once

#include <optional>
#include <vector>

#include "interpreter/cel/ast.h"

namespace exeunt::cel {

enum class Connective { conjunction, disjunction, negation, choice };
/// No value: the node is none of these.
std::optional<Connective> connective(const Node& node);

/// In the order of the text; of a condition without operators, its root alone. Linear in the nodes visited.
std::vector<NodeId> atoms(const Ast& ast);

}  // namespace exeunt::cel
