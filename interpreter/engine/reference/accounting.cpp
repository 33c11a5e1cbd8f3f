#include <algorithm>
#include <set>

#include "interpreter/engine/reference/run.h"

namespace exeunt::engine::reference {

std::vector<model::FieldIndex> reference_fields(const model::Entity& entity, bool with_derived) {
  std::vector<model::FieldIndex> fields;
  for (model::FieldIndex field = 0; field < entity.fields.size(); ++field) {
    const model::Field& each = entity.fields[field];
    if ((each.type.is_reference() || each.type.is_reference_list()) && (with_derived || !each.derived)) {
      fields.push_back(field);
    }
  }
  return fields;
}

bool refers_to(const cel::Value& value, ObjectIndex object) {
  const auto is_it = [&](const cel::Value& each) {
    return each.kind() == cel::ValueKind::object && each.object_value().id == object;
  };
  if (value.kind() == cel::ValueKind::list) {
    return std::any_of(value.list_value().begin(), value.list_value().end(), is_it);
  }
  return is_it(value);
}

namespace {

bool refers_to(const snapshot::Object& object, model::FieldIndex field, ObjectIndex to) {
  return object.fields[field] && reference::refers_to(*object.fields[field], to);
}

}  // namespace

// What vendors show before the event: counted on the account as it is, before the operator's own transfers.
void take_inventory(const Run& run, plan::Plan& plan) {
  plan.inventory_title = run.graph.event->inventory_title;
  plan.inventory_cites = run.graph.event->inventory_cites;
  const model::Model& model = run.world.model;
  for (model::EntityIndex index = 0; index < model.entities.size(); ++index) {
    const model::Entity& entity = model.entities[index];
    uint64_t count = 0;
    const auto [first, last] = run.account.ranges[index];
    for (ObjectIndex object = first; object < last; ++object) {
      for (model::FieldIndex field : reference_fields(entity, true)) {
        if (entity.fields[field].role == model::Role::ownership &&
            refers_to(run.account.objects[object], field, run.request.subject)) {
          count += run.account.objects[object].weight;
          break;
        }
      }
    }
    if (count > 0) {
      plan.inventory.push_back({entity.name, count});
    }
  }
}

// Every object that refers to the leaver, derived references aside, has to be covered by a rule that fires or that could
// not be decided, or by the operator's own transfer.
void find_unaddressed(const Run& run, plan::Plan& plan) {
  std::set<ObjectIndex> covered;
  for (const auto& by_object : run.firings) {
    for (const auto& [object, firing] : by_object) {
      if (firing.fires != Truth::no) {
        covered.insert(object);
      }
    }
  }
  for (const Transferred& transfer : run.transfers) {
    covered.insert(transfer.object);
  }
  for (ObjectIndex object = 0; object < run.account.present_count; ++object) {
    if (covered.contains(object)) {
      continue;
    }
    const snapshot::Object& found = run.account.objects[object];
    const model::Entity& entity = run.world.model.entities[found.entity];
    plan::Unaddressed unaddressed{run.world.names.object(object), {}};
    for (model::FieldIndex field : reference_fields(entity, false)) {
      if (refers_to(found, field, run.request.subject)) {
        unaddressed.fields.push_back(entity.fields[field].name);
      }
    }
    if (!unaddressed.fields.empty()) {
      plan.unaddressed.push_back(std::move(unaddressed));
    }
  }
}

void find_dangling(const Run& run, plan::Plan& plan) {
  std::set<ObjectIndex> erased;
  for (const Effect& effect : run.state.effects()) {
    if (effect.op == ast::Write::Op::erase) {
      erased.insert(effect.object);
    }
  }
  if (erased.empty()) {
    return;
  }
  for (ObjectIndex object = 0; object < run.account.present_count; ++object) {
    if (erased.contains(object)) {
      continue;
    }
    const model::Entity& entity = run.world.model.entities[run.account.objects[object].entity];
    for (model::FieldIndex field : reference_fields(entity, true)) {
      const cel::Value value = run.state.planned(object, field);
      const auto note = [&](const cel::Value& to) {
        if (to.kind() == cel::ValueKind::object && erased.contains(static_cast<ObjectIndex>(to.object_value().id))) {
          plan.dangling.push_back({run.world.names.object(object), entity.fields[field].name,
                                   run.world.names.object(static_cast<ObjectIndex>(to.object_value().id))});
        }
      };
      if (value.kind() == cel::ValueKind::list) {
        std::for_each(value.list_value().begin(), value.list_value().end(), note);
      } else {
        note(value);
      }
    }
  }
}

}  // namespace exeunt::engine::reference
