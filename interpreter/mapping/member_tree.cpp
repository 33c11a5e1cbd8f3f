#include "interpreter/mapping/member_tree.h"

#include <algorithm>
#include <optional>

namespace exeunt::mapping {

using cel::Ast;
using cel::NodeId;
using cel::NodeKind;

namespace {

const MemberTree everything{.whole = true, .members = {}, .prefixes = {}};

/// The member that a node selects from its first child: `a.b`, `a.?b`, `a['b']`.
std::optional<std::string> selected(const Ast& ast, const cel::Node& node) {
  if (node.kind == NodeKind::select) {
    return node.name;
  }
  const bool is_index = node.kind == NodeKind::call && (node.name == "_[_]" || node.name == "_[?_]");
  if (is_index && ast[node.children[1]].kind == NodeKind::literal &&
      ast[node.children[1]].value.kind() == cel::ValueKind::string) {
    return std::string(ast[node.children[1]].value.string_value());
  }
  return std::nullopt;
}

bool is_variable(const cel::Node& node, std::string_view name) {
  return node.kind == NodeKind::ident && node.name == name;
}

/// The members from the variable to this node, if it is a chain that begins there.
std::optional<std::vector<std::string>> chain(const Ast& ast, NodeId id, std::string_view name) {
  std::vector<std::string> path;
  while (!is_variable(ast[id], name)) {
    const std::optional<std::string> member = selected(ast, ast[id]);
    if (!member) {
      return std::nullopt;
    }
    path.push_back(*member);
    id = ast[id].children.front();
  }
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace

const MemberTree* MemberTree::find(std::string_view member) const {
  if (whole) {
    return &everything;
  }
  const auto found = members.find(member);
  if (found != members.end()) {
    return &found->second;
  }
  const bool is_prefixed = std::any_of(prefixes.begin(), prefixes.end(),
                                       [&](const std::string& prefix) { return member.starts_with(prefix); });
  return is_prefixed ? &everything : nullptr;
}

void MemberTree::add(const std::vector<std::string>& path) {
  MemberTree* tree = this;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (i + 1 == path.size() && path[i].ends_with('*')) {
      tree->prefixes.push_back(path[i].substr(0, path[i].size() - 1));
      return;
    }
    tree = &tree->members[path[i]];
  }
  tree->whole = true;
}

void add_reads(const Ast& ast, std::string_view name, const std::vector<std::string>& at, MemberTree& tree) {
  // Only the longest chain counts: in `item.owner.id`, nothing reads `item.owner` as a whole.
  std::vector<bool> is_inner(ast.nodes.size(), false);
  for (const cel::Node& node : ast.nodes) {
    if (selected(ast, node)) {
      is_inner[node.children.front()] = true;
    }
  }
  for (NodeId id = 0; id < ast.nodes.size(); ++id) {
    const auto path = is_inner[id] ? std::nullopt : chain(ast, id, name);
    if (path) {
      std::vector<std::string> full = at;
      full.insert(full.end(), path->begin(), path->end());
      tree.add(full);
    }
  }
}

bool names(const Ast& ast, std::string_view name) {
  return std::any_of(ast.nodes.begin(), ast.nodes.end(),
                     [&](const cel::Node& node) { return is_variable(node, name); });
}

std::vector<std::string> path_from(const Ast& ast, std::string_view name, bool& is_path) {
  const auto path = chain(ast, ast.root, name);
  is_path = path.has_value();
  return path.value_or(std::vector<std::string>());
}

std::vector<std::string> split_path(std::string_view text) {
  std::vector<std::string> path;
  while (true) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    if (dot == 0) {
      return {};
    }
    path.emplace_back(text.substr(0, dot));
    if (dot == text.size()) {
      return path;
    }
    text.remove_prefix(dot + 1);
  }
}

}  // namespace exeunt::mapping
