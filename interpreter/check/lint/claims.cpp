#include "interpreter/check/lint/claims.h"

#include <algorithm>

namespace exeunt::check {

using cel::CheckedExpression;
using cel::NodeId;
using cel::NodeKind;

namespace {

/// Variables by slot, so that an alias and a type's name are the same place.
std::string render(const CheckedExpression& expression, NodeId id) {
  const cel::Node& node = expression.ast[id];
  const int32_t slot = expression.info[id].slot;
  std::string text = "(";
  switch (node.kind) {
    case NodeKind::literal:
      return node.value.text();
    case NodeKind::ident:
      return slot >= 0 ? "$" + std::to_string(slot) : node.name;
    case NodeKind::select:
      text += node.test_only ? "has " : node.optional ? "? " : ".";
      break;
    case NodeKind::fold:
      text += "fold" + std::to_string(static_cast<int>(node.fold)) + " " + node.name2 + " ";
      break;
    case NodeKind::call:
      text += node.receiver ? "to " : "";
      break;
    case NodeKind::list:
      text += "list ";
      break;
    case NodeKind::map:
      text += "map ";
      break;
    case NodeKind::message:
      text += "message ";
      break;
    case NodeKind::bind:
      text += "bind ";
      break;
  }
  text += node.name;
  for (const cel::FieldName& field : node.fields) {
    text += " " + field.name + ":";
  }
  for (NodeId child : node.children) {
    text += " " + render(expression, child);
  }
  return text + ")";
}

class Reader {
 public:
  explicit Reader(const CheckedExpression& expression) : expression_(expression) {}

  std::vector<Claim> run() {
    conjunct(expression_.ast.root);
    return std::move(claims_);
  }

 private:
  const cel::Node& node(NodeId id) const { return expression_.ast[id]; }
  bool is_call(NodeId id, std::string_view name) const {
    return node(id).kind == NodeKind::call && node(id).name == name;
  }
  bool is_literal(NodeId id) const { return node(id).kind == NodeKind::literal; }

  void conjunct(NodeId id) {
    if (is_call(id, "_&&_")) {
      for (NodeId child : node(id).children) {
        conjunct(child);
      }
    } else {
      claims_.push_back(claim(id));
    }
  }

  Claim claim(NodeId id) const {
    if (is_call(id, "!_")) {
      Claim negated = claim(node(id).children[0]);
      negated.among = !negated.among;
      return negated;
    }
    if (is_call(id, "_==_") || is_call(id, "_!=_")) {
      const bool equal = is_call(id, "_==_");
      const NodeId left = node(id).children[0];
      const NodeId right = node(id).children[1];
      if (is_literal(right) && !is_literal(left)) {
        return {render(expression_, left), {node(right).value.text()}, equal};
      }
      if (is_literal(left) && !is_literal(right)) {
        return {render(expression_, right), {node(left).value.text()}, equal};
      }
      // `a == b` and `a != b` contradict each other.
      return {render(expression_, left) + " == " + render(expression_, right), {"true"}, equal};
    }
    if (is_call(id, "@in")) {
      const cel::Node& list = node(node(id).children[1]);
      const bool constant = list.kind == NodeKind::list && std::all_of(list.children.begin(), list.children.end(),
                                                                       [&](NodeId child) { return is_literal(child); });
      if (constant) {
        Claim out{render(expression_, node(id).children[0]), {}, true};
        for (NodeId child : list.children) {
          out.values.insert(node(child).value.text());
        }
        return out;
      }
    }
    return {render(expression_, id), {"true"}, true};
  }

  const CheckedExpression& expression_;
  std::vector<Claim> claims_;
};

bool disjoint(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::none_of(a.begin(), a.end(), [&](const std::string& value) { return b.contains(value); });
}

bool contradict(const Claim& a, const Claim& b) {
  if (a.among && b.among) {
    return disjoint(a.values, b.values);
  }
  const auto excludes = [](const Claim& one, const Claim& other) {
    return std::includes(other.values.begin(), other.values.end(), one.values.begin(), one.values.end());
  };
  return (a.among && !b.among && excludes(a, b)) || (b.among && !a.among && excludes(b, a));
}

}  // namespace

std::vector<Claim> claims(const std::optional<program::Expression>& condition) {
  std::vector<Claim> all = condition ? Reader(*condition->checked).run() : std::vector<Claim>{};
  std::stable_sort(all.begin(), all.end(), [](const Claim& a, const Claim& b) { return a.place < b.place; });
  return all;
}

bool contradict(const std::vector<Claim>& a, const std::vector<Claim>& b) {
  for (const Claim& claim : a) {
    const auto [begin, end] =
        std::equal_range(b.begin(), b.end(), claim, [](const Claim& x, const Claim& y) { return x.place < y.place; });
    if (std::any_of(begin, end, [&](const Claim& other) { return contradict(claim, other); })) {
      return true;
    }
  }
  return false;
}

const std::string* fixed_value(const Claim& claim) {
  return claim.among && claim.values.size() == 1 ? &*claim.values.begin() : nullptr;
}

}  // namespace exeunt::check
