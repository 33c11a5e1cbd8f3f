#include "interpreter/lower/rewrite.h"

#include <algorithm>

#include "interpreter/lower/reads.h"

namespace exeunt::lower {
namespace {

namespace slot = program::slot;
using cel::CheckedExpression;
using cel::Fold;
using cel::NodeId;
using cel::NodeKind;

bool is_call(const CheckedExpression& expression, NodeId id, uint32_t function) {
  return expression.ast[id].kind == NodeKind::call &&
         expression.info[id].index == static_cast<int32_t>(function);
}

bool is_variable(const CheckedExpression& expression, NodeId id, uint32_t variable) {
  return expression.ast[id].kind == NodeKind::ident && expression.info[id].slot == static_cast<int32_t>(variable);
}

bool is_local(const CheckedExpression& expression, NodeId id, const std::string& name) {
  const cel::Node& node = expression.ast[id];
  return node.kind == NodeKind::ident && node.name == name && expression.info[id].slot < 0;
}

/// Whether `stop(id)` holds for any node of the subtree.
template <class Predicate>
bool any_node(const CheckedExpression& expression, NodeId id, const Predicate& stop) {
  if (stop(id)) {
    return true;
  }
  const auto& children = expression.ast[id].children;
  return std::any_of(children.begin(), children.end(),
                     [&](NodeId child) { return any_node(expression, child, stop); });
}

/// The conjuncts of a condition, outermost `&&` taken apart.
std::vector<NodeId> conjuncts(const CheckedExpression& expression, NodeId id) {
  const cel::Node& node = expression.ast[id];
  if (node.kind != NodeKind::call || node.name != "_&&_") {
    return {id};
  }
  std::vector<NodeId> all;
  for (NodeId child : node.children) {
    const auto inner = conjuncts(expression, child);
    all.insert(all.end(), inner.begin(), inner.end());
  }
  return all;
}

/// Values whose CEL equality is identity, so that an index finds exactly the equal ones (numbers compare across kinds).
bool can_be_key(const model::FieldType& type) {
  switch (type.kind) {
    case model::FieldKind::boolean:
    case model::FieldKind::string:
    case model::FieldKind::enumeration:
    case model::FieldKind::reference:
      return true;
    case model::FieldKind::list:
      return can_be_key(type.element[0]);
    case model::FieldKind::int64:
    case model::FieldKind::float64:
    case model::FieldKind::timestamp:
    case model::FieldKind::duration:
      return false;
  }
  return false;
}

struct KeyedNode {
  model::FieldIndex field;
  NodeId key;
};

/// `x.field == key`, `key == x.field` or `key in x.field`, where is_object(x) and the key satisfies is_key.
template <class IsObject, class IsKey>
std::optional<KeyedNode> keyed(const CheckedExpression& expression, NodeId id, const model::Entity& entity,
                               const IsObject& is_object, const IsKey& is_key) {
  const cel::Node& node = expression.ast[id];
  if (node.kind != NodeKind::call || (node.name != "_==_" && node.name != "@in")) {
    return std::nullopt;
  }
  const bool contains = node.name == "@in";
  for (std::size_t side = contains ? 1 : 0; side < 2; ++side) {
    const NodeId path = node.children[side];
    const NodeId key = node.children[1 - side];
    const cel::Node& select = expression.ast[path];
    if (select.kind != NodeKind::select || select.test_only || select.optional || !is_object(select.children[0])) {
      continue;
    }
    const auto field = entity.find_field(select.name);
    if (field && can_be_key(entity.fields[*field].type) &&
        (entity.fields[*field].type.kind == model::FieldKind::list) == contains && is_key(key)) {
      return KeyedNode{*field, key};
    }
  }
  return std::nullopt;
}

class Rewrite {
 public:
  Rewrite(const program::Program& program, std::vector<graph::Lookup>& lookups, const ast::Expression& source,
          CheckedExpression& expression)
      : program_(program), lookups_(lookups), source_(source), out_(expression) {}

  void run() { walk(out_.ast.root, false); }

 private:
  NodeId append(cel::Node node, cel::NodeInfo info) {
    out_.ast.nodes.push_back(std::move(node));
    out_.info.push_back(std::move(info));
    return static_cast<NodeId>(out_.ast.nodes.size() - 1);
  }

  NodeId literal(cel::Value value, cel::Type type, const cel::Node& at) {
    cel::Node node;
    node.kind = NodeKind::literal;
    node.value = std::move(value);
    node.begin = at.begin;
    node.end = at.end;
    return append(std::move(node), {std::move(type), -1, -1});
  }

  // Nodes are addressed anew after every append, which may move them.
  void walk(NodeId id, bool planned) {
    if (out_.ast[id].kind == NodeKind::fold && !planned) {
      if (hoist(id)) {
        return;
      }
      probe(id);
    }
    const bool inside = planned || is_call(out_, id, slot::planned);
    const std::vector<NodeId> children = out_.ast[id].children;
    for (NodeId child : children) {
      walk(child, inside);
    }
    if (planned && out_.ast[id].kind == NodeKind::select && out_.info[id].slot < 0) {
      plan_field(id);
    }
  }

  void plan_field(NodeId id) {
    const cel::Node before = out_.ast[id];
    const auto entities = model::entities_of(out_.info[before.children[0]].type, *program_.model);
    const bool modelled = std::any_of(entities.begin(), entities.end(), [&](model::EntityIndex entity) {
      return program_.model->entities[entity].find_field(before.name).has_value();
    });
    if (!modelled) {
      return;  // `id`, `type`, an argument of the event: nothing a plan could change
    }
    const NodeId name = literal(cel::Value::string(before.name), cel::Type::string(), before);
    cel::Node call = before;
    call.kind = NodeKind::call;
    call.name = "@planned";
    call.children = {before.children[0], name};
    call.test_only = false;
    if (before.test_only) {  // has(): the planned value is not null
      const NodeId inner = append(call, {cel::Type::dyn(), -1, static_cast<int32_t>(slot::planned_field)});
      const NodeId null = literal(cel::Value::null(), cel::Type::null(), before);
      call.name = "_!=_";
      call.children = {inner, null};
      out_.info[id] = {cel::Type::boolean(), -1, -1};
    } else {
      out_.info[id].index = static_cast<int32_t>(slot::planned_field);
    }
    out_.ast[id] = std::move(call);
  }

  /// The entity of a range `all.user`.
  std::optional<model::EntityIndex> extent(NodeId range) const {
    const cel::Node& select = out_.ast[range];
    if (select.kind != NodeKind::select || !is_variable(out_, select.children[0], slot::all)) {
      return std::nullopt;
    }
    return program_.model->find_entity(select.name);
  }

  bool hoist(NodeId id) {
    if (!extent(out_.ast[id].children[0]) || id == out_.ast.root) {
      return false;  // a whole expression is evaluated where its look-up or guard is
    }
    std::vector<std::string> bound;
    if (!closed(id, bound)) {
      return false;
    }
    graph::Lookup lookup;
    lookup.name = "@" + std::to_string(lookups_.size() - program_.lets.size() + 1);
    CheckedExpression inner = extract(out_, id);
    collect_reads(inner, Polarity::unclear, program_, lookup.reads);
    normalise(lookup.reads);
    if (lookup.reads.looks_at_plan()) {
      return false;
    }
    Rewrite(program_, lookups_, source_, inner).run();
    lookup.value = graph::Expression{cel::Program(std::move(inner)), source_};
    const auto number = static_cast<int32_t>(slot::let + lookups_.size());
    lookups_.push_back(std::move(lookup));

    cel::Node& node = out_.ast[id];
    node.kind = NodeKind::ident;
    node.fold = Fold::none;
    node.name = lookups_.back().name;
    node.children.clear();
    out_.info[id].slot = number;
    return true;
  }

  /// Whether nothing in the subtree depends on the object at hand, on parameters, or on loop variables around it.
  bool closed(NodeId id, std::vector<std::string>& bound) const {
    const cel::Node& node = out_.ast[id];
    if (node.kind == NodeKind::ident) {
      const int32_t number = out_.info[id].slot;
      if (number < 0) {
        return std::find(bound.begin(), bound.end(), node.name) != bound.end();
      }
      const auto variable = static_cast<uint32_t>(number);
      return variable <= slot::account || variable == slot::all || variable >= slot::let;
    }
    const bool binds = node.kind == NodeKind::fold || node.kind == NodeKind::bind;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (binds && i == 1) {
        bound.push_back(node.name);
        bound.push_back(node.name2);
      }
      if (!closed(node.children[i], bound)) {
        return false;
      }
    }
    if (binds && node.children.size() > 1) {
      bound.resize(bound.size() - 2);
    }
    return true;
  }

  /// Narrows the range of `all.user.exists(u, u.role == key && …)`. Only for macros that an element whose condition is
  /// false cannot change.
  void probe(NodeId id) {
    const cel::Node fold = out_.ast[id];
    const bool skips_false = fold.fold == Fold::exists || fold.fold == Fold::exists_one || fold.fold == Fold::filter;
    const auto entity = extent(fold.children[0]);
    if (!skips_false || !entity || !fold.name2.empty()) {
      return;
    }
    const auto is_element = [&](NodeId node) { return is_local(out_, node, fold.name); };
    const auto is_key = [&](NodeId node) {
      return !any_node(out_, node, [&](NodeId inner) {
        return out_.ast[inner].kind == NodeKind::ident && out_.ast[inner].name == fold.name;
      });
    };
    for (NodeId conjunct : conjuncts(out_, fold.children[1])) {
      const auto found = keyed(out_, conjunct, program_.model->entities[*entity], is_element, is_key);
      if (!found) {
        continue;
      }
      const cel::Node range = out_.ast[fold.children[0]];
      const cel::Type type = out_.info[fold.children[0]].type;
      const NodeId entity_literal = literal(cel::Value::int64(*entity), cel::Type::int64(), range);
      const NodeId field_literal = literal(cel::Value::int64(found->field), cel::Type::int64(), range);
      cel::Node call;
      call.kind = NodeKind::call;
      call.name = "@probe";
      call.begin = range.begin;
      call.end = range.end;
      call.children = {entity_literal, field_literal, found->key};
      const NodeId probe_call = append(std::move(call), {type, -1, static_cast<int32_t>(slot::probe)});
      out_.ast[id].children[0] = probe_call;
      return;
    }
  }

  const program::Program& program_;
  std::vector<graph::Lookup>& lookups_;
  const ast::Expression& source_;
  CheckedExpression& out_;
};

NodeId copy(const CheckedExpression& from, NodeId id, CheckedExpression& to) {
  std::vector<NodeId> children;
  for (NodeId child : from.ast[id].children) {
    children.push_back(copy(from, child, to));
  }
  to.ast.nodes.push_back(from.ast[id]);
  to.ast.nodes.back().children = std::move(children);
  to.info.push_back(from.info[id]);
  return static_cast<NodeId>(to.ast.nodes.size() - 1);
}

}  // namespace

cel::CheckedExpression extract(const cel::CheckedExpression& expression, cel::NodeId root) {
  CheckedExpression part;
  part.environment = expression.environment;
  part.ast.root = copy(expression, root, part);
  return part;
}

graph::Expression Rewriter::rewrite(const program::Expression& expression) {
  CheckedExpression out = *expression.checked;
  Rewrite(program_, lookups_, expression.source, out).run();
  return {cel::Program(std::move(out)), expression.source};
}

std::optional<graph::Expression> Rewriter::rewrite(const std::optional<program::Expression>& expression) {
  if (!expression) {
    return std::nullopt;
  }
  return rewrite(*expression);
}

graph::Template Rewriter::rewrite(const program::Template& text) {
  graph::Template out;
  for (const program::TemplatePart& part : text) {
    out.push_back({part.text, rewrite(part.expression)});
  }
  return out;
}

std::optional<KeyedConjunct> find_keyed_conjunct(const program::Expression& condition, model::EntityIndex entity,
                                                 const model::Model& model) {
  const CheckedExpression& expression = *condition.checked;
  const auto is_object = [&](NodeId node) { return is_variable(expression, node, slot::object); };
  const auto is_key = [&](NodeId node) { return !any_node(expression, node, is_object); };
  for (NodeId conjunct : conjuncts(expression, expression.ast.root)) {
    if (const auto found = keyed(expression, conjunct, model.entities[entity], is_object, is_key)) {
      auto key = std::make_shared<CheckedExpression>(extract(expression, found->key));
      return KeyedConjunct{found->field, {std::move(key), condition.source}};
    }
  }
  return std::nullopt;
}

std::optional<model::FieldIndex> find_subject_conjunct(const program::Expression& condition,
                                                       model::EntityIndex entity, const model::Model& model) {
  const CheckedExpression& expression = *condition.checked;
  const auto is_object = [&](NodeId node) { return is_variable(expression, node, slot::object); };
  const auto is_subject = [&](NodeId node) { return is_variable(expression, node, slot::subject); };
  for (NodeId conjunct : conjuncts(expression, expression.ast.root)) {
    if (const auto found = keyed(expression, conjunct, model.entities[entity], is_object, is_subject)) {
      return found->field;
    }
  }
  return std::nullopt;
}

}  // namespace exeunt::lower
