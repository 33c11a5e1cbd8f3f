#include "interpreter/cel/check.h"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/cel/checker.h"

namespace exeunt::cel {

Checker::Checker(CheckedExpression& expression, Issues& issues)
    : ast_(expression.ast),
      info_(expression.info),
      environment_(expression.environment),
      issues_(issues),
      unifier_(expression.environment.types()) {}

Type Checker::report(IssueKind kind, uint32_t begin, uint32_t end, std::string message, std::string help) {
  issues_.push_back({kind, begin, end, std::move(message), std::move(help)});
  return Type::error();
}

std::string Checker::one(const Type& type) const {
  const std::string name = text(type);
  // `uint` and `user` begin with a consonant when spoken.
  const bool vowel = name.find_first_of("aeio") == 0;
  return fmt::format("{} `{}`", vowel ? "an" : "a", name);
}

Type literal_type(const Value& value) {
  switch (value.kind()) {
    case ValueKind::null: return Type::null();
    case ValueKind::boolean: return Type::boolean();
    case ValueKind::int64: return Type::int64();
    case ValueKind::uint64: return Type::uint64();
    case ValueKind::float64: return Type::float64();
    case ValueKind::string: return Type::string();
    case ValueKind::bytes: return Type::bytes();
    case ValueKind::timestamp: return Type::timestamp();
    case ValueKind::duration: return Type::duration();
    case ValueKind::type: return Type::type(value.type_value());
    default: return Type::dyn();
  }
}

Type Checker::check(NodeId id) {
  Type type = [&] {
    switch (ast_[id].kind) {
      case NodeKind::literal: return literal_type(ast_[id].value);
      case NodeKind::ident: return check_ident(id);
      case NodeKind::select: return check_select(id);
      case NodeKind::call: return check_call(id);
      case NodeKind::list: return check_list(id);
      case NodeKind::map: return check_map(id);
      case NodeKind::message: return check_message(id);
      case NodeKind::fold: return check_fold(id);
      case NodeKind::bind: return check_bind(id);
    }
    return Type::error();
  }();
  info_[id].type = type;
  return type;
}

void Checker::check_wanted(const Type& wanted) {
  const NodeId root = ast_.root;
  const Type found = unifier_.finish(info_[root].type);
  if (found.kind() == TypeKind::error || !check_literals(root, wanted)) {
    return;
  }
  if (wanted.without_null().kind() == TypeKind::closed_string && fits_closed(root, wanted)) {
    return;
  }
  if (is_assignable(found, wanted, environment_.types())) {
    check_elements(root, wanted);
    return;
  }
  const Node& node = ast_[root];
  if (found.kind() == TypeKind::nullable && is_assignable(found.without_null(), wanted, environment_.types())) {
    report(IssueKind::wrong_type, node.begin, node.end,
           fmt::format("expected `{}`, found {} that may be null", wanted.display(), one(found.without_null())),
           "compare it with null first");
    return;
  }
  report(IssueKind::wrong_type, node.begin, node.end,
         fmt::format("expected `{}`, found `{}`", wanted.display(), found.display()));
}

void Checker::finish() {
  for (NodeInfo& info : info_) {
    info.type = unifier_.finish(info.type);
  }
}

std::optional<CheckedExpression> check(Ast ast, const Environment& environment, Issues& issues,
                                       std::optional<Type> wanted) {
  CheckedExpression out{std::move(ast), {}, environment};
  out.info.resize(out.ast.nodes.size());
  Issues found;
  Checker checker(out, found);
  checker.check(out.ast.root);
  if (wanted) {
    checker.check_wanted(*wanted);
  }
  if (!found.empty()) {
    std::stable_sort(found.begin(), found.end(), [](const Issue& a, const Issue& b) { return a.begin < b.begin; });
    issues.insert(issues.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    return std::nullopt;
  }
  checker.finish();
  return out;
}

namespace {

/// Gives names their meaning without looking at types.
class Resolver {
 public:
  explicit Resolver(CheckedExpression& expression) : expression_(expression), ast_(expression.ast) {}

  void resolve(NodeId id) {
    const NodeKind kind = ast_[id].kind;
    if ((kind == NodeKind::ident || kind == NodeKind::select) && resolve_qualified(id)) {
      return;
    }
    if (kind == NodeKind::call) {
      resolve_call(id);
    } else if (kind == NodeKind::message) {
      take_full_name(ast_[id], resolve_message(expression_.environment, ast_[id].name));
    }
    const bool scoped = kind == NodeKind::fold || kind == NodeKind::bind;
    for (size_t i = 0; i < ast_[id].children.size(); ++i) {
      if (scoped && i == 1) {
        locals_.push_back(ast_[id].name);
        locals_.push_back(ast_[id].name2);
      }
      resolve(ast_[id].children[i]);
    }
    if (scoped) {
      locals_.resize(locals_.size() - 2);
    }
  }

 private:
  bool is_local(NodeId id) const {
    return std::find(locals_.begin(), locals_.end(), chain_root(ast_, id).name) != locals_.end();
  }

  bool resolve_qualified(NodeId id) {
    const auto name = qualified_name(ast_, id);
    if (!name || is_local(id)) {
      return false;
    }
    const ResolvedName resolved = resolve_name(expression_.environment, *name);
    if (resolved.variable != nullptr) {
      expression_.info[id].slot = static_cast<int32_t>(resolved.variable->slot);
    } else if (resolved.constant) {
      make_literal(ast_[id], *resolved.constant);
    }
    return static_cast<bool>(resolved);
  }

  void resolve_call(NodeId id) {
    Node& node = ast_[id];
    if (node.receiver) {
      if (!is_local(node.children.front())) {
        rewrite_qualified_call(ast_, id, expression_.environment);
      }
      return;
    }
    take_full_name(node, resolve_function(expression_.environment, node.name));
  }

  /// An empty name is none: the node keeps its own.
  static void take_full_name(Node& node, std::string name) {
    if (!name.empty()) {
      node.name = std::move(name);
    }
  }

  CheckedExpression& expression_;
  Ast& ast_;
  std::vector<std::string> locals_;
};

}  // namespace

CheckedExpression unchecked(Ast ast, const Environment& environment) {
  CheckedExpression out{std::move(ast), {}, environment};
  out.info.resize(out.ast.nodes.size());
  Resolver(out).resolve(out.ast.root);
  return out;
}

}  // namespace exeunt::cel
