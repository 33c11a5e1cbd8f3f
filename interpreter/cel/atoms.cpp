#include "interpreter/cel/atoms.h"

namespace exeunt::cel {

std::optional<Connective> connective(const Node& node) {
  if (node.kind != NodeKind::call) {
    return std::nullopt;
  }
  return node.name == "_&&_"     ? std::optional(Connective::conjunction)
         : node.name == "_||_"   ? std::optional(Connective::disjunction)
         : node.name == "!_"     ? std::optional(Connective::negation)
         : node.name == "_?_:_"  ? std::optional(Connective::choice)
                                 : std::nullopt;
}

std::vector<NodeId> atoms(const Ast& ast) {
  std::vector<NodeId> found;
  std::vector<NodeId> open{ast.root};
  while (!open.empty()) {
    const NodeId id = open.back();
    open.pop_back();
    if (connective(ast[id])) {
      open.insert(open.end(), ast[id].children.rbegin(), ast[id].children.rend());
    } else {
      found.push_back(id);
    }
  }
  return found;
}

}  // namespace exeunt::cel
