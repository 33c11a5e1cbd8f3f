#include <algorithm>
#include <map>

#include "interpreter/engine/reference/run.h"
#include "interpreter/plan/order.h"

namespace exeunt::engine::reference {
namespace {

using Op = ast::Write::Op;

class Assembly {
 public:
  explicit Assembly(const Run& run)
      : run_(run), program_(*run.graph.program), event_(*run.graph.event), names_(run.world.names),
        is_mentioned_(run.account.objects.size()), has_type_(run.world.model.entities.size()) {}

  plan::Plan make() {
    head();
    guards();
    transfers();
    for (graph::NodeIndex node = 0; node < run_.graph.nodes.size(); ++node) {
      for (const ObjectIndex object : run_.extent(run_.graph.nodes[node])) {
        if (const Firing* firing = run_.find(node, object)) {
          add(*firing);
        }
      }
    }
    for (auto& [key, objects] : capabilities_) {
      const auto& [name, change, rule] = key;
      plan_.capabilities.push_back({name, capability_title(name), change, rule, std::move(objects)});
    }
    advice();
    displays();
    take_inventory(run_, plan_);
    find_unaddressed(run_, plan_);
    find_dangling(run_, plan_);
    find_conflicts(run_, plan_);
    verdict();
    howtos();
    wording();
    plan::sort(plan_);
    plan_.summary = plan::summarise(plan_);
    return std::move(plan_);
  }

 private:
  void head() {
    plan_.policy = {program_.pack, program_.title, program_.edition, program_.digest};
    plan_.snapshot = {run_.account.object_count,
                      run_.account.digest,
                      run_.account.absent_is_null,
                      incomplete_types(),
                      run_.account.unmodelled_types,
                      run_.account.unmodelled_fields};
    if (event_.phases.size() > 1 || !event_.phases[0].empty()) {
      plan_.phases = event_.phases;
    }
    plan::Request& request = plan_.request;
    request.event = event_.name;
    request.event_title = event_.title;
    request.subject = names_.object(run_.request.subject);
    request.by = run_.request.by ? names_.object(*run_.request.by) : "";
    request.at = cel::format_timestamp(run_.request.at);
    request.locale = run_.graph.displays.empty() ? "" : run_.request.locale;
    plan::Value::Members arguments;
    for (std::size_t i = 0; i < event_.arguments.size(); ++i) {
      const cel::Value& value = run_.request.arguments[i];
      // Asked again, an argument that is left out has its default, which comes to the same where it is not known. One that
      // is null by itself need not be said.
      const bool is_known = !value.is_unknown() && !value.is_error();
      if (is_known && (!value.is_null() || event_.arguments[i].default_value)) {
        arguments.emplace_back(event_.arguments[i].name, names_.value(value));
      }
    }
    request.arguments = {std::move(arguments)};
    for (const Transfer& transfer : run_.request.transfers) {
      const model::Entity& entity = run_.world.model.entities[transfer.entity];
      for (const model::FieldIndex field : transfer.fields) {
        request.transfers.push_back({transfer.object ? "" : entity.name,
                                     transfer.object ? names_.object(*transfer.object) : "",
                                     entity.fields[field].name, names_.object(transfer.to)});
      }
    }
  }

  std::vector<std::string> incomplete_types() {
    std::vector<std::string> types;
    for (model::EntityIndex entity = 0; entity < run_.account.incomplete.size(); ++entity) {
      if (run_.account.incomplete[entity]) {
        types.push_back(run_.world.model.entities[entity].name);
        type(entity);
      }
    }
    return types;
  }

  void guards() {
    for (std::size_t i = 0; i < run_.guards.size(); ++i) {
      const graph::Guard& guard = run_.graph.guards[i];
      const GuardResult& result = run_.guards[i];
      plan::Guard out;
      out.name = guard.name;
      out.holds = result.answer.truth == Truth::yes  ? plan::Outcome3::yes
                  : result.answer.truth == Truth::no ? plan::Outcome3::no
                                                     : plan::Outcome3::unknown;
      out.message = result.message;
      out.unblock = result.unblock;
      out.howto = guard.howto;
      out.missing = names_.missing(result.answer.doubt.attributes);
      out.error = result.answer.doubt.error;
      out.cites = guard.cites;
      plan_.guards.push_back(std::move(out));
    }
  }

  void transfers() {
    std::map<ObjectIndex, plan::Change> changes;
    for (const Transferred& transfer : run_.transfers) {
      const model::Entity& entity = run_.world.model.entities[run_.account.objects[transfer.object].entity];
      plan::Change& change = changes[transfer.object];
      change.object = names_.object(transfer.object);
      mention(transfer.object);
      change.rule = plan::request_rule;
      change.outcome = "transfer";
      change.writes.push_back({plan::Op::set, entity.fields[transfer.field].name, names_.value(transfer.from),
                               names_.value(transfer.to), false});
      const cel::Value to = transfer.to.kind() == cel::ValueKind::list ? transfer.to.list_value().back() : transfer.to;
      change.text = "passes to " + names_.text(to) + ", as requested";
      mention(transfer.to);
    }
    for (auto& [object, change] : changes) {
      plan_.changes.push_back(std::move(change));
    }
    if (!changes.empty()) {
      plan::Rule& rule = plan_.rules[std::string(plan::request_rule)];
      rule.title = "Transferred by the operator before the event";
      rule.outcomes = {{"transfer", "transferred", true}};
    }
  }

  /// Enters the rule into the plan's list of rules, once.
  const std::string& rule(program::RuleIndex index) {
    const program::RuleInfo& info = program_.rules[index];
    const auto [entry, is_new] = plan_.rules.try_emplace(info.name);
    if (is_new) {
      entry->second.title = info.title;
      entry->second.note = info.note;
      entry->second.kind = kind_of(info.kind);
      entry->second.cites = info.cites;
      for (const graph::Node& node : run_.graph.nodes) {
        if (node.rule != index) {
          continue;
        }
        for (const graph::Outcome& outcome : node.outcomes) {
          entry->second.outcomes.push_back({outcome.name, outcome.class_name, outcome.reversible});
        }
      }
    }
    return info.name;
  }

  void add(const Firing& firing) {
    if (firing.fires == Truth::no) {
      return;  // overridden
    }
    const graph::Node& node = run_.graph.nodes[firing.node];
    if (firing.fires == Truth::unknown) {
      undecided(firing.object, node.rule, firing.doubt);
      return;
    }
    for (const Performed& performed : firing.outcomes) {
      add(firing, node, performed);
    }
  }

  void add(const Firing& firing, const graph::Node& node, const Performed& performed) {
    plan::Change change;
    change.object = names_.object(firing.object);
    mention(firing.object);
    change.rule = rule(node.rule);
    change.outcome = performed.outcome->name;
    change.text = performed.text;
    change.phase = event_.phases[node.phase];
    if (firing.due > run_.request.at) {
      change.due = cel::format_timestamp(firing.due);
      change.unless = node.unless_text;
    }
    plan::Value::Members arguments;
    for (const auto& [parameter, value] : performed.arguments) {
      arguments.emplace_back(parameter, names_.value(value));
      mention(value);
    }
    change.arguments = {std::move(arguments)};
    for (const PerformedWrite& write : performed.writes) {
      add(firing, node, performed, write, change);
    }
    plan_.changes.push_back(std::move(change));
  }

  void add(const Firing& firing, const graph::Node& node, const Performed& performed, const PerformedWrite& write,
           plan::Change& change) {
    const model::Entity& entity = run_.world.model.entities[node.entity];
    plan::Write out;
    switch (write.write->op) {
      case Op::grant:
      case Op::revoke: {
        const auto what = write.write->op == Op::grant ? plan::CapabilityChange::gained : plan::CapabilityChange::lost;
        capabilities_[{write.write->capability, what, rule(node.rule)}].push_back(names_.object(firing.object));
        return;
      }
      case Op::erase:
        out.op = plan::Op::erase;
        change.writes.push_back(std::move(out));
        return;
      case Op::create: {
        out.op = plan::Op::create;
        const model::Entity& created = run_.world.model.entities[write.write->entity];
        // The same request makes the same id, and no vendor's id looks like it.
        const std::string id = created.name + ":new/" + change.rule + "/" + performed.outcome->name + "/" + change.object;
        plan::Value::Members members{{"type", {created.name}}, {"id", {id.substr(created.name.size() + 1)}}};
        for (const auto& [field, value] : write.fields) {
          members.emplace_back(created.fields[field].name, names_.value(value));
          mention(value);
        }
        out.to = {std::move(members)};
        change.writes.push_back(std::move(out));
        return;
      }
      case Op::set:
      case Op::clear:
      case Op::add:
      case Op::remove:
        break;
    }
    out.op = write.write->op == Op::set     ? plan::Op::set
             : write.write->op == Op::clear ? plan::Op::clear
             : write.write->op == Op::add   ? plan::Op::add
                                            : plan::Op::remove;
    // What is scheduled finds the field as everything that comes due before has left it.
    const cel::Value from = firing.due > run_.request.at
                                ? run_.state.planned(firing.object, write.write->field, firing.due)
                                : write.from;
    if (changes_nothing(write, from)) {
      return;
    }
    out.field = entity.fields[write.write->field].name;
    out.from_unknown = from.is_unknown() || from.is_error();
    out.from = names_.value(from);
    out.to = names_.value(write.value);
    mention(from);
    mention(write.value);
    change.writes.push_back(std::move(out));
  }

  static bool changes_nothing(const PerformedWrite& write, const cel::Value& from) {
    if (from.is_unknown() || from.is_error()) {
      return false;
    }
    cel::Value after = write.value;
    if (from.kind() == cel::ValueKind::list && write.write->op == Op::add) {
      after = with_element(from, write.value);
    } else if (from.kind() == cel::ValueKind::list && write.write->op == Op::remove) {
      after = without_element(from, write.value);
    }
    return cel::Value::compare(from, after) == 0;
  }

  void undecided(ObjectIndex object, program::RuleIndex index, const Doubt& doubt) {
    mention(object);
    // A field that is missing can be supplied; only where nothing is missing does the failure itself matter.
    plan_.undecided.push_back({names_.object(object), rule(index), names_.missing(doubt.attributes),
                               doubt.attributes.empty() ? doubt.error : ""});
  }

  void advice() {
    for (const AdviceResult& result : run_.advice) {
      for (const auto& [object, doubt] : result.undecided) {
        undecided(object, result.rule, doubt);
        plan_.rules[program_.rules[result.rule].name].title = result.text;
      }
      if (result.objects.empty()) {
        continue;
      }
      plan::Advice out{rule(result.rule), result.text, {}};
      plan_.rules[out.rule].title = result.text;
      for (const ObjectIndex object : result.objects) {
        out.objects.push_back(names_.object(object));
        mention(object);
      }
      plan_.advice.push_back(std::move(out));
    }
  }

  void displays() {
    for (const Shown& shown : run_.shown) {
      const graph::Display& display = *shown.display;
      if (!shown.doubt.empty()) {
        undecided(shown.object, display.rule, shown.doubt);
        continue;
      }
      mention(shown.object);
      const model::Entity& entity = run_.world.model.entities[display.entity];
      plan_.displays.push_back({names_.object(shown.object), display.field ? entity.fields[*display.field].name : "",
                                shown.text, rule(display.rule)});
    }
  }

  void verdict() {
    const bool blocked = std::any_of(plan_.guards.begin(), plan_.guards.end(),
                                     [](const plan::Guard& guard) { return guard.holds != plan::Outcome3::yes; });
    plan_.verdict = blocked                     ? plan::Verdict::blocked
                    : !plan_.conflicts.empty() ? plan::Verdict::conflicted
                                               : plan::Verdict::ready;
  }

  void howtos() {
    for (const program::HowTo& howto : program_.howtos) {
      const bool named = std::any_of(plan_.guards.begin(), plan_.guards.end(), [&](const plan::Guard& guard) {
        return guard.holds != plan::Outcome3::yes && guard.howto == howto.name;
      });
      const bool about = std::find(howto.events.begin(), howto.events.end(), event_.name) != howto.events.end();
      if (!named && !(run_.request.howtos && about)) {
        continue;
      }
      plan::HowTo out{howto.name, howto.title, {}, howto.cites};
      for (const program::Step& step : howto.steps) {
        out.steps.push_back({step.text, step.cites});
      }
      plan_.howtos.push_back(std::move(out));
    }
  }

  std::string capability_title(const std::string& name) const {
    for (const program::Capability& capability : program_.capabilities) {
      if (capability.name == name) {
        return capability.title;
      }
    }
    return {};
  }

  void mention(const cel::Value& value) {
    if (value.kind() == cel::ValueKind::object) {
      mention(static_cast<ObjectIndex>(value.object_value().id));
    } else if (value.kind() == cel::ValueKind::list) {
      for (const cel::Value& element : value.list_value()) {
        mention(element);
      }
    }
  }
  void mention(ObjectIndex object) { is_mentioned_[object] = true; }
  void mention(const std::string& name) {
    const std::size_t colon = name.find(':');
    const auto entity = run_.world.model.find_entity(std::string_view(name).substr(0, colon));
    if (colon == std::string::npos || !entity) {
      return;
    }
    type(*entity);
    if (const auto object = run_.account.find(*entity, std::string_view(name).substr(colon + 1))) {
      mention(*object);
    }
  }

  /// Labels of all objects mentioned, and titles of their types: so that a plan document alone can be shown.
  void wording() {
    mention(run_.request.subject);
    if (run_.request.by) {
      mention(*run_.request.by);
    }
    const auto mention_all = [&](const auto& list) {
      for (const auto& each : list) {
        mention(each.object);
      }
    };
    mention_all(plan_.unaddressed);
    mention_all(plan_.dangling);
    mention_all(plan_.conflicts);
    for (const plan::Dangling& each : plan_.dangling) {
      mention(each.to);
    }
    for (const plan::Transfer& each : plan_.request.transfers) {
      mention(each.to);
    }
    for (const plan::InventoryEntry& each : plan_.inventory) {
      type(*run_.world.model.find_entity(each.type));
    }
    for (ObjectIndex object = 0; object < is_mentioned_.size(); ++object) {
      if (!is_mentioned_[object]) {
        continue;
      }
      type(run_.account.objects[object].entity);
      if (auto label = names_.label(object)) {
        plan_.labels.emplace(names_.object(object), std::move(*label));
      }
    }
  }

  void type(model::EntityIndex index) {
    if (!has_type_[index]) {
      has_type_[index] = true;
      const model::Entity& entity = run_.world.model.entities[index];
      plan_.types[entity.name] = {entity.title, entity.plural};
    }
  }

  const Run& run_;
  const program::Program& program_;
  const program::Event& event_;
  const Names& names_;
  plan::Plan plan_;
  std::map<std::tuple<std::string, plan::CapabilityChange, std::string>, std::vector<std::string>> capabilities_;
  std::vector<bool> is_mentioned_;  ///< by object
  std::vector<bool> has_type_;  ///< by entity: the plan has its titles
};

}  // namespace

plan::Plan assemble(const Run& run) { return Assembly(run).make(); }

}  // namespace exeunt::engine::reference
