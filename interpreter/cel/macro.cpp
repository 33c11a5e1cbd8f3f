#include "interpreter/cel/macro.h"

#include <fmt/format.h>

namespace exeunt::cel {

namespace {

struct Macro {
  std::string_view name;
  size_t variables;
  size_t arguments;  ///< variables included, range excluded
  Fold fold;
};

/// Receiver macros with a loop variable or two.
constexpr Macro fold_macros[] = {
    {"all", 1, 2, Fold::all},
    {"all", 2, 3, Fold::all},
    {"exists", 1, 2, Fold::exists},
    {"exists", 2, 3, Fold::exists},
    {"exists_one", 1, 2, Fold::exists_one},
    {"exists_one", 2, 3, Fold::exists_one},
    {"existsOne", 1, 2, Fold::exists_one},
    {"existsOne", 2, 3, Fold::exists_one},
    {"filter", 1, 2, Fold::filter},
    {"map", 1, 2, Fold::map},
    {"map", 1, 3, Fold::map_filter},
    {"transformList", 2, 3, Fold::transform_list},
    {"transformList", 2, 4, Fold::transform_list_filter},
    {"transformMap", 2, 3, Fold::transform_map},
    {"transformMap", 2, 4, Fold::transform_map_filter},
    {"transformMapEntry", 2, 3, Fold::transform_map_entry},
    {"transformMapEntry", 2, 4, Fold::transform_map_entry_filter},
    {"optMap", 1, 2, Fold::opt_map},
    {"optFlatMap", 1, 2, Fold::opt_flat_map},
};

struct Usage {
  std::string_view name;
  std::string_view text;
};

constexpr Usage usages[] = {
    {"has", "has(object.field)"},
    {"all", "range.all(x, condition)"},
    {"exists", "range.exists(x, condition)"},
    {"exists_one", "range.exists_one(x, condition)"},
    {"existsOne", "range.existsOne(x, condition)"},
    {"filter", "range.filter(x, condition)"},
    {"map", "range.map(x, result)"},
    {"transformList", "range.transformList(i, x, result)"},
    {"transformMap", "range.transformMap(k, v, result)"},
    {"transformMapEntry", "range.transformMapEntry(k, v, {key: value})"},
    {"optMap", "optional.optMap(x, result)"},
    {"optFlatMap", "optional.optFlatMap(x, result)"},
    {"sortBy", "list.sortBy(x, key)"},
    {"cel.bind", "cel.bind(x, value, result)"},
    {"cel.block", "cel.block([value, …], result)"},
    {"cel.index", "cel.index(0)"},
    {"cel.iterVar", "cel.iterVar(0, 0)"},
    {"math.greatest", "math.greatest(number, …)"},
    {"math.least", "math.least(number, …)"},
};

}  // namespace

std::string_view fold_name(Fold fold) {
  switch (fold) {
    case Fold::none: return "cel.bind";
    case Fold::all: return "all";
    case Fold::exists: return "exists";
    case Fold::exists_one: return "exists_one";
    case Fold::filter: return "filter";
    case Fold::map:
    case Fold::map_filter: return "map";
    case Fold::transform_list:
    case Fold::transform_list_filter: return "transformList";
    case Fold::transform_map:
    case Fold::transform_map_filter: return "transformMap";
    case Fold::transform_map_entry:
    case Fold::transform_map_entry_filter: return "transformMapEntry";
    case Fold::opt_map: return "optMap";
    case Fold::opt_flat_map: return "optFlatMap";
  }
  return "";
}

std::string_view macro_usage(std::string_view name) {
  for (const Usage& usage : usages) {
    if (usage.name == name) {
      return usage.text;
    }
  }
  return {};
}

void bad_argument(const Node& argument, std::string message, std::string_view macro, const MacroSite& site) {
  site.issues.push_back({IssueKind::bad_macro, argument.begin, argument.end, std::move(message),
                         fmt::format("it is written `{}`", macro_usage(macro))});
}

bool is_variable(const Node& argument, std::string_view macro, const MacroSite& site) {
  if (argument.kind == NodeKind::ident && argument.name.front() != '.') {
    return true;
  }
  bad_argument(argument, fmt::format("`{}` needs a variable's name here", macro), macro, site);
  return false;
}

static void expand_has(Node& call, const MacroSite& site) {
  const NodeId argument_id = call.children.front();
  const Node& argument = site.ast[argument_id];
  if (argument.kind != NodeKind::select || argument.test_only) {
    bad_argument(argument, "`has` needs a field selection", "has", site);
    return;
  }
  Node node = argument;
  node.test_only = true;
  node.begin = call.begin;
  node.end = call.end;
  site.dropped.push_back(argument_id);
  call = std::move(node);
}

static void expand_bind(Node& call, const MacroSite& site) {
  const NodeId variable = call.children[1];
  if (!is_variable(site.ast[variable], "cel.bind", site)) {
    return;
  }
  site.dropped.push_back(call.children[0]);
  site.dropped.push_back(variable);
  call.kind = NodeKind::bind;
  call.receiver = false;
  call.name = site.ast[variable].name;
  call.children.erase(call.children.begin(), call.children.begin() + 2);
}

static void expand_fold(Node& call, const Macro& macro, const MacroSite& site) {
  for (size_t i = 1; i <= macro.variables; ++i) {
    if (!is_variable(site.ast[call.children[i]], call.name, site)) {
      return;
    }
  }
  const Node& first = site.ast[call.children[1]];
  if (macro.variables == 2) {
    const Node& second = site.ast[call.children[2]];
    if (first.name == second.name) {
      bad_argument(second, fmt::format("`{}` names both variables", second.name), call.name, site);
      return;
    }
    call.name2 = second.name;
    site.dropped.push_back(call.children[2]);
  }
  const bool optional = macro.fold == Fold::opt_map || macro.fold == Fold::opt_flat_map;
  call.kind = optional ? NodeKind::bind : NodeKind::fold;
  call.fold = macro.fold;
  call.receiver = false;
  call.name = first.name;
  site.dropped.push_back(call.children[1]);
  const auto variables = call.children.begin() + 1;
  call.children.erase(variables, variables + static_cast<std::ptrdiff_t>(macro.variables));
}

void expand_macro(Node& call, const MacroSite& site) {
  if (!call.receiver) {
    if (call.name == "has" && call.children.size() == 1) {
      expand_has(call, site);
    }
    return;
  }
  const Node& target = site.ast[call.children.front()];
  const bool in_cel = target.kind == NodeKind::ident && target.name == "cel";
  if (in_cel && call.name == "bind" && call.children.size() == 4) {
    expand_bind(call, site);
    return;
  }
  if (expand_to_nodes(call, site)) {
    return;
  }
  for (const Macro& macro : fold_macros) {
    if (call.name == macro.name && call.children.size() == macro.arguments + 1) {
      expand_fold(call, macro, site);
      return;
    }
  }
}

}  // namespace exeunt::cel
