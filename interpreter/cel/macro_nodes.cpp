// Macros that become several nodes, or a name: cel.block with cel.index and cel.iterVar, sortBy, and greatest and least of
// many numbers. All nodes take the range of the whole call; their names begin with `@`, as no author's can.
#include <fmt/format.h>

#include "interpreter/cel/macro.h"

namespace exeunt::cel {

static Node node_of(const Node& call, NodeKind kind, std::string name, std::vector<NodeId> children = {}) {
  Node out;
  out.kind = kind;
  out.begin = call.begin;
  out.end = call.end;
  out.name_begin = call.name_begin;
  out.name_end = call.name_end;
  out.name = std::move(name);
  out.children = std::move(children);
  return out;
}

static std::string index_name(int64_t index) { return fmt::format("@index{}", index); }

/// Each value becomes a variable that the values after it and the result see.
static void expand_block(Node& call, const MacroSite& site) {
  const NodeId list_id = call.children[1];
  const NodeId result = call.children[2];
  const Node& list = site.ast[list_id];
  if (list.kind != NodeKind::list || !list.optional_entries.empty()) {
    bad_argument(list, "`cel.block` needs a list of values here", "cel.block", site);
    return;
  }
  site.dropped.push_back(call.children[0]);
  site.dropped.push_back(list_id);
  if (list.children.empty()) {
    site.dropped.push_back(result);
    call = Node(site.ast[result]);
    return;
  }
  const std::vector<NodeId> values = list.children;
  NodeId body = result;
  for (size_t i = values.size() - 1; i > 0; --i) {
    body = site.add(node_of(call, NodeKind::bind, index_name(static_cast<int64_t>(i)), {values[i], body}));
  }
  call = node_of(call, NodeKind::bind, index_name(0), {values[0], body});
}

/// `macro` is cel.index, which takes a number, or cel.iterVar, which takes two.
static void expand_name(Node& call, std::string_view macro, const MacroSite& site) {
  std::vector<int64_t> numbers;
  for (size_t i = 1; i < call.children.size(); ++i) {
    const Node& argument = site.ast[call.children[i]];
    if (argument.kind != NodeKind::literal || argument.value.kind() != ValueKind::int64 ||
        argument.value.int64_value() < 0) {
      bad_argument(argument, fmt::format("`{}` needs a number here", macro), macro, site);
      return;
    }
    numbers.push_back(argument.value.int64_value());
  }
  site.dropped.insert(site.dropped.end(), call.children.begin(), call.children.end());
  call = node_of(call, NodeKind::ident,
                 numbers.size() == 1 ? index_name(numbers[0]) : fmt::format("@it:{}:{}", numbers[0], numbers[1]));
}

std::string variable_spelling(std::string_view name) {
  constexpr std::string_view index = "@index";
  constexpr std::string_view loop = "@it:";
  if (name.starts_with(index)) {
    return fmt::format("cel.index({})", name.substr(index.size()));
  }
  if (name.starts_with(loop)) {
    const std::string_view numbers = name.substr(loop.size());
    const size_t colon = numbers.find(':');
    return fmt::format("cel.iterVar({}, {})", numbers.substr(0, colon), numbers.substr(colon + 1));
  }
  return std::string(name);
}

/// The elements and their keys go as two lists. The range is bound, so that it is evaluated once.
static void expand_sort_by(Node& call, const MacroSite& site) {
  const NodeId range = call.children[0];
  const NodeId variable = call.children[1];
  if (!is_variable(site.ast[variable], "sortBy", site)) {
    return;
  }
  const std::string name = "@range";
  const std::string element = site.ast[variable].name;
  site.dropped.push_back(variable);
  const NodeId looped = site.add(node_of(call, NodeKind::ident, name));
  Node fold = node_of(call, NodeKind::fold, element, {looped, call.children[2]});
  fold.fold = Fold::map;
  const NodeId keys = site.add(std::move(fold));
  const NodeId sorted = site.add(node_of(call, NodeKind::ident, name));
  const NodeId sort = site.add(node_of(call, NodeKind::call, "@sortBy", {sorted, keys}));
  call = node_of(call, NodeKind::bind, name, {range, sort});
}

static bool may_be_number(const Node& node) {
  if (node.kind == NodeKind::literal) {
    const ValueKind kind = node.value.kind();
    return kind == ValueKind::int64 || kind == ValueKind::uint64 || kind == ValueKind::float64;
  }
  return node.kind != NodeKind::list && node.kind != NodeKind::map;
}

/// Three numbers or more go as one list.
static void expand_extreme(Node& call, std::string_view macro, const MacroSite& site) {
  for (size_t i = 1; i < call.children.size(); ++i) {
    const Node& argument = site.ast[call.children[i]];
    if (!may_be_number(argument)) {
      bad_argument(argument, fmt::format("`{}` takes numbers", macro), macro, site);
      return;
    }
  }
  Node list = node_of(call, NodeKind::list, "", {call.children.begin() + 1, call.children.end()});
  call.children.resize(2);
  call.children[1] = site.add(std::move(list));
}

bool expand_to_nodes(Node& call, const MacroSite& site) {
  const size_t arguments = call.children.size() - 1;
  const Node& target = site.ast[call.children.front()];
  const std::string_view scope = target.kind == NodeKind::ident ? std::string_view(target.name) : std::string_view();
  if (scope == "cel" && call.name == "block" && arguments == 2) {
    expand_block(call, site);
  } else if (scope == "cel" && call.name == "index" && arguments == 1) {
    expand_name(call, "cel.index", site);
  } else if (scope == "cel" && call.name == "iterVar" && arguments == 2) {
    expand_name(call, "cel.iterVar", site);
  } else if (scope == "math" && (call.name == "greatest" || call.name == "least") && arguments > 2) {
    expand_extreme(call, "math." + call.name, site);
  } else if (call.name == "sortBy" && arguments == 2) {
    expand_sort_by(call, site);
  } else {
    return false;
  }
  return true;
}

}  // namespace exeunt::cel
