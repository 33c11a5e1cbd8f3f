#include "interpreter/lower/reads.h"

#include <algorithm>
#include <set>
#include <utility>

namespace exeunt::lower {
namespace {

namespace slot = program::slot;
using cel::NodeKind;

Polarity flip(Polarity polarity) { return static_cast<Polarity>(-static_cast<int>(polarity)); }

/// Look-ups already read, each with the polarity of its use: one that many expressions share is read once.
using Seen = std::set<std::pair<std::size_t, Polarity>>;

void collect_let(std::size_t let, Polarity polarity, const program::Program& program, graph::Reads& reads, Seen& seen);

class Collector {
 public:
  Collector(const cel::CheckedExpression& expression, const program::Program& program, graph::Reads& reads, Seen& seen)
      : expression_(expression), program_(program), reads_(reads), seen_(seen) {}

  void walk(cel::NodeId id, Polarity polarity, bool planned) {
    const cel::Node& node = expression_.ast[id];
    const cel::NodeInfo& info = expression_.info[id];
    switch (node.kind) {
      case NodeKind::ident:
        let(info.slot, polarity);
        return;
      case NodeKind::select:
        if (info.slot >= 0) {  // a dotted name, not a field
          let(info.slot, polarity);
          return;
        }
        field(expression_.info[node.children[0]].type, node.name, planned);
        walk(node.children[0], Polarity::unclear, planned);
        return;
      case NodeKind::call:
        call(node, info, polarity, planned);
        return;
      case NodeKind::fold:
        fold(node, polarity, planned);
        return;
      case NodeKind::bind:
        walk(node.children[0], Polarity::unclear, planned);
        walk(node.children[1], polarity, planned);
        return;
      case NodeKind::literal:
      case NodeKind::list:
      case NodeKind::map:
      case NodeKind::message:
        children(node, Polarity::unclear, planned);
        return;
    }
  }

 private:
  void children(const cel::Node& node, Polarity polarity, bool planned) {
    for (cel::NodeId child : node.children) {
      walk(child, polarity, planned);
    }
  }

  void call(const cel::Node& node, const cel::NodeInfo& info, Polarity polarity, bool planned) {
    if (info.index == static_cast<int32_t>(slot::planned)) {
      children(node, Polarity::unclear, true);
    } else if (info.index == static_cast<int32_t>(slot::erased)) {
      auto& entities = polarity == Polarity::rising ? reads_.erased : reads_.not_erased;
      for (model::EntityIndex entity : model::entities_of(expression_.info[node.children[0]].type, *program_.model)) {
        entities.push_back(entity);
      }
      children(node, Polarity::unclear, planned);
    } else if (node.name == "_&&_" || node.name == "_||_") {
      children(node, polarity, planned);
    } else if (node.name == "!_") {
      children(node, flip(polarity), planned);
    } else if (node.name == "_?_:_") {
      walk(node.children[0], Polarity::unclear, planned);
      walk(node.children[1], polarity, planned);
      walk(node.children[2], polarity, planned);
    } else {
      let(info.index, polarity);
      children(node, Polarity::unclear, planned);
    }
  }

  // `all` and `exists` over a list that is itself fixed follow their condition; every other macro counts or collects.
  void fold(const cel::Node& node, Polarity polarity, bool planned) {
    const bool follows = node.fold == cel::Fold::all || node.fold == cel::Fold::exists;
    walk(node.children[0], Polarity::unclear, planned);
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      walk(node.children[i], follows ? polarity : Polarity::unclear, planned);
    }
  }

  void let(int32_t number, Polarity polarity) {
    if (number >= static_cast<int32_t>(slot::let)) {
      collect_let(static_cast<std::size_t>(number) - slot::let, polarity, program_, reads_, seen_);
    }
  }

  void field(const cel::Type& operand, const std::string& name, bool planned) {
    for (model::EntityIndex entity : model::entities_of(operand, *program_.model)) {
      if (const auto index = program_.model->entities[entity].find_field(name)) {
        (planned ? reads_.planned : reads_.fields).push_back({entity, *index});
      }
    }
  }

  const cel::CheckedExpression& expression_;
  const program::Program& program_;
  graph::Reads& reads_;
  Seen& seen_;
};

void collect_let(std::size_t let, Polarity polarity, const program::Program& program, graph::Reads& reads, Seen& seen) {
  if (!seen.insert({let, polarity}).second) {
    return;
  }
  const auto read = [&](const program::Expression& expression, Polarity with) {
    Collector(*expression.checked, program, reads, seen).walk(expression.checked->ast.root, with, false);
  };
  if (const auto* value = std::get_if<program::Expression>(&program.lets[let].value)) {
    read(*value, polarity);
    return;
  }
  // Which candidate is found depends on the plan in no simple direction.
  const auto& lookup = std::get<program::Lookup>(program.lets[let].value);
  if (lookup.where) {
    read(*lookup.where, Polarity::unclear);
  }
  for (const program::OrderKey& key : lookup.by) {
    read(key.key, Polarity::unclear);
  }
}

template <class T>
void sort_unique(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

void collect_reads(const cel::CheckedExpression& expression, Polarity polarity, const program::Program& program,
                   graph::Reads& reads) {
  Seen seen;
  Collector(expression, program, reads, seen).walk(expression.ast.root, polarity, false);
}

void collect_let_reads(std::size_t let, const program::Program& program, graph::Reads& reads) {
  Seen seen;
  collect_let(let, Polarity::unclear, program, reads, seen);
}

void normalise(graph::Reads& reads) {
  sort_unique(reads.fields);
  sort_unique(reads.planned);
  sort_unique(reads.erased);
  sort_unique(reads.not_erased);
}

}  // namespace exeunt::lower
