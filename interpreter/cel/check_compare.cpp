// Equality, `in`, and the rule that a closed string meets only its own values.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/cel/checker.h"
#include "interpreter/cel/suggest.h"

namespace exeunt::cel {

/// A list of values may be long; this many are shown.
static constexpr size_t max_listed_values = 8;

static std::string values_help(const std::string& literal, const Type& type) {
  const std::string near = nearest(literal, type.values());
  if (!near.empty()) {
    return fmt::format("did you mean '{}'?", near);
  }
  std::string out = "its values are ";
  for (size_t i = 0; i < type.values().size(); ++i) {
    if (i == max_listed_values) {
      return out + ", …";
    }
    out += (i == 0 ? "'" : ", '") + type.values()[i] + "'";
  }
  return type.values().empty() ? "" : out;
}

bool Checker::is_text_literal(NodeId id) const {
  const Node& node = ast_[id];
  if (node.kind == NodeKind::call && node.name == "_?_:_") {
    return is_text_literal(node.children[1]) && is_text_literal(node.children[2]);
  }
  return node.kind == NodeKind::literal && node.value.kind() == ValueKind::string;
}

bool Checker::fits_closed(NodeId id, const Type& closed) {
  const Node& node = ast_[id];
  if (node.kind == NodeKind::call && node.name == "_?_:_") {
    return fits_closed(node.children[1], closed) && fits_closed(node.children[2], closed);
  }
  return is_text_literal(id) || is_assignable(unifier_.finish(info_[id].type), closed, environment_.types());
}

bool Checker::check_literals(NodeId id, const Type& wanted) {
  const Type type = unifier_.resolve(wanted).without_null();
  const Node& node = ast_[id];
  if (node.kind == NodeKind::call && node.name == "_?_:_") {
    const bool first = check_literals(node.children[1], type);
    return check_literals(node.children[2], type) && first;
  }
  bool ok = true;
  if (type.kind() == TypeKind::closed_string && is_text_literal(id)) {
    const std::string literal(node.value.string_value());
    if (std::find(type.values().begin(), type.values().end(), literal) == type.values().end()) {
      report(IssueKind::not_a_value, node.begin, node.end,
             fmt::format("`{}` is not a value of `{}`", literal, type.name()), values_help(literal, type));
      ok = false;
    }
  } else if (type.kind() == TypeKind::list && node.kind == NodeKind::list) {
    for (const NodeId element : node.children) {
      ok = check_literals(element, type.parameters()[0]) && ok;
    }
  } else if (type.kind() == TypeKind::map && node.kind == NodeKind::map) {
    for (size_t i = 0; i < node.children.size(); ++i) {
      ok = check_literals(node.children[i], type.parameters()[i % 2]) && ok;
    }
  }
  return ok;
}

bool Checker::check_elements(NodeId id, const Type& wanted) {
  const Type type = wanted.without_null();
  const Node& node = ast_[id];
  if (node.kind == NodeKind::call && node.name == "_?_:_") {
    const bool first = check_elements(node.children[1], type);
    return check_elements(node.children[2], type) && first;
  }
  if (type.kind() != TypeKind::list || node.kind != NodeKind::list) {
    return true;
  }
  const Type& element = type.parameters().front();
  bool ok = true;
  for (size_t i = 0; i < node.children.size(); ++i) {
    const NodeId child = node.children[i];
    const bool is_optional = i < node.optional_entries.size() && node.optional_entries[i];
    const Type found = unifier_.finish(info_[child].type);
    const bool fits = is_optional || is_assignable(found, element, environment_.types()) ||
                      (element.kind() == TypeKind::closed_string && fits_closed(child, element));
    if (!fits) {
      report(IssueKind::wrong_type, ast_[child].begin, ast_[child].end,
             fmt::format("expected `{}`, found `{}`", element.display(), found.display()));
      ok = false;
    }
  }
  return ok;
}

std::optional<Type> Checker::join_nodes(std::span<const NodeId> nodes, std::span<const Type> types) {
  // Literals take the type of the closed string among them, wherever it stands.
  const auto closed = std::find_if(types.begin(), types.end(), [&](const Type& type) {
    return unifier_.resolve(type).without_null().kind() == TypeKind::closed_string;
  });
  std::optional<Type> out;
  for (size_t i = 0; i < nodes.size(); ++i) {
    Type type = types[i];
    if (closed != types.end() && is_text_literal(nodes[i])) {
      type = check_literals(nodes[i], *closed) ? unifier_.resolve(*closed).without_null() : Type::error();
    }
    const size_t mark = unifier_.mark();
    const auto joined = out ? unifier_.join(*out, type) : type;
    if (!joined) {
      unifier_.rollback(mark);
      return std::nullopt;
    }
    out = unifier_.resolve(*joined);
  }
  return out;
}

Type Checker::never_equal(const Node& node, const Type& left, NodeId left_id, const Type& right, NodeId right_id) {
  const bool left_null = left.kind() == TypeKind::null;
  if (left_null != (right.kind() == TypeKind::null)) {
    const NodeId other_id = left_null ? right_id : left_id;
    const Type& other = left_null ? right : left;
    const std::string name = describe(ast_, other_id);
    return report(IssueKind::no_overload, node.begin, node.end,
                  name.empty() ? fmt::format("{} is never null", one(other))
                               : fmt::format("`{}` is never null", name),
                  name.empty() ? "" : fmt::format("its type is `{}`", text(other)));
  }
  const Type a = left.without_null();
  const Type b = right.without_null();
  if (a.kind() == TypeKind::closed_string && b.kind() == TypeKind::closed_string) {
    return report(IssueKind::no_overload, node.begin, node.end,
                  fmt::format("`{}` and `{}` have no value in common", a.name(), b.name()));
  }
  return report(IssueKind::no_overload, node.begin, node.end,
                fmt::format("{} never equals {}", one(left), one(right)));
}

Type Checker::check_equality(NodeId id) {
  const NodeId left_id = ast_[id].children[0];
  const NodeId right_id = ast_[id].children[1];
  const Type left = unifier_.resolve(check(left_id));
  const Type right = unifier_.resolve(check(right_id));
  if (left.kind() == TypeKind::error || right.kind() == TypeKind::error) {
    return Type::boolean();
  }
  const bool literals = check_literals(right_id, left) && check_literals(left_id, right);
  if (literals && !unifier_.comparable(left, right)) {
    never_equal(ast_[id], left, left_id, right, right_id);
  }
  return Type::boolean();
}

Type Checker::check_in(NodeId id) {
  const NodeId element_id = ast_[id].children[0];
  const NodeId range_id = ast_[id].children[1];
  const Type element = unifier_.resolve(check(element_id));
  const Type range = unifier_.resolve(check(range_id)).without_null();
  const Node& node = ast_[id];
  switch (range.kind()) {
    case TypeKind::dyn:
    case TypeKind::error:
    case TypeKind::parameter: return Type::boolean();
    case TypeKind::list:
    case TypeKind::map: break;
    default:
      report(IssueKind::no_overload, node.begin, node.end,
             fmt::format("`in` looks into a list or a map, not {}", one(range)),
             range.kind() == TypeKind::string ? "to look for text in text: `text.contains(part)`" : "");
      return Type::boolean();
  }
  if (element.kind() == TypeKind::error) {
    return Type::boolean();
  }
  const Type member = unifier_.resolve(range.parameters().front());
  const Type list_of_element = range.kind() == TypeKind::list ? Type::list(element)
                                                              : Type::map(element, range.parameters()[1]);
  const bool literals = check_literals(element_id, member) && check_literals(range_id, list_of_element);
  if (literals && !unifier_.comparable(element, member)) {
    report(IssueKind::no_overload, node.begin, node.end,
           element.kind() == TypeKind::null
               ? fmt::format("{} in this {} is never null", one(member),
                             range.kind() == TypeKind::list ? "list" : "map's keys")
               : fmt::format("{} is never in {}", one(element), one(range)));
  }
  return Type::boolean();
}

}  // namespace exeunt::cel
