#include "interpreter/check/inspect.h"

#include <algorithm>
#include <set>

namespace exeunt::check {

using cel::NodeId;
using cel::NodeKind;
using diagnostic::Kind;
namespace slot = program::slot;

namespace {

class Inspector {
 public:
  Inspector(Context& context, const ast::Expression& source, const cel::CheckedExpression& checked)
      : context_(context), source_(source), checked_(checked) {}

  bool run() {
    for (NodeId id = 0; id < checked_.ast.nodes.size(); ++id) {
      note_let(checked_.info[id]);
      const cel::Node& node = checked_.ast[id];
      if (node.kind != NodeKind::call || node.children.empty()) {
        continue;
      }
      if (checked_.info[id].index == static_cast<int32_t>(slot::planned)) {
        check_planned(node);
      } else if (checked_.info[id].index == static_cast<int32_t>(slot::erased)) {
        check_erased(node);
      }
    }
    return good_;
  }

 private:
  void note_let(const cel::NodeInfo& info) {
    for (const int32_t number : {info.slot, info.index}) {
      if (number >= static_cast<int32_t>(slot::let)) {
        context_.used.lets.insert(static_cast<uint32_t>(number) - slot::let);
      }
    }
  }

  void check_planned(const cel::Node& call) {
    const NodeId argument = call.children[0];
    const cel::Node& node = checked_.ast[argument];
    const bool field = node.kind == NodeKind::select && !node.test_only && !node.optional &&
                       checked_.info[argument].slot < 0 && is_object(context_, checked_.info[node.children[0]].type);
    if (!field) {
      report<Kind::planned_no_field>(node, "planned(deal.owner) asks what the plan makes of that field");
    } else if (node.name == "id" || node.name == "type") {
      report<Kind::planned_fixed_field>(node, "write it without `planned`", node.name);
    }
  }

  void check_erased(const cel::Node& call) {
    const NodeId argument = call.children[0];
    const cel::Type& type = checked_.info[argument].type;
    if (!is_object(context_, type) && type.kind() != cel::TypeKind::error) {
      report<Kind::erased_no_object>(checked_.ast[argument], "erased(deal) asks whether the plan erases that object",
                                     type.without_null().display());
    }
  }

  template <Kind kind, class... Args>
  void report(const cel::Node& node, const char* help, const Args&... args) {
    good_ = false;
    if (is_new(context_, source_, kind, node.begin, node.end)) {
      context_.sink.report<kind>(source_.locate(node.begin, node.end), args...).help(help);
    }
  }

  Context& context_;
  const ast::Expression& source_;
  const cel::CheckedExpression& checked_;
  bool good_ = true;
};

class Mentions {
 public:
  explicit Mentions(const cel::Ast& ast) : ast_(ast) {}

  std::vector<Mention> run() {
    walk(ast_.root);
    return std::move(found_);
  }

 private:
  void walk(NodeId id) {
    const cel::Node& node = ast_[id];
    if (node.kind == NodeKind::ident && !bound_.contains(node.name)) {
      mention(node.name.starts_with('.') ? node.name.substr(1) : node.name, id);
    } else if (node.kind == NodeKind::call && !node.receiver) {
      mention(node.name, id);
    }
    const bool binds = node.kind == NodeKind::fold || node.kind == NodeKind::bind;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (binds && i == 1) {
        bound_.insert(node.name);
        bound_.insert(node.name2);
      }
      walk(node.children[i]);
    }
    if (binds && node.children.size() > 1) {
      bound_.erase(bound_.find(node.name));
      bound_.erase(bound_.find(node.name2));
    }
  }

  void mention(const std::string& name, NodeId id) {
    if (met_.insert(name).second) {
      found_.push_back({name, id});
    }
  }

  const cel::Ast& ast_;
  std::multiset<std::string> bound_;
  std::set<std::string> met_;
  std::vector<Mention> found_;
};

}  // namespace

bool inspect(Context& context, const ast::Expression& source, const cel::CheckedExpression& checked) {
  return Inspector(context, source, checked).run();
}

bool is_object(const Context& context, const cel::Type& type) {
  const cel::Type bare = type.without_null();
  if (bare.kind() != cel::TypeKind::object || bare.name().empty()) {
    return false;
  }
  // Entities and their unions; "@all" and "@args:…" are objects to the checker alone.
  return bare.name() == "*" || (bare.name()[0] != '@' && context.types->has_type(bare.name()));
}

std::vector<Mention> mentions(const cel::Ast& ast) {
  return Mentions(ast).run();
}

}  // namespace exeunt::check
