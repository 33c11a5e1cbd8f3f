#include "interpreter/engine/columnar/condition.h"

#include <algorithm>
#include <array>
#include <optional>

#include "interpreter/program/program.h"

namespace exeunt::engine::columnar {
namespace {

namespace slot = program::slot;
using cel::NodeId;
using cel::NodeKind;

Ternary negate(Ternary value) {
  return value == Ternary::no ? Ternary::yes : value == Ternary::yes ? Ternary::no : Ternary::unknown;
}

bool is_variable(const cel::CheckedExpression& expression, NodeId id, uint32_t variable) {
  return expression.ast[id].kind == NodeKind::ident && expression.info[id].slot == static_cast<int32_t>(variable);
}

}  // namespace

class Condition::Builder {
 public:
  Builder(const cel::CheckedExpression& expression, const model::Model& model, model::EntityIndex entity,
          std::vector<Atom>& atoms, const std::function<void(NodeId)>& open, Condition& condition)
      : expression_(expression), model_(model), entity_(model.entities[entity]), atoms_(atoms), open_(open),
        steps_(condition.steps_), comparisons_(condition.comparisons_) {}

  void add(NodeId id) {
    const cel::Node& node = expression_.ast[id];
    if (node.kind == NodeKind::literal && node.value.kind() == cel::ValueKind::boolean) {
      constant(node.value.is_true() ? Ternary::yes : Ternary::no);
    } else if (node.kind == NodeKind::call && (node.name == "_&&_" || node.name == "_||_")) {
      for (const NodeId child : node.children) {
        add(child);
      }
      const auto kind = node.name == "_&&_" ? Step::Kind::conjunction : Step::Kind::disjunction;
      steps_.push_back({kind, static_cast<uint32_t>(node.children.size())});
    } else if (node.kind == NodeKind::call && node.name == "!_") {
      add(node.children[0]);
      steps_.push_back({Step::Kind::negation, 0});
    } else if (const auto found = atom(id)) {
      push(*found);
    } else {
      open_(id);
      if (!compare(id)) {
        constant(Ternary::unknown);
      }
    }
  }

 private:
  /// An atom, and whether its opposite is meant.
  struct Test {
    Atom atom;
    bool negated = false;
  };

  void constant(Ternary value) { steps_.push_back({Step::Kind::constant, static_cast<uint32_t>(value)}); }

  void push(const Test& test) {
    const auto known = std::find(atoms_.begin(), atoms_.end(), test.atom);
    steps_.push_back({Step::Kind::atom, static_cast<uint32_t>(known - atoms_.begin())});
    if (known == atoms_.end()) {
      atoms_.push_back(test.atom);
    }
    if (test.negated) {
      steps_.push_back({Step::Kind::negation, 0});
    }
  }

  /// `x.name`, and no dotted name of a variable.
  bool is_plain_select(NodeId id) const {
    const cel::Node& node = expression_.ast[id];
    return node.kind == NodeKind::select && !node.test_only && !node.optional && expression_.info[id].slot < 0;
  }

  /// A field of the object at hand, read as it is.
  std::optional<model::FieldIndex> field(NodeId id) const {
    const cel::Node& node = expression_.ast[id];
    return is_plain_select(id) && is_variable(expression_, node.children[0], slot::object) ? entity_.find_field(node.name)
                                                                                           : std::nullopt;
  }

  /// What `x.name`, or what is planned for it, is read from.
  struct Read {
    NodeId from;
    std::string_view name;
  };

  std::optional<Read> read(NodeId id) const {
    const auto is_call = [&](uint32_t function) {
      return expression_.ast[id].kind == NodeKind::call && expression_.info[id].index == static_cast<int32_t>(function);
    };
    while (is_call(slot::planned)) {
      id = expression_.ast[id].children[0];
    }
    const cel::Node& node = expression_.ast[id];
    if (is_call(slot::planned_field)) {
      return Read{node.children[0], expression_.ast[node.children[1]].value.string_value()};
    }
    return is_plain_select(id) ? std::optional(Read{node.children[0], node.name}) : std::nullopt;
  }

  /// `object.reference.field`, which has texts.
  std::optional<Followed> followed(NodeId id) const {
    const auto outer = read(id);
    const auto inner = outer ? read(outer->from) : std::nullopt;
    const bool is_own = inner && is_variable(expression_, inner->from, slot::object);
    const auto reference = is_own ? entity_.find_field(inner->name) : std::nullopt;
    if (!reference) {
      return std::nullopt;
    }
    const model::FieldType& type = entity_.fields[*reference].type;
    if (!type.is_reference() || type.any || type.targets.size() != 1) {
      return std::nullopt;
    }
    const model::Entity& target = model_.entities[type.targets[0]];
    const auto field = target.find_field(outer->name);
    const bool has_texts = field && (target.fields[*field].type.kind == model::FieldKind::enumeration ||
                                     target.fields[*field].type.kind == model::FieldKind::string);
    return has_texts ? std::optional(Followed{*reference, *field}) : std::nullopt;
  }

  /// Adds a comparison of what a reference leads to. False: it is none.
  bool compare(NodeId id) {
    const cel::Node& node = expression_.ast[id];
    if (node.kind != NodeKind::call || (node.name != "_==_" && node.name != "_!=_")) {
      return false;
    }
    const auto left = followed(node.children[0]);
    const auto right = followed(node.children[1]);
    const cel::Node& other = expression_.ast[node.children[left ? 1 : 0]];
    const bool is_text = other.kind == NodeKind::literal && other.value.kind() == cel::ValueKind::string;
    if (!(left && right ? *left == *right : (left || right) && is_text)) {
      return false;
    }
    steps_.push_back({Step::Kind::comparison, static_cast<uint32_t>(comparisons_.size())});
    const auto text = is_text ? std::optional(std::string(other.value.string_value())) : std::nullopt;
    comparisons_.push_back({left ? *left : *right, text});
    if (node.name == "_!=_") {
      steps_.push_back({Step::Kind::negation, 0});
    }
    return true;
  }

  std::optional<Test> atom(NodeId id) const {
    if (const auto read = field(id)) {
      return entity_.fields[*read].type.kind == model::FieldKind::boolean
                 ? std::optional(Test{{*read, Atom::Test::is_true, {}, 0}, false})
                 : std::nullopt;
    }
    const cel::Node& node = expression_.ast[id];
    if (node.kind != NodeKind::call || node.children.size() != 2) {
      return std::nullopt;
    }
    if (node.name == "@in") {
      return membership(node);
    }
    if (node.name == "_==_" || node.name == "_!=_") {
      auto found = equality(node.children[0], node.children[1]);
      found = found ? found : equality(node.children[1], node.children[0]);
      found = found ? found : length(node);
      if (found && node.name == "_!=_" && !is_length(node)) {
        found->negated = !found->negated;
      }
      return found;
    }
    return length(node);
  }

  std::optional<Test> membership(const cel::Node& node) const {
    const auto read = field(node.children[1]);
    const bool fits = read && is_variable(expression_, node.children[0], slot::subject) &&
                      entity_.fields[*read].type.is_reference_list() && !entity_.fields[*read].type.nullable;
    return fits ? std::optional(Test{{*read, Atom::Test::holds_subject, {}, 0}, false}) : std::nullopt;
  }

  std::optional<Test> equality(NodeId side, NodeId other) const {
    const auto read = field(side);
    if (!read) {
      return std::nullopt;
    }
    const model::FieldType& type = entity_.fields[*read].type;
    if (type.is_reference() && is_variable(expression_, other, slot::subject)) {
      return Test{{*read, Atom::Test::is_subject, {}, 0}, false};
    }
    const cel::Node& literal = expression_.ast[other];
    if (literal.kind != NodeKind::literal) {
      return std::nullopt;
    }
    if (literal.value.is_null()) {
      return Test{{*read, Atom::Test::is_null, {}, 0}, false};
    }
    const bool is_text = type.kind == model::FieldKind::enumeration || type.kind == model::FieldKind::string;
    if (is_text && literal.value.kind() == cel::ValueKind::string) {
      return Test{{*read, Atom::Test::is_text, std::string(literal.value.string_value()), 0}, false};
    }
    if (type.kind == model::FieldKind::boolean && !type.nullable && literal.value.kind() == cel::ValueKind::boolean) {
      return Test{{*read, Atom::Test::is_true, {}, 0}, literal.value.is_false()};
    }
    return std::nullopt;
  }

  bool is_length(const cel::Node& node) const { return list_of_size(node.children[0]).has_value(); }

  /// The field of `size(object.field)`.
  std::optional<model::FieldIndex> list_of_size(NodeId id) const {
    const cel::Node& node = expression_.ast[id];
    if (node.kind != NodeKind::call || node.name != "size" || node.children.size() != 1) {
      return std::nullopt;
    }
    const auto read = field(node.children[0]);
    const bool fits = read && entity_.fields[*read].type.kind == model::FieldKind::list &&
                      !entity_.fields[*read].type.nullable;
    return fits ? read : std::nullopt;
  }

  /// `size(object.field)` compared with a number, as far as "more than so many" can say it.
  std::optional<Test> length(const cel::Node& node) const {
    const auto read = list_of_size(node.children[0]);
    const cel::Node& literal = expression_.ast[node.children[1]];
    if (!read || literal.kind != NodeKind::literal || literal.value.kind() != cel::ValueKind::int64) {
      return std::nullopt;
    }
    const int64_t size = literal.value.int64_value();
    const auto longer = [&](int64_t than, bool negated) {
      return Test{{*read, Atom::Test::is_longer, {}, than}, negated};
    };
    if (size < 0 || size > 1'000'000) {
      return std::nullopt;
    }
    if (node.name == "_>_") {
      return longer(size, false);
    }
    if (node.name == "_>=_" && size > 0) {
      return longer(size - 1, false);
    }
    if (node.name == "_<=_") {
      return longer(size, true);
    }
    if (node.name == "_<_" && size > 0) {
      return longer(size - 1, true);
    }
    if (size == 0 && (node.name == "_==_" || node.name == "_!=_")) {
      return longer(0, node.name == "_==_");
    }
    return std::nullopt;
  }

  const cel::CheckedExpression& expression_;
  const model::Model& model_;
  const model::Entity& entity_;
  std::vector<Atom>& atoms_;
  const std::function<void(NodeId)>& open_;
  std::vector<Step>& steps_;
  std::vector<Comparison>& comparisons_;
};

/// How many answers wait for each other at most while the steps are taken.
std::size_t Condition::deepest(const std::vector<Step>& steps) {
  std::size_t pending = 0;
  std::size_t most = 0;
  for (const Step& step : steps) {
    if (step.kind == Step::Kind::conjunction || step.kind == Step::Kind::disjunction) {
      pending -= step.operand - 1;
    } else if (step.kind != Step::Kind::negation) {
      most = std::max(most, ++pending);
    }
  }
  return most;
}

Condition::Condition(const cel::CheckedExpression& expression, const model::Model& model, model::EntityIndex entity,
                     std::vector<Atom>& atoms, const std::function<void(NodeId)>& open) {
  Builder(expression, model, entity, atoms, open, *this).add(expression.ast.root);
  if (deepest(steps_) > most_pending) {
    steps_ = {{Step::Kind::constant, static_cast<uint32_t>(Ternary::unknown)}};
    comparisons_.clear();
    open(expression.ast.root);
  }
  for (const Step& step : steps_) {
    if (step.kind == Step::Kind::atom) {
      used_.push_back(step.operand);
    }
  }
  std::sort(used_.begin(), used_.end());
  used_.erase(std::unique(used_.begin(), used_.end()), used_.end());
}

Ternary Condition::evaluate(std::span<const Ternary> atoms) const { return evaluate(atoms, {}); }

std::optional<std::vector<Followed>> Condition::waits_for(std::span<const Ternary> atoms) const {
  std::vector<Followed> fields;
  std::vector<std::vector<std::string>> texts;  // of each field: what it is compared with
  const auto place = [&](const Followed& field) {
    return static_cast<std::size_t>(std::find(fields.begin(), fields.end(), field) - fields.begin());
  };
  for (const Comparison& each : comparisons_) {
    const std::size_t at = place(each.with);
    if (at == fields.size()) {
      fields.push_back(each.with);
      texts.emplace_back();
    }
    if (each.text && std::find(texts[at].begin(), texts[at].end(), *each.text) == texts[at].end()) {
      texts[at].push_back(*each.text);
    }
  }
  // A field is one of its texts, or none of them.
  std::size_t combinations = 1;
  for (const auto& of_field : texts) {
    combinations *= of_field.size() + 1;
    if (combinations > most_combinations) {
      return std::nullopt;
    }
  }
  std::vector<Ternary> answers(comparisons_.size());
  for (std::size_t combination = 0; combination < combinations && !fields.empty(); ++combination) {
    for (std::size_t i = 0; i < comparisons_.size(); ++i) {
      const std::size_t at = place(comparisons_[i].with);
      std::size_t which = combination;
      for (std::size_t before = 0; before < at; ++before) {
        which /= texts[before].size() + 1;
      }
      which %= texts[at].size() + 1;
      const auto& text = comparisons_[i].text;
      const bool is_equal = !text || (which < texts[at].size() && texts[at][which] == *text);
      answers[i] = is_equal ? Ternary::yes : Ternary::no;
    }
    if (evaluate(atoms, answers) != Ternary::no) {
      return std::nullopt;
    }
  }
  return fields.empty() ? std::nullopt : std::optional(std::move(fields));
}

Ternary Condition::evaluate(std::span<const Ternary> atoms, std::span<const Ternary> comparisons) const {
  if (steps_.empty()) {
    return Ternary::yes;
  }
  std::array<Ternary, most_pending> stack;
  std::size_t top = 0;
  for (const Step& step : steps_) {
    switch (step.kind) {
      case Step::Kind::atom:
        stack[top++] = atoms[step.operand];
        break;
      case Step::Kind::comparison:
        stack[top++] = comparisons.empty() ? Ternary::unknown : comparisons[step.operand];
        break;
      case Step::Kind::constant:
        stack[top++] = static_cast<Ternary>(step.operand);
        break;
      case Step::Kind::negation:
        stack[top - 1] = negate(stack[top - 1]);
        break;
      case Step::Kind::conjunction:
      case Step::Kind::disjunction: {
        // `false && x` is false and `true || x` is true, whatever x is.
        const Ternary decides = step.kind == Step::Kind::conjunction ? Ternary::no : Ternary::yes;
        Ternary all = negate(decides);
        for (uint32_t i = 0; i < step.operand; ++i) {
          const Ternary each = stack[--top];
          all = each == decides || all == decides ? decides : each == Ternary::unknown ? Ternary::unknown : all;
        }
        stack[top++] = all;
        break;
      }
    }
  }
  return stack[0];
}

}  // namespace exeunt::engine::columnar
