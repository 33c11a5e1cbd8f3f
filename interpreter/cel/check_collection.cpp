// List and map literals, and the index operator.
#include <fmt/format.h>

#include "interpreter/cel/checker.h"

namespace exeunt::cel {

static bool is_optional(const Type& type) { return type.kind() == TypeKind::opaque && type.name() == "optional_type"; }

/// What the entry contributes: an optional one its content.
Type Checker::entry_type(const Node& node, size_t entry, NodeId value) {
  const bool optional = !node.optional_entries.empty() && node.optional_entries[entry];
  const Type type = unifier_.resolve(check(value));
  if (!optional || type.kind() == TypeKind::error || type.kind() == TypeKind::dyn) {
    return type;
  }
  if (is_optional(type)) {
    return type.parameters().front();
  }
  if (type.kind() == TypeKind::parameter) {
    return Type::dyn();
  }
  return report(IssueKind::wrong_type, ast_[value].begin, ast_[value].end,
                fmt::format("an entry marked `?` must be optional, not `{}`", text(type)));
}

Type Checker::check_list(NodeId id) {
  const Node& node = ast_[id];
  std::vector<Type> types;
  for (size_t i = 0; i < node.children.size(); ++i) {
    types.push_back(entry_type(node, i, node.children[i]));
  }
  if (types.empty()) {
    return Type::list(unifier_.fresh());
  }
  return Type::list(join_nodes(node.children, types).value_or(Type::dyn()));
}

Type Checker::check_map(NodeId id) {
  const Node& node = ast_[id];
  std::vector<NodeId> keys;
  std::vector<NodeId> values;
  std::vector<Type> key_types;
  std::vector<Type> value_types;
  for (size_t i = 0; i + 1 < node.children.size(); i += 2) {
    keys.push_back(node.children[i]);
    values.push_back(node.children[i + 1]);
    key_types.push_back(check(keys.back()));
    value_types.push_back(entry_type(node, i / 2, values.back()));
    const Type key = unifier_.resolve(key_types.back()).without_null();
    switch (key.kind()) {
      case TypeKind::dyn:
      case TypeKind::error:
      case TypeKind::parameter:
      case TypeKind::boolean:
      case TypeKind::int64:
      case TypeKind::uint64:
      case TypeKind::string:
      case TypeKind::closed_string: break;
      default:
        report(IssueKind::wrong_type, ast_[keys.back()].begin, ast_[keys.back()].end,
               fmt::format("{} cannot be a key", one(key)), "keys are `bool`, `int`, `uint` or `string`");
    }
  }
  if (keys.empty()) {
    return Type::map(unifier_.fresh(), unifier_.fresh());
  }
  const Type key = join_nodes(keys, key_types).value_or(Type::dyn());
  return Type::map(key, join_nodes(values, value_types).value_or(Type::dyn()));
}

Type Checker::check_index(NodeId id) {
  const NodeId target_id = ast_[id].children[0];
  const NodeId key_id = ast_[id].children[1];
  Type target = unifier_.resolve(check(target_id)).without_null();
  const Type key = unifier_.resolve(check(key_id));
  const Node& node = ast_[id];
  const bool through_optional = is_optional(target);
  if (through_optional) {
    target = unifier_.resolve(target.parameters().front()).without_null();
  }
  const auto result = [&](const Type& element) {
    return through_optional || node.name == "_[?_]" ? Type::optional(element) : element;
  };
  if (target.kind() == TypeKind::error || key.kind() == TypeKind::error) {
    return Type::error();
  }
  switch (target.kind()) {
    case TypeKind::dyn:
    case TypeKind::parameter: return result(Type::dyn());
    case TypeKind::list:
      if (unifier_.assign(key, Type::int64())) {
        return result(target.parameters().front());
      }
      return report(IssueKind::no_overload, ast_[key_id].begin, ast_[key_id].end,
                    fmt::format("a list is indexed by `int`, not `{}`", text(key)));
    case TypeKind::map: {
      const Type& wanted = target.parameters().front();
      if (!check_literals(key_id, wanted)) {
        return Type::error();
      }
      if (unifier_.comparable(wanted, key)) {
        return result(target.parameters()[1]);
      }
      return report(IssueKind::no_overload, ast_[key_id].begin, ast_[key_id].end,
                    fmt::format("the map's keys are `{}`, not `{}`", text(wanted), text(key)));
    }
    default:
      return report(IssueKind::no_overload, node.begin, node.end,
                    fmt::format("{} cannot be indexed", one(target)));
  }
}

}  // namespace exeunt::cel
