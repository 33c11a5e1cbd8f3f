#include "interpreter/cel/atoms.h"

namespace exeunt::cel {

static bool is_connective(const Node& node) {
  return node.kind == NodeKind::call &&
         (node.name == "_&&_" || node.name == "_||_" || node.name == "!_" || node.name == "_?_:_");
}

std::vector<NodeId> atoms(const Ast& ast) {
  std::vector<NodeId> found;
  std::vector<NodeId> open{ast.root};
  while (!open.empty()) {
    const NodeId id = open.back();
    open.pop_back();
    if (is_connective(ast[id])) {
      open.insert(open.end(), ast[id].children.rbegin(), ast[id].children.rend());
    } else {
      found.push_back(id);
    }
  }
  return found;
}

}  // namespace exeunt::cel
