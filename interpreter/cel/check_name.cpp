// Names and fields.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/cel/checker.h"
#include "interpreter/cel/macro.h"
#include "interpreter/cel/suggest.h"

namespace exeunt::cel {

std::string describe(const Ast& ast, NodeId id) { return qualified_name(ast, id).value_or(""); }

const Type* Checker::find_local(std::string_view name) const {
  const auto found = std::find_if(locals_.rbegin(), locals_.rend(), [&](const auto& local) { return local.first == name; });
  return found == locals_.rend() ? nullptr : &found->second;
}

std::optional<Type> Checker::check_qualified(NodeId id) {
  const auto name = qualified_name(ast_, id);
  if (!name || find_local(chain_root(ast_, id).name) != nullptr) {
    return std::nullopt;
  }
  ResolvedName resolved = resolve_name(environment_, *name);
  if (resolved.variable != nullptr) {
    info_[id].slot = static_cast<int32_t>(resolved.variable->slot);
    return resolved.variable->type;
  }
  if (resolved.constant) {
    make_literal(ast_[id], *std::move(resolved.constant));
    return literal_type(ast_[id].value);
  }
  return std::nullopt;
}

Type Checker::check_ident(NodeId id) {
  const Node& node = ast_[id];
  if (const Type* local = find_local(node.name)) {
    return *local;
  }
  if (auto type = check_qualified(id)) {
    return *type;
  }
  std::vector<std::string> names = environment_.variable_names();
  for (const auto& [name, type] : locals_) {
    if (name.front() != '@') {
      names.push_back(name);
    }
  }
  return report(IssueKind::undeclared, node.begin, node.end,
                fmt::format("`{}` is not declared", variable_spelling(node.name)), did_you_mean(node.name, names));
}

Type Checker::check_select(NodeId id) {
  if (!ast_[id].test_only && !ast_[id].optional) {
    if (auto type = check_qualified(id)) {
      return *type;
    }
  }
  const Type target = unifier_.resolve(check(ast_[id].children.front()));
  const Node& node = ast_[id];
  const Type field = field_type(node, info_[id], target);
  if (field.kind() == TypeKind::error) {
    return field;
  }
  if (node.test_only) {
    return Type::boolean();
  }
  const bool already = field.kind() == TypeKind::opaque && field.name() == "optional_type" &&
                       target.kind() == TypeKind::opaque;
  return node.optional && !already ? Type::optional(field) : field;
}

Type Checker::field_type(const Node& node, NodeInfo& info, const Type& target) {
  switch (target.kind()) {
    case TypeKind::dyn:
    case TypeKind::parameter: return Type::dyn();
    case TypeKind::error: return Type::error();
    case TypeKind::nullable: return field_type(node, info, target.without_null());
    case TypeKind::map:
      if (unifier_.comparable(target.parameters()[0], Type::string())) {
        return target.parameters()[1];
      }
      break;
    case TypeKind::object: {
      const TypeProvider* types = environment_.types();
      const auto field = types == nullptr ? std::nullopt : types->find_field(target.name(), node.name);
      if (field) {
        info.index = field->index;
        return field->type;
      }
      return report(IssueKind::unknown_field, node.name_begin, node.name_end,
                    fmt::format("`{}` has no field `{}`", target.name(), node.name),
                    types == nullptr ? "" : did_you_mean(node.name, types->field_names(target.name())));
    }
    case TypeKind::opaque:
      if (target.name() == "optional_type") {
        const Type content = unifier_.resolve(target.parameters().front());
        const Type field = field_type(node, info, content);
        return field.kind() == TypeKind::error ? field : Type::optional(field);
      }
      break;
    case TypeKind::type:
      if (!target.parameters().empty()) {
        return report(IssueKind::unknown_field, node.name_begin, node.name_end,
                      fmt::format("`{}` is a type, not a value of it, so it has no `{}`",
                                  text(target.parameters().front()), node.name));
      }
      break;
    default: break;
  }
  return report(IssueKind::unknown_field, node.name_begin, node.name_end,
                fmt::format("{} has no fields, so no `{}`", one(target), node.name));
}

}  // namespace exeunt::cel
