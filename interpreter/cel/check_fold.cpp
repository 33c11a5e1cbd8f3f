// Macros that loop over a range or bind a variable.
#include <fmt/format.h>

#include "interpreter/cel/checker.h"
#include "interpreter/cel/macro.h"

namespace exeunt::cel {

namespace {

/// The types of a range's parts.
struct Range {
  Type key;  ///< a list's are its indices
  Type value;
  bool is_map = false;
};

}  // namespace

static bool has_filter(Fold fold) {
  return fold == Fold::map_filter || fold == Fold::transform_list_filter || fold == Fold::transform_map_filter ||
         fold == Fold::transform_map_entry_filter;
}

void Checker::check_condition(NodeId id, const Node& macro) {
  const Type type = unifier_.resolve(check(id));
  if (!unifier_.assign(type, Type::boolean())) {
    report(IssueKind::wrong_type, ast_[id].begin, ast_[id].end,
           fmt::format("the condition of `{}` must be `bool`, not `{}`", fold_name(macro.fold), text(type)));
  }
}

Type Checker::check_fold(NodeId id) {
  const Node& node = ast_[id];
  const NodeId range_id = node.children[0];
  const Type range_type = unifier_.resolve(check(range_id)).without_null();
  Range range;
  switch (range_type.kind()) {
    case TypeKind::list: range = {Type::int64(), range_type.parameters()[0], false}; break;
    case TypeKind::map: range = {range_type.parameters()[0], range_type.parameters()[1], true}; break;
    case TypeKind::dyn:
    case TypeKind::parameter: range = {Type::dyn(), Type::dyn(), false}; break;
    case TypeKind::error: range = {Type::error(), Type::error(), false}; break;
    default:
      report(IssueKind::no_overload, ast_[range_id].begin, ast_[range_id].end,
             fmt::format("`{}` looks at a list or a map, not {}", fold_name(node.fold), one(range_type)));
      range = {Type::error(), Type::error(), false};
  }

  const size_t outer = locals_.size();
  if (!node.name2.empty()) {
    locals_.emplace_back(node.name, range.key);
    locals_.emplace_back(node.name2, range.value);
  } else {
    locals_.emplace_back(node.name, range.is_map ? range.key : range.value);
  }
  const Type element = locals_.back().second;
  if (has_filter(node.fold)) {
    check_condition(node.children[1], node);
  }
  const NodeId body_id = node.children.back();
  Type result = Type::boolean();
  switch (node.fold) {
    case Fold::all:
    case Fold::exists:
    case Fold::exists_one: check_condition(body_id, node); break;
    case Fold::filter:
      check_condition(body_id, node);
      result = Type::list(element);
      break;
    case Fold::transform_map:
    case Fold::transform_map_filter: result = Type::map(range.key, check(body_id)); break;
    case Fold::transform_map_entry:
    case Fold::transform_map_entry_filter: {
      const Type entry = unifier_.resolve(check(body_id));
      const Type wanted = Type::map(unifier_.fresh(), unifier_.fresh());
      if (unifier_.assign(entry, wanted)) {
        result = wanted;
      } else {
        result = report(IssueKind::wrong_type, ast_[body_id].begin, ast_[body_id].end,
                        fmt::format("`transformMapEntry` needs a map of one entry, not `{}`", text(entry)));
      }
      break;
    }
    default: result = Type::list(check(body_id)); break;
  }
  locals_.resize(outer, {std::string(), Type()});
  return result;
}

Type Checker::check_bind(NodeId id) {
  const Node& node = ast_[id];
  Type content = unifier_.resolve(check(node.children[0]));
  if (node.fold != Fold::none) {
    const Type wanted = unifier_.fresh();
    if (!unifier_.assign(content, Type::optional(wanted))) {
      report(IssueKind::no_overload, ast_[node.children[0]].begin, ast_[node.children[0]].end,
             fmt::format("`{}` is called on an optional value, not on {}", fold_name(node.fold), one(content)));
      content = Type::error();
    } else {
      content = unifier_.resolve(wanted);
    }
  }
  locals_.emplace_back(node.name, content);
  const NodeId body_id = node.children[1];
  const Type body = unifier_.resolve(check(body_id));
  locals_.pop_back();
  switch (node.fold) {
    case Fold::opt_map: return Type::optional(body);
    case Fold::opt_flat_map: {
      const Type wanted = Type::optional(unifier_.fresh());
      if (unifier_.assign(body, wanted)) {
        return wanted;
      }
      return report(IssueKind::wrong_type, ast_[body_id].begin, ast_[body_id].end,
                    fmt::format("`optFlatMap` needs an optional result, not `{}`", text(body)));
    }
    default: return body;
  }
}

}  // namespace exeunt::cel
