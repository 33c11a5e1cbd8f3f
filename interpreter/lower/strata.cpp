#include "interpreter/lower/strata.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <set>

namespace exeunt::lower {
namespace {

using graph::Edge;
using graph::EdgeKind;
using graph::Graph;
using graph::NodeIndex;

/// Tarjan's strongly connected components, without recursion. Components come out in reverse topological order.
class Components {
 public:
  explicit Components(const Graph& graph) : successors_(graph.nodes.size()), state_(graph.nodes.size()) {
    for (const Edge& edge : graph.edges) {
      successors_[edge.from].push_back(edge.to);
    }
    for (NodeIndex node = 0; node < graph.nodes.size(); ++node) {
      if (state_[node].number == unseen) {
        visit(node);
      }
    }
  }

  const std::vector<std::vector<NodeIndex>>& components() const { return components_; }
  uint32_t component_of(NodeIndex node) const { return state_[node].component; }

 private:
  static constexpr uint32_t unseen = std::numeric_limits<uint32_t>::max();
  struct State {
    uint32_t number = unseen;
    uint32_t low = unseen;
    uint32_t component = unseen;
    std::size_t next = 0;
  };

  void open(NodeIndex node) {
    state_[node].number = state_[node].low = counter_++;
    path_.push_back(node);
    pending_.push_back(node);
  }

  void visit(NodeIndex root) {
    open(root);
    while (!path_.empty()) {
      const NodeIndex node = path_.back();
      State& state = state_[node];
      if (state.next < successors_[node].size()) {
        const NodeIndex successor = successors_[node][state.next++];
        if (state_[successor].number == unseen) {
          open(successor);
        } else if (state_[successor].component == unseen) {
          state.low = std::min(state.low, state_[successor].number);
        }
        continue;
      }
      path_.pop_back();
      if (!path_.empty()) {
        state_[path_.back()].low = std::min(state_[path_.back()].low, state.low);
      }
      if (state.low == state.number) {
        close(node);
      }
    }
  }

  void close(NodeIndex root) {
    std::vector<NodeIndex> members;
    NodeIndex member = 0;
    do {
      member = pending_.back();
      pending_.pop_back();
      state_[member].component = static_cast<uint32_t>(components_.size());
      members.push_back(member);
    } while (member != root);
    std::sort(members.begin(), members.end());
    components_.push_back(std::move(members));
  }

  std::vector<std::vector<NodeIndex>> successors_;
  std::vector<State> state_;
  std::vector<NodeIndex> path_;
  std::vector<NodeIndex> pending_;
  std::vector<std::vector<NodeIndex>> components_;
  uint32_t counter_ = 0;
};

/// The shortest way back from `edge.to` to `edge.from` inside one component, as edges; the first of equals.
std::vector<const Edge*> way_back(const Graph& graph, const Components& components, const Edge& edge) {
  std::vector<const Edge*> reached_by(graph.nodes.size(), nullptr);
  std::deque<NodeIndex> queue{edge.to};
  std::set<NodeIndex> seen{edge.to};
  while (!queue.empty() && !seen.contains(edge.from)) {
    const NodeIndex node = queue.front();
    queue.pop_front();
    const Edge from_here{node, 0, EdgeKind::planned, {}};
    for (auto next = std::lower_bound(graph.edges.begin(), graph.edges.end(), from_here);
         next != graph.edges.end() && next->from == node; ++next) {
      if (components.component_of(next->to) == components.component_of(node) && seen.insert(next->to).second) {
        reached_by[next->to] = &*next;
        queue.push_back(next->to);
      }
    }
  }
  std::vector<const Edge*> way;
  for (NodeIndex node = edge.from; node != edge.to; node = reached_by[node]->from) {
    way.push_back(reached_by[node]);
  }
  std::reverse(way.begin(), way.end());
  return way;
}

const program::RuleInfo& rule_of(const Graph& graph, NodeIndex node) {
  return graph.program->rules[graph.nodes[node].rule];
}

std::string explain(const Graph& graph, const Edge& edge) {
  const model::Model& model = *graph.program->model;
  const std::string& from = rule_of(graph, edge.from).name;
  const std::string& to = rule_of(graph, edge.to).name;
  const model::Entity& entity = model.entities[edge.field.entity];
  switch (edge.kind) {
    case EdgeKind::planned:
      return fmt::format("`{}` reads `{}.{}` through planned(…), which `{}` writes", to, entity.name,
                         entity.fields[edge.field.field].name, from);
    case EdgeKind::erased:
      return fmt::format("`{}` asks whether a `{}` is erased, which `{}` decides", to, entity.name, from);
    case EdgeKind::not_erased:
      return fmt::format("`{}` asks, under a negation or inside a comparison, whether a `{}` is erased, which `{}` decides",
                         to, entity.name, from);
    case EdgeKind::overrides:
      return fmt::format("`{}` applies only where `{}`, which overrides it, does not", to, from);
  }
  return {};
}

/// Reports the shortest cycle through the first edge that is not monotone.
void report_cycle(const Graph& graph, const Components& components, const Edge& edge, diagnostic::Sink& sink) {
  std::vector<const Edge*> cycle = way_back(graph, components, edge);
  cycle.push_back(&edge);
  auto report = sink.report<diagnostic::Kind::unordered_rules>(rule_of(graph, edge.to).declared,
                                                               rule_of(graph, edge.to).name);
  for (auto step = cycle.rbegin(); step != cycle.rend(); ++step) {
    report.label(rule_of(graph, (*step)->to).declared, explain(graph, **step));
  }
  report.help(
      "let one of these rules look at the account itself instead of at the plan, or put the rules into phases of the "
      "event");
}

}  // namespace

bool stratify(Graph& graph, diagnostic::Sink& sink) {
  const Components components(graph);
  const auto& members = components.components();
  std::vector<bool> recursive(members.size(), false);
  std::set<uint32_t> broken;
  for (const Edge& edge : graph.edges) {
    const uint32_t component = components.component_of(edge.from);
    if (component != components.component_of(edge.to)) {
      continue;
    }
    recursive[component] = true;
    if (edge.kind != EdgeKind::erased && broken.insert(component).second) {
      report_cycle(graph, components, edge, sink);
    }
  }
  if (!broken.empty()) {
    return false;
  }

  // Height over the components, in topological order (Tarjan gives the reverse).
  std::vector<uint32_t> height(members.size(), 0);
  std::vector<std::vector<uint32_t>> above(members.size());
  for (const Edge& edge : graph.edges) {
    const uint32_t from = components.component_of(edge.from);
    const uint32_t to = components.component_of(edge.to);
    if (from != to) {
      above[from].push_back(to);
    }
  }
  for (std::size_t i = members.size(); i-- > 0;) {
    for (uint32_t next : above[i]) {
      height[next] = std::max(height[next], height[i] + 1);
    }
  }

  std::vector<uint32_t> order(members.size());
  for (uint32_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const auto key = [&](uint32_t component) {
      return std::tuple(graph.nodes[members[component][0]].phase, height[component], members[component][0]);
    };
    return key(a) < key(b);
  });
  // Components of one height that are not recursive wait for nothing of each other: they form one stratum.
  for (std::size_t i = 0; i < order.size(); ++i) {
    const uint32_t component = order[i];
    const uint32_t phase = graph.nodes[members[component][0]].phase;
    const bool joins = i > 0 && !recursive[component] && !graph.strata.back().recursive &&
                       graph.strata.back().phase == phase && height[order[i - 1]] == height[component];
    if (!joins) {
      graph.strata.push_back({phase, {}, recursive[component]});
    }
    for (NodeIndex node : members[component]) {
      graph.strata.back().nodes.push_back(node);
      graph.nodes[node].stratum = static_cast<uint32_t>(graph.strata.size() - 1);
    }
  }
  for (graph::Stratum& stratum : graph.strata) {
    std::sort(stratum.nodes.begin(), stratum.nodes.end());
  }
  return true;
}

}  // namespace exeunt::lower
