#include "interpreter/engine/columnar/interest.h"

#include <algorithm>
#include <span>

#include "interpreter/program/program.h"

namespace exeunt::engine::columnar {
namespace {

namespace slot = program::slot;
using cel::NodeId;
using cel::NodeKind;
using model::EntityIndex;
using model::FieldIndex;

bool refers(const model::FieldType& type) { return type.is_reference() || type.is_reference_list(); }

const std::vector<EntityIndex>& targets(const model::FieldType& type) {
  return type.is_reference() ? type.targets : type.element[0].targets;
}

bool contains(const std::vector<EntityIndex>& entities, EntityIndex entity) {
  return std::binary_search(entities.begin(), entities.end(), entity);
}

template <class Field>
void sort_unique(std::vector<Field>& fields) {
  std::sort(fields.begin(), fields.end());
  fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
}

class Analysis {
 public:
  Analysis(const graph::Graph& graph, bool has_transfers)
      : graph_(graph), has_transfers_(has_transfers), model_(*graph.program->model), interest_{std::vector<EntityInterest>(model_.entities.size())} {}

  Interest run(const std::set<EntityIndex>& residents) {
    for (const EntityIndex entity : residents) {
      of(entity).resident = true;
    }
    of(graph_.event->subject).resident = true;
    if (model_.account) {
      of(*model_.account).resident = true;
    }
    for (EntityIndex entity = 0; entity < model_.entities.size(); ++entity) {
      for (FieldIndex field = 0; field < model_.entities[entity].fields.size(); ++field) {
        if (refers(model_.entities[entity].fields[field].type)) {
          of(entity).references.push_back(field);
          if (has_transfers_) {
            follow(entity, field);  // a plan says to whom it was before
          }
        }
      }
    }
    erasures();
    lookups();
    for (const program::Argument& argument : graph_.event->arguments) {
      if (argument.default_value) {
        const cel::CheckedExpression& value = *argument.default_value->checked;
        walk(value, value.ast.root, {});
      }
    }
    for (const graph::Guard& guard : graph_.guards) {
      observe(guard.require, {});
      observe(guard.otherwise, {});
      observe(guard.unblock, {});
    }
    for (const graph::Node& node : graph_.nodes) {
      rule(node);
    }
    for (const graph::Advice& advice : graph_.advice) {
      Consumer consumer;
      Reader reader{advice.entity, &consumer};
      condition(advice.where, reader);
      observe(advice.text, {});
      keep(reader);
    }
    for (const graph::Display& display : graph_.displays) {
      Consumer consumer;
      Reader reader{display.entity, &consumer};
      condition(display.where, reader);
      for (const auto& [locale, text] : display.texts) {
        observe(text, reader);
      }
      keep(reader);
    }
    for (EntityIndex entity = 0; entity < model_.entities.size(); ++entity) {
      settle(entity);
    }
    spread_residence();
    for (EntityInterest& entity : interest_.entities) {
      for (Consumer& consumer : entity.consumers) {
        consumer.disturbs = consumer.erases;
        for (const FieldIndex field : consumer.written) {
          consumer.disturbs = consumer.disturbs || std::binary_search(entity.awaited.begin(), entity.awaited.end(), field);
        }
      }
    }
    return std::move(interest_);
  }

 private:
  /// Whose object is at hand, and who reads it; a look-up's candidate is read by nobody in particular.
  struct Reader {
    EntityIndex entity = 0;
    Consumer* consumer = nullptr;
    std::vector<uint32_t> slots{slot::object};  ///< variables that it stands in
  };

  EntityInterest& of(EntityIndex entity) { return interest_.entities[entity]; }

  void keep(const Reader& reader) { of(reader.entity).consumers.push_back(std::move(*reader.consumer)); }

  // Whose reference to it then leads nowhere is part of the plan.
  void erasures() {
    std::vector<bool> erasable(model_.entities.size());
    for (const graph::Node& node : graph_.nodes) {
      if (node.erases) {
        erasable[node.entity] = true;
      }
    }
    for (EntityIndex entity = 0; entity < model_.entities.size(); ++entity) {
      for (const FieldIndex field : of(entity).references) {
        for (const EntityIndex target : targets(model_.entities[entity].fields[field].type)) {
          if (erasable[target] && (of(entity).dangling.empty() || of(entity).dangling.back() != field)) {
            of(entity).dangling.push_back(field);
          }
          if (erasable[target]) {
            of(target).wanted = true;
          }
        }
      }
    }
  }

  void lookups() {
    for (const graph::Lookup& lookup : graph_.lookups) {
      const Reader candidate{lookup.entity, nullptr};
      if (lookup.value) {
        observe(*lookup.value, {});
      }
      if (lookup.kind != graph::Lookup::Kind::expression) {
        if (lookup.probe) {
          const cel::CheckedExpression& key = lookup.probe_key->program.expression();
          probe(lookup.probe->entity, lookup.probe->field, is_subject(key, key.ast.root));
        } else {
          of(lookup.entity).resident = true;
        }
      }
      if (lookup.probe_key) {
        observe(*lookup.probe_key, {});
      }
      if (lookup.where) {
        observe(*lookup.where, candidate);
      }
      for (const auto& [key, descending] : lookup.keys) {
        observe(key, candidate);
      }
    }
  }

  void rule(const graph::Node& node) {
    Consumer consumer;
    consumer.phase = node.phase;
    Reader reader{node.entity, &consumer};
    condition(node.where, reader);
    for (const graph::Outcome& outcome : node.outcomes) {
      observe(outcome.wording, reader);
      for (const graph::Binding& binding : outcome.bindings) {
        observe(binding.value, reader);
      }
      for (const graph::Write& write : outcome.writes) {
        observe(write.value, reader);
        for (const auto& [field, value] : write.fields) {
          observe(value, reader);
        }
        // The id of what is created is made of the object's.
        consumer.identity = consumer.identity || write.op == ast::Write::Op::create;
      }
    }
    for (const graph::FieldRef& written : node.writes) {
      read(reader, written.field);  // a plan says what was there before
      consumer.written.push_back(written.field);
    }
    consumer.erases = node.erases;
    if (node.after && node.after->expression) {
      observe(*node.after->expression, reader);
    }
    observe(node.due, reader);
    observe(node.unless, reader);
    // An erased object is one of which others may be left with a reference.
    consumer.identity = consumer.identity || (node.erases && of(node.entity).wanted);
    if (!node.subject_only) {
      keep(reader);
    }
  }

  void condition(const std::optional<graph::Expression>& where, const Reader& reader) {
    if (!where) {
      return;
    }
    const cel::CheckedExpression& expression = where->program.expression();
    entered_.clear();
    reader.consumer->where = Condition(expression, model_, reader.entity, of(reader.entity).atoms,
                                       [&](NodeId open) { walk(expression, open, reader); });
  }

  void observe(const std::optional<graph::Expression>& expression, const Reader& reader) {
    if (expression) {
      observe(*expression, reader);
    }
  }
  void observe(const graph::Expression& expression, const Reader& reader) {
    const cel::CheckedExpression& checked = expression.program.expression();
    entered_.clear();
    walk(checked, checked.ast.root, reader);
  }
  void observe(const graph::Template& text, const Reader& reader) {
    for (const graph::TemplatePart& part : text) {
      observe(part.expression, reader);
    }
  }

  /// A field of the object at hand, as a whole.
  void read(const Reader& reader, FieldIndex field) {
    if (reader.consumer != nullptr) {
      reader.consumer->values.push_back(field);
    }
    follow(reader.entity, field);
  }

  // Whatever has the value of a reference may ask about the object that it refers to, if only for its name.
  void follow(EntityIndex entity, FieldIndex field) {
    const model::FieldType& type = model_.entities[entity].fields[field].type;
    if (refers(type)) {
      of(entity).follow.push_back(field);
      for (const EntityIndex target : targets(type)) {
        of(target).wanted = true;
      }
    }
  }

  static bool is_subject(const cel::CheckedExpression& expression, NodeId id) {
    return expression.ast[id].kind == NodeKind::ident && expression.info[id].slot == static_cast<int32_t>(slot::subject);
  }

  void probe(EntityIndex entity, FieldIndex field, bool for_subject) {
    if (refers(model_.entities[entity].fields[field].type)) {
      (for_subject ? of(entity).probed_by_subject : of(entity).probed).push_back(field);
    } else {
      of(entity).resident = true;
    }
  }

  /// The object at hand itself.
  static bool is_own(const cel::CheckedExpression& expression, NodeId id, const Reader& reader) {
    const auto is_its = [&](uint32_t number) { return expression.info[id].slot == static_cast<int32_t>(number); };
    return expression.ast[id].kind == NodeKind::ident && std::any_of(reader.slots.begin(), reader.slots.end(), is_its);
  }

  void select(const cel::CheckedExpression& expression, NodeId operand, const std::string& name, const Reader& reader) {
    if (is_own(expression, operand, reader)) {
      if (name == "id") {
        if (reader.consumer != nullptr) {
          reader.consumer->identity = true;
        }
      } else if (const auto field = model_.entities[reader.entity].find_field(name)) {
        read(reader, *field);
      }
      return;
    }
    for (const EntityIndex entity : model::entities_of(expression.info[operand].type, model_)) {
      if (const auto field = model_.entities[entity].find_field(name)) {
        follow(entity, *field);
        see(entity, reader);
      }
    }
    walk(expression, operand, reader);
  }

  /// Fields of other objects are read. What is not known of several is told in their order, which depends on the reader's name
  /// where they are of its type.
  static void see(EntityIndex entity, const Reader& reader) {
    if (reader.consumer != nullptr && entity == reader.entity) {
      reader.consumer->identity = true;
    }
  }

  /// A look-up, if the slot is one's.
  void ask(int32_t number, const Reader& reader) const {
    if (number < static_cast<int32_t>(slot::let)) {
      return;
    }
    const graph::Reads& reads = graph_.lookups[static_cast<std::size_t>(number) - slot::let].reads;
    for (const auto* const fields : {&reads.fields, &reads.planned}) {
      for (const graph::FieldRef& field : *fields) {
        see(field.entity, reader);
      }
    }
  }

  // What a phase or a transfer makes refer to an object was not found by it: objects are looked at one by one to which a
  // reference leads that is read.
  void seek(const graph::FieldRef& by, const Reader& reader) {
    if (reader.consumer != nullptr) {
      reader.consumer->seeks = true;
      of(reader.entity).sought_by.push_back(by);
    }
  }

  /// A function of the object at hand asks of it what its expression asks of its parameter. False: it is no such function.
  bool enter(const cel::CheckedExpression& expression, NodeId id, const Reader& reader) {
    const cel::Node& node = expression.ast[id];
    const int32_t number = expression.info[id].index;
    if (number < static_cast<int32_t>(slot::let) || reader.consumer == nullptr) {
      return false;
    }
    const graph::Lookup& lookup = graph_.lookups[static_cast<std::size_t>(number) - slot::let];
    Reader inside{reader.entity, reader.consumer, {}};
    for (uint32_t i = 0; i < node.children.size(); ++i) {
      if (is_own(expression, node.children[i], reader)) {
        inside.slots.push_back(slot::parameter + i);
      }
    }
    if (inside.slots.empty() || lookup.kind != graph::Lookup::Kind::expression) {
      return false;
    }
    for (const NodeId child : node.children) {
      if (!is_own(expression, child, reader)) {
        walk(expression, child, reader);
      }
    }
    if (entered_.emplace(number, inside.slots).second) {
      const cel::CheckedExpression& value = lookup.value->program.expression();
      walk(value, value.ast.root, inside);
    }
    return true;
  }

  /// `x.field == object`, `object in x.field`: the same for all objects to which none refers through the field. False: it is no
  /// such comparison.
  bool compare(const cel::CheckedExpression& expression, const cel::Node& node, const Reader& reader) {
    if (node.children.size() != 2 || (node.name != "_==_" && node.name != "_!=_" && node.name != "@in")) {
      return false;
    }
    const bool is_first = is_own(expression, node.children[0], reader);
    const NodeId other = node.children[is_first ? 1 : 0];
    const cel::Node& read = expression.ast[other];
    const bool is_field = read.kind == NodeKind::select && !read.test_only && !read.optional && expression.info[other].slot < 0;
    if (!is_field || is_first == is_own(expression, node.children[1], reader)) {
      return false;
    }
    const std::vector<EntityIndex> entities = model::entities_of(expression.info[read.children[0]].type, model_);
    const auto field = entities.size() == 1 ? model_.entities[entities[0]].find_field(read.name) : std::nullopt;
    if (!field || !refers(model_.entities[entities[0]].fields[*field].type)) {
      return false;
    }
    walk(expression, other, reader);
    seek({entities[0], *field}, reader);
    return true;
  }

  void walk(const cel::CheckedExpression& expression, NodeId id, const Reader& reader) {
    const cel::Node& node = expression.ast[id];
    const cel::NodeInfo& info = expression.info[id];
    if (node.kind == NodeKind::ident) {
      if (is_own(expression, id, reader) && reader.consumer != nullptr) {
        reader.consumer->identity = true;
      }
      ask(info.slot, reader);
      return;
    }
    if (node.kind == NodeKind::call) {
      if (enter(expression, id, reader) || compare(expression, node, reader)) {
        return;
      }
      ask(info.index, reader);
    }
    if (node.kind == NodeKind::select) {
      if (info.slot >= 0) {
        return;  // a dotted name, not a field
      }
      const cel::NodeInfo& operand = expression.info[node.children[0]];
      if (operand.slot == static_cast<int32_t>(slot::all)) {
        if (const auto entity = model_.find_entity(node.name)) {
          of(*entity).resident = true;
        }
        return;
      }
      select(expression, node.children[0], node.name, reader);
      return;
    }
    if (node.kind == NodeKind::call && info.index == static_cast<int32_t>(slot::planned_field)) {
      select(expression, node.children[0], std::string(expression.ast[node.children[1]].value.string_value()), reader);
      return;
    }
    if (node.kind == NodeKind::call && info.index == static_cast<int32_t>(slot::probe)) {
      const auto entity = static_cast<EntityIndex>(expression.ast[node.children[0]].value.int64_value());
      const auto field = static_cast<FieldIndex>(expression.ast[node.children[1]].value.int64_value());
      probe(entity, field, is_subject(expression, node.children[2]));
      if (is_own(expression, node.children[2], reader)) {
        seek({entity, field}, reader);
      } else {
        walk(expression, node.children[2], reader);
      }
      return;
    }
    for (const NodeId child : node.children) {
      walk(expression, child, reader);
    }
  }

  void settle(EntityIndex entity) {
    EntityInterest& each = of(entity);
    for (Consumer& consumer : each.consumers) {
      sort_unique(consumer.values);
      // Where an object is told beside others of its type, their order depends on its name.
      for (const FieldIndex field : consumer.values) {
        const model::FieldType& type = model_.entities[entity].fields[field].type;
        consumer.identity = consumer.identity || (refers(type) && contains(targets(type), entity));
      }
    }
    sort_unique(each.sought_by);
    sort_unique(each.follow);
    sort_unique(each.probed);
    sort_unique(each.probed_by_subject);
    std::vector<Ternary> nobody;
    for (const Atom& atom : each.atoms) {
      nobody.push_back(asks_for_subject(atom.test) ? Ternary::no : Ternary::unknown);
      if (asks_for_subject(atom.test)) {
        each.anchors.push_back(atom.field);
      }
    }
    sort_unique(each.anchors);
    follow_phases(each);
    each.driven = std::all_of(each.consumers.begin(), each.consumers.end(), [&](Consumer& consumer) {
      return consumer.where.evaluate(nobody) == Ternary::no || waits(entity, consumer, nobody);
    });
    if (!each.driven) {
      each.waits_for.clear();
    }
    sort_unique(each.waits_for);
  }

  /// A phase reads what the one before has left: a condition may ask about what was written, and so may a look-up.
  void follow_phases(EntityInterest& entity) {
    const auto meets = [](const std::vector<FieldIndex>& written, const std::vector<FieldIndex>& sorted) {
      return std::any_of(written.begin(), written.end(), [&](FieldIndex field) {
        return std::binary_search(sorted.begin(), sorted.end(), field);
      });
    };
    for (Consumer& consumer : entity.consumers) {
      for (const uint32_t atom : consumer.where.atoms()) {
        consumer.asked.push_back(entity.atoms[atom].field);
      }
      sort_unique(consumer.asked);
      for (uint32_t i = 0; i < entity.consumers.size(); ++i) {
        const Consumer& earlier = entity.consumers[i];
        if (earlier.phase < consumer.phase && meets(earlier.written, consumer.asked)) {
          consumer.after.push_back(i);
        }
      }
      consumer.identity = consumer.identity || (graph_.event->phases.size() > 1 && (meets(consumer.written, entity.probed) ||
                                                meets(consumer.written, entity.probed_by_subject)));
    }
  }

  /// Whether an object to which nothing else happens waits for another one.
  bool waits(EntityIndex entity, Consumer& consumer, std::span<const Ternary> nobody) {
    const auto fields = consumer.where.waits_for(nobody);
    for (const Followed& each : fields.value_or(std::vector<Followed>())) {
      consumer.waits_for.push_back(each.reference);
      of(entity).waits_for.push_back(each.reference);
      std::vector<FieldIndex>& awaited = of(targets(model_.entities[entity].fields[each.reference].type)[0]).awaited;
      awaited.push_back(each.field);
      sort_unique(awaited);
    }
    return fields.has_value();
  }

  // A look-up may ask for any of the objects that are there one by one: too many to tell apart what it finds.
  void spread_residence() {
    for (bool has_changed = true; has_changed;) {
      has_changed = false;
      for (EntityIndex entity = 0; entity < model_.entities.size(); ++entity) {
        EntityInterest& each = of(entity);
        for (const FieldIndex field : each.probed) {
          for (const EntityIndex target : targets(model_.entities[entity].fields[field].type)) {
            has_changed = has_changed || (of(target).resident && !each.resident);
            each.resident = each.resident || of(target).resident;
          }
        }
      }
    }
  }

  const graph::Graph& graph_;
  bool has_transfers_;
  const model::Model& model_;
  Interest interest_;
  std::set<std::pair<int32_t, std::vector<uint32_t>>> entered_;  ///< of the expression at hand: functions, and who they are of
};

}  // namespace

bool can_refer_to(const model::FieldType& type, EntityIndex entity) { return contains(targets(type), entity); }

Interest interest_of(const graph::Graph& graph, bool has_transfers, const std::set<EntityIndex>& residents) {
  return Analysis(graph, has_transfers).run(residents);
}

}  // namespace exeunt::engine::columnar
