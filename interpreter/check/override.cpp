#include <algorithm>

#include "interpreter/check/name.h"
#include "interpreter/check/rule.h"

namespace exeunt::check {

using diagnostic::Kind;
using program::RuleIndex;

namespace {

bool meet(const std::vector<Reach>& a, const std::vector<Reach>& b) {
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() && right != b.end()) {
    if (*left == *right) {
      return true;
    }
    *left < *right ? ++left : ++right;
  }
  return false;
}

class OverrideChecker {
 public:
  OverrideChecker(Context& context, const std::vector<std::vector<Reach>>& reach) : context_(context), reach_(reach) {}

  void run() {
    overridden_.resize(reach_.size());
    for (const auto& [name, declared] : context_.all<ast::Rule>()) {
      check_rule(context_.rule_index.at(name), *declared.body);
    }
    report_cycles();
  }

 private:
  void check_rule(RuleIndex index, const ast::Rule& rule) {
    std::map<std::string_view, source::Span> seen;
    for (const ast::Name& name : rule.overrides) {
      const auto [first, added] = seen.emplace(name.text, name.span);
      if (!added) {
        context_.sink.report<Kind::named_twice>(name.span, "rule", name.text).label(first->second, "first named here");
      } else if (name.text == rule.name.text) {
        context_.sink.report<Kind::override_self>(name.span, name.text);
      } else {
        add(index, name);
      }
    }
    std::vector<std::string>& names = context_.program->rules[index].overrides;
    std::sort(names.begin(), names.end());
  }

  void add(RuleIndex index, const ast::Name& name) {
    const auto* other = context_.find<ast::Rule>(name.text);
    if (other == nullptr) {
      auto report = context_.sink.report<Kind::override_unknown>(name.span, name.text);
      suggest(context_.sink, report, name.text, context_.all<ast::Rule>());
      return;
    }
    const RuleIndex weaker = context_.rule_index.at(name.text);
    if (!reach_[index].empty() && !reach_[weaker].empty() && !meet(reach_[index], reach_[weaker])) {
      context_.sink.report<Kind::override_never_meets>(name.span, context_.program->rules[index].name, name.text)
          .label(other->body->name.span, "declared here")
          .help("rules meet on an event and a type of object that both name");
      return;
    }
    overridden_[index].push_back({weaker, name.span});
    context_.program->rules[index].overrides.push_back(name.text);
  }

  void report_cycles() {
    enum class State : uint8_t { fresh, open, done };
    std::vector<State> state(reach_.size(), State::fresh);
    struct Frame {
      RuleIndex rule;
      std::size_t next = 0;
    };
    for (RuleIndex root = 0; root < reach_.size(); ++root) {
      std::vector<Frame> path;
      if (state[root] == State::fresh) {
        state[root] = State::open;
        path.push_back({root});
      }
      while (!path.empty()) {
        Frame& frame = path.back();
        if (frame.next == overridden_[frame.rule].size()) {
          state[frame.rule] = State::done;
          path.pop_back();
          continue;
        }
        const Edge& edge = overridden_[frame.rule][frame.next++];
        if (state[edge.weaker] == State::fresh) {
          state[edge.weaker] = State::open;
          path.push_back({edge.weaker});
        } else if (state[edge.weaker] == State::open) {
          const auto begin =
              std::find_if(path.begin(), path.end(), [&](const Frame& open) { return open.rule == edge.weaker; });
          std::string cycle;
          for (auto at = begin; at != path.end(); ++at) {
            cycle += "`" + context_.program->rules[at->rule].name + "` overrides ";
          }
          context_.sink.report<Kind::override_cycle>(edge.span,
                                                     cycle + "`" + context_.program->rules[edge.weaker].name + "`");
        }
      }
    }
  }

  struct Edge {
    RuleIndex weaker;
    source::Span span;
  };

  Context& context_;
  const std::vector<std::vector<Reach>>& reach_;
  std::vector<std::vector<Edge>> overridden_;
};

}  // namespace

void check_overrides(Context& context, const std::vector<std::vector<Reach>>& reach) {
  OverrideChecker(context, reach).run();
}

}  // namespace exeunt::check
