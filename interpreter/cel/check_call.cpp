// Functions and operators: which overloads the argument types leave.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/cel/checker.h"
#include "interpreter/cel/macro.h"
#include "interpreter/cel/suggest.h"

namespace exeunt::cel {

bool is_operator(std::string_view name) {
  return name.starts_with('_') || name.starts_with('@') || name.starts_with('!') || name.starts_with('-')
             ? name.size() > 1 && name.find_first_of("+-*/%<>=!&|?[@") != std::string_view::npos
             : false;
}

std::string operator_spelling(std::string_view name) {
  if (!is_operator(name)) {
    return std::string(name);
  }
  std::string out;
  for (const char c : name) {
    if (c != '_' && c != '@') {
      out += c;
    }
  }
  return out;
}

Type Checker::check_call(NodeId id) {
  const std::string name = ast_[id].name;
  if (name == "_&&_" || name == "_||_") {
    return check_logic(id);
  }
  if (name == "_?_:_") {
    return check_conditional(id);
  }
  if (name == "_==_" || name == "_!=_") {
    return check_equality(id);
  }
  if (name == "@in") {
    return check_in(id);
  }
  if (name == "_[_]" || name == "_[?_]") {
    return check_index(id);
  }
  return check_overloads(id);
}

Type Checker::check_logic(NodeId id) {
  const Node& node = ast_[id];
  for (const NodeId child : node.children) {
    const Type type = unifier_.resolve(check(child));
    if (!unifier_.assign(type, Type::boolean())) {
      report(IssueKind::no_overload, ast_[child].begin, ast_[child].end,
             fmt::format("an operand of `{}` must be `bool`, not `{}`", operator_spelling(node.name), text(type)));
    }
  }
  return Type::boolean();
}

Type Checker::check_conditional(NodeId id) {
  const Node& node = ast_[id];
  const NodeId condition_id = node.children[0];
  const Type condition = unifier_.resolve(check(condition_id));
  if (!unifier_.assign(condition, Type::boolean())) {
    report(IssueKind::no_overload, ast_[condition_id].begin, ast_[condition_id].end,
           fmt::format("the condition of `? :` must be `bool`, not `{}`", text(condition)));
  }
  const NodeId branches[] = {node.children[1], node.children[2]};
  const Type types[] = {check(branches[0]), check(branches[1])};
  if (auto joined = join_nodes(branches, types)) {
    return *joined;
  }
  const Type a = unifier_.resolve(types[0]);
  const Type b = unifier_.resolve(types[1]);
  if (a.kind() == TypeKind::null || b.kind() == TypeKind::null) {
    return Type::nullable(a.kind() == TypeKind::null ? b : a);
  }
  return report(IssueKind::no_overload, node.begin, node.end,
                fmt::format("the branches of `? :` are of types `{}` and `{}`", text(a), text(b)),
                "where both are meant, `dyn(…)` around one of them");
}

// Overloads. ----------------------------------------------------------------------------------------------------------

namespace {

/// One way to call a function, the library's or the host's.
struct Candidate {
  const std::vector<Type>* parameters;
  const Type* result;
  bool receiver;
  int32_t host_slot;
};

std::vector<Candidate> candidates(const Environment& environment, std::string_view name) {
  std::vector<Candidate> out;
  for (const library::Overload& overload : library::find(name)) {
    out.push_back({&overload.parameters, &overload.result, overload.receiver, -1});
  }
  for (const Environment::Function* function : environment.find_functions(name)) {
    out.push_back({&function->parameters, &function->result, function->receiver, static_cast<int32_t>(function->slot)});
  }
  return out;
}

}  // namespace

Type Checker::check_overloads(NodeId id) {
  if (ast_[id].receiver) {
    if (find_local(chain_root(ast_, ast_[id].children.front()).name) == nullptr) {
      rewrite_qualified_call(ast_, id, environment_);
    }
  } else if (std::string full = resolve_function(environment_, ast_[id].name); !full.empty()) {
    ast_[id].name = std::move(full);
  }
  const Node& node = ast_[id];
  const std::vector<Candidate> all = candidates(environment_, node.name);

  std::vector<Type> arguments;
  bool failed = false;
  for (const NodeId child : node.children) {
    arguments.push_back(unifier_.resolve(check(child)));
    failed = failed || arguments.back().kind() == TypeKind::error;
  }
  if (all.empty()) {
    return unknown_function(node);
  }
  if (failed) {
    return Type::error();
  }

  // Tries a candidate; its result type where it fits.
  const auto attempt = [&](const Candidate& candidate) -> std::optional<Type> {
    if (candidate.receiver != node.receiver || candidate.parameters->size() != arguments.size()) {
      return std::nullopt;
    }
    std::map<std::string, Type> names;
    for (size_t i = 0; i < arguments.size(); ++i) {
      const Type parameter = unifier_.instantiate((*candidate.parameters)[i], names);
      const bool literal =
          parameter.without_null().kind() == TypeKind::closed_string && is_text_literal(node.children[i]);
      if (!literal && !unifier_.assign(arguments[i], parameter)) {
        return std::nullopt;
      }
    }
    return unifier_.resolve(unifier_.instantiate(*candidate.result, names));
  };

  std::optional<Type> result;
  const Candidate* chosen = nullptr;
  bool several = false;
  for (const Candidate& candidate : all) {
    const size_t mark = unifier_.mark();
    const auto type = attempt(candidate);
    unifier_.rollback(mark);
    if (!type) {
      continue;
    }
    several = chosen != nullptr;
    if (several && !(unifier_.finish(*type) == unifier_.finish(*result))) {
      result = Type::dyn();
      break;
    }
    if (!several) {
      chosen = &candidate;
      result = type;
    }
  }
  if (chosen == nullptr) {
    return no_overload(node, arguments);
  }
  if (several) {
    return unifier_.finish(*result);
  }
  result = attempt(*chosen);
  for (size_t i = 0; i < arguments.size(); ++i) {
    check_literals(node.children[i], (*chosen->parameters)[i]);
  }
  info_[id].index = chosen->host_slot;
  return *result;
}

// Messages. -----------------------------------------------------------------------------------------------------------

static std::string signature(std::string_view name, const Candidate& candidate) {
  std::string out;
  size_t first = 0;
  if (candidate.receiver) {
    out += candidate.parameters->front().display() + ".";
    first = 1;
  }
  out += std::string(name) + "(";
  for (size_t i = first; i < candidate.parameters->size(); ++i) {
    out += i == first ? "" : ", ";
    out += (*candidate.parameters)[i].display();
  }
  return out + ")";
}

/// The ways to call a function of this name, as advice.
static std::string signatures(std::string_view name, const std::vector<Candidate>& all) {
  constexpr size_t max_listed = 4;
  std::string out = "it is written ";
  for (size_t i = 0; i < all.size(); ++i) {
    if (i == max_listed) {
      return out + ", …";
    }
    out += (i == 0 ? "`" : ", `") + signature(name, all[i]) + "`";
  }
  return out;
}

static std::string operator_help(std::span<const Type> arguments) {
  if (arguments.size() != 2) {
    return {};
  }
  const auto kind = [&](size_t i) { return arguments[i].without_null().kind(); };
  const auto is_number = [](TypeKind k) {
    return k == TypeKind::int64 || k == TypeKind::uint64 || k == TypeKind::float64;
  };
  if (is_number(kind(0)) && is_number(kind(1))) {
    return "convert one side with `int(…)`, `uint(…)` or `double(…)`";
  }
  const bool text_first = kind(0) == TypeKind::string || kind(0) == TypeKind::closed_string;
  const bool text_second = kind(1) == TypeKind::string || kind(1) == TypeKind::closed_string;
  return (text_first && is_number(kind(1))) || (text_second && is_number(kind(0))) ? "convert with `string(…)`" : "";
}

Type Checker::no_overload(const Node& node, std::span<const Type> arguments) {
  const std::string spelling = operator_spelling(node.name);
  if (is_operator(node.name)) {
    const std::string types = arguments.size() == 2
                                  ? fmt::format("`{}` and `{}`", text(arguments[0]), text(arguments[1]))
                                  : fmt::format("`{}`", text(arguments[0]));
    return report(IssueKind::no_overload, node.begin, node.end,
                  fmt::format("`{}` is not defined for {}", spelling, types), operator_help(arguments));
  }
  const std::vector<Candidate> all = candidates(environment_, node.name);
  const bool right_style = std::any_of(all.begin(), all.end(), [&](const Candidate& candidate) {
    return candidate.receiver == node.receiver;
  });
  if (!right_style) {
    return report(IssueKind::no_overload, node.name_begin, node.name_end,
                  node.receiver ? fmt::format("`{}` is not called on a value", spelling)
                                : fmt::format("`{}` is called on a value", spelling),
                  signatures(node.name, all));
  }
  std::string types;
  for (size_t i = node.receiver ? 1 : 0; i < arguments.size(); ++i) {
    types += fmt::format("{}`{}`", types.empty() ? "" : ", ", text(arguments[i]));
  }
  const bool right_count = std::any_of(all.begin(), all.end(), [&](const Candidate& candidate) {
    return candidate.receiver == node.receiver && candidate.parameters->size() == arguments.size();
  });
  std::string message;
  if (types.empty()) {
    message = right_count ? fmt::format("`{}` is not called on {}", spelling, one(arguments.front()))
                          : fmt::format("`{}` takes arguments", spelling);
  } else {
    const std::string of = node.receiver ? " of " + one(arguments.front()) : "";
    message = fmt::format("`{}`{} does not take {}", spelling, of, types);
  }
  return report(IssueKind::no_overload, node.begin, node.end, std::move(message), signatures(node.name, all));
}

Type Checker::unknown_function(const Node& node) {
  const std::string_view usage = macro_usage(node.name);
  if (!usage.empty()) {
    return report(IssueKind::no_overload, node.name_begin, node.name_end,
                  fmt::format("`{}` takes other arguments", node.name), fmt::format("it is written `{}`", usage));
  }
  std::vector<std::string> names = library::function_names();
  const std::vector<std::string> declared = environment_.function_names();
  names.insert(names.end(), declared.begin(), declared.end());
  for (const std::string_view macro : {"has", "all", "exists", "exists_one", "filter", "map"}) {
    names.emplace_back(macro);
  }
  return report(IssueKind::unknown_function, node.name_begin, node.name_end,
                fmt::format("there is no function `{}`", node.name), did_you_mean(node.name, names));
}

}  // namespace exeunt::cel
