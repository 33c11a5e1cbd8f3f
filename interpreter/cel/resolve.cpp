#include "interpreter/cel/resolve.h"

#include "interpreter/cel/message.h"

namespace exeunt::cel {

std::vector<std::string> candidate_names(const Environment& environment, std::string_view name) {
  if (name.starts_with('.')) {
    return {std::string(name.substr(1))};
  }
  std::vector<std::string> out;
  std::string_view container = environment.container();
  while (!container.empty()) {
    out.push_back(std::string(container) + "." + std::string(name));
    const size_t dot = container.rfind('.');
    container = dot == std::string_view::npos ? std::string_view() : container.substr(0, dot);
  }
  out.emplace_back(name);
  return out;
}

std::optional<std::string> qualified_name(const Ast& ast, NodeId id) {
  std::vector<const Node*> chain;
  const Node* node = &ast[id];
  for (; node->kind == NodeKind::select; node = &ast[node->children.front()]) {
    if (node->test_only || node->optional) {
      return std::nullopt;
    }
    chain.push_back(node);
  }
  if (node->kind != NodeKind::ident) {
    return std::nullopt;
  }
  std::string out = node->name;
  for (auto part = chain.rbegin(); part != chain.rend(); ++part) {
    out += '.';
    out += (*part)->name;
  }
  return out;
}

const Node& chain_root(const Ast& ast, NodeId id) {
  const Node* node = &ast[id];
  while (node->kind == NodeKind::select) {
    node = &ast[node->children.front()];
  }
  return *node;
}

static std::optional<Type> standard_type(std::string_view name) {
  static const std::pair<std::string_view, Type> types[] = {
      {"bool", Type::boolean()},
      {"int", Type::int64()},
      {"uint", Type::uint64()},
      {"double", Type::float64()},
      {"string", Type::string()},
      {"bytes", Type::bytes()},
      {"null_type", Type::null()},
      {"list", Type::list(Type::dyn())},
      {"map", Type::map(Type::dyn(), Type::dyn())},
      {"type", Type::type()},
      {"optional_type", Type::optional(Type::dyn())},
      {"net.IP", Type::opaque("net.IP")},
      {"net.CIDR", Type::opaque("net.CIDR")},
  };
  for (const auto& [known, type] : types) {
    if (known == name) {
      return type;
    }
  }
  // The values of these messages are plain ones, and so is their type.
  const MessageType* message = find_message(name);
  return message == nullptr ? std::nullopt : std::optional(message->type.without_null());
}

ResolvedName resolve_name(const Environment& environment, std::string_view name) {
  for (const std::string& candidate : candidate_names(environment, name)) {
    if (const auto* variable = environment.find_variable(candidate)) {
      return {variable, std::nullopt};
    }
    if (auto type = standard_type(candidate)) {
      return {nullptr, Value::type(*std::move(type))};
    }
    if (environment.types() != nullptr && environment.types()->has_type(candidate)) {
      return {nullptr, Value::type(Type::object(candidate))};
    }
    if (auto constant = message_constant(candidate)) {
      return {nullptr, std::move(constant)};
    }
  }
  return {};
}

std::string resolve_function(const Environment& environment, std::string_view name) {
  for (std::string& candidate : candidate_names(environment, name)) {
    if (!library::find(candidate).empty() || environment.has_function(candidate)) {
      return std::move(candidate);
    }
  }
  return {};
}

std::string resolve_message(const Environment& environment, std::string_view name) {
  for (std::string& candidate : candidate_names(environment, name)) {
    const bool declared = environment.types() != nullptr && environment.types()->has_type(candidate);
    if (declared || find_message(candidate) != nullptr) {
      return std::move(candidate);
    }
  }
  return {};
}

bool rewrite_qualified_call(Ast& ast, NodeId id, const Environment& environment) {
  const auto target = qualified_name(ast, ast[id].children.front());
  if (!target) {
    return false;
  }
  std::string function = resolve_function(environment, *target + "." + ast[id].name);
  if (function.empty()) {
    return false;
  }
  Node& call = ast[id];
  call.name = std::move(function);
  call.name_begin = call.begin;
  call.receiver = false;
  call.children.erase(call.children.begin());
  return true;
}

void make_literal(Node& node, Value value) {
  node.kind = NodeKind::literal;
  node.value = std::move(value);
  node.children.clear();
}

}  // namespace exeunt::cel
