#include "interpreter/compare/condition.h"

#include "interpreter/cel/parse.h"
#include "interpreter/compare/view.h"

namespace exeunt::compare {

namespace {

namespace slot = program::slot;
using cel::NodeId;
using cel::NodeKind;

// Strings may have line breaks in them.
std::string formatted(std::string_view text) { return on_one_line(cel::one_line(text)); }

class Reader {
 public:
  Reader(const program::Expression& where, const model::Entity& entity)
      : checked_(*where.checked), text_(where.source.text), entity_(entity) {}

  Condition read() const {
    Condition condition;
    for (const NodeId conjunct : operands(checked_.ast.root, "_&&_")) {
      const cel::Node& node = checked_.ast[conjunct];
      std::string source = formatted(text_.substr(node.begin, node.end - node.begin));
      if (std::vector<Tie> ties = read_ties(conjunct); !ties.empty()) {
        condition.ties.push_back({std::move(ties), std::move(source)});
      } else {
        condition.conditions.push_back(std::move(source));
      }
    }
    return condition;
  }

 private:
  /// Of a chain of `&&` or `||`, nested ones included, in the order written; else the node itself.
  std::vector<NodeId> operands(NodeId root, std::string_view operation) const {
    std::vector<NodeId> found;
    std::vector<NodeId> open{root};
    while (!open.empty()) {
      const NodeId id = open.back();
      open.pop_back();
      const cel::Node& node = checked_.ast[id];
      if (node.kind == NodeKind::call && node.name == operation) {
        open.insert(open.end(), node.children.rbegin(), node.children.rend());
      } else {
        found.push_back(id);
      }
    }
    return found;
  }

  /// Empty: it speaks of something else, too.
  std::vector<Tie> read_ties(NodeId conjunct) const {
    std::vector<Tie> ties;
    for (const NodeId operand : operands(conjunct, "_||_")) {
      auto tie = read_tie(operand);
      if (!tie) {
        return {};
      }
      ties.push_back(std::move(*tie));
    }
    return ties;
  }

  std::optional<Tie> read_tie(NodeId id) const {
    const cel::Node& node = checked_.ast[id];
    if (node.kind != NodeKind::call || node.children.size() != 2) {
      return std::nullopt;
    }
    const NodeId first = node.children[0];
    const NodeId second = node.children[1];
    if (node.name == "_==_") {
      return is_variable(first, slot::subject)
                 ? read_reference(second)
                 : (is_variable(second, slot::subject) ? read_reference(first) : std::nullopt);
    }
    return node.name == "@in" && is_variable(first, slot::subject) ? read_reference(second) : std::nullopt;
  }

  bool is_variable(NodeId id, uint32_t slot) const {
    return checked_.ast[id].kind == NodeKind::ident && checked_.info[id].slot == static_cast<int32_t>(slot);
  }

  /// The rule's object, or one of its fields.
  std::optional<Tie> read_reference(NodeId id) const {
    if (is_variable(id, slot::object)) {
      return Tie{"", "", "subject"};
    }
    const cel::Node& node = checked_.ast[id];
    if (node.kind != NodeKind::select || node.test_only || node.optional ||
        !is_variable(node.children[0], slot::object)) {
      return std::nullopt;
    }
    const auto field = entity_.find_field(node.name);
    if (!field) {
      return std::nullopt;
    }
    const model::Field& declared = entity_.fields[*field];
    return Tie{declared.name, name_with(declared.name, declared.title).title, std::string(model::name(declared.role))};
  }

  const cel::CheckedExpression& checked_;
  std::string_view text_;
  const model::Entity& entity_;
};

}  // namespace

Condition read_condition(const std::optional<program::Expression>& where, bool subject_only,
                         const model::Entity& entity) {
  Condition condition;
  if (where) {
    condition = Reader(*where, entity).read();
  }
  if (subject_only) {
    condition.ties.insert(condition.ties.begin(), Ties{{Tie{"", "", "subject"}}, "subject"});
  }
  return condition;
}

std::string cel_text(const program::Expression& expression) {
  return formatted(expression.source.text);
}

}  // namespace exeunt::compare
