#include "interpreter/snapshot/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace exeunt::snapshot {

namespace {

bool holds_references(const model::FieldType& type) {
  return type.is_reference() || (type.kind == model::FieldKind::list && holds_references(type.element[0]));
}

/// Replaces slots by object indices in the values of one object, and notes what points to nothing.
class Resolution {
 public:
  Resolution(const std::vector<ObjectIndex>& index_of_slot, Assembled& result, std::size_t max_dangling)
      : index_of_slot_(index_of_slot), result_(result), max_dangling_(max_dangling) {}

  void begin(ObjectIndex object, uint32_t line) {
    object_ = object;
    line_ = line;
  }

  cel::Value resolve(const cel::Value& value, const std::string& path) {
    if (value.kind() == cel::ValueKind::object) {
      const ObjectIndex index = index_of_slot_[value.object_value().id];
      if (index >= result_.account.present_count) {
        ++result_.account.dangling_references;
        if (result_.dangling.size() < max_dangling_) {
          result_.dangling.push_back({object_, path, index, line_});
        }
      }
      return cel::Value::object({index});
    }
    if (value.kind() != cel::ValueKind::list) {
      return value;
    }
    std::vector<cel::Value> items;
    items.reserve(value.list_value().size());
    for (const cel::Value& item : value.list_value()) {
      items.push_back(resolve(item, path.empty() ? path : fmt::format("{}[{}]", path, items.size())));
    }
    return cel::Value::list(std::move(items));
  }

  /// Paths are only needed for what will be named.
  bool wants_paths() const { return result_.dangling.size() < max_dangling_; }

 private:
  const std::vector<ObjectIndex>& index_of_slot_;
  Assembled& result_;
  std::size_t max_dangling_;
  ObjectIndex object_ = 0;
  uint32_t line_ = 0;
};

std::vector<std::string> take_ids(Store& store) {
  std::vector<std::string> ids(store.slots.size());
  for (auto& slots_by_id : store.slots_by_id) {
    while (!slots_by_id.empty()) {
      auto node = slots_by_id.extract(slots_by_id.begin());
      ids[node.mapped()] = std::move(node.key());
    }
  }
  return ids;
}

/// Slots in canonical order, those of present objects first.
std::vector<SlotIndex> order(const Store& store, const std::vector<std::string>& ids) {
  std::vector<SlotIndex> result(store.slots.size());
  std::iota(result.begin(), result.end(), SlotIndex{0});
  std::sort(result.begin(), result.end(), [&](SlotIndex a, SlotIndex b) {
    const Slot& slot_a = store.slots[a];
    const Slot& slot_b = store.slots[b];
    const bool a_is_absent = slot_a.object == Slot::none;
    const bool b_is_absent = slot_b.object == Slot::none;
    if (a_is_absent != b_is_absent) {
      return b_is_absent;
    }
    if (slot_a.entity != slot_b.entity) {
      return slot_a.entity < slot_b.entity;
    }
    return model::compare_ids(ids[a], ids[b]) < 0;
  });
  return result;
}

void fill_ranges(Account& account, std::size_t entity_count) {
  account.ranges.assign(entity_count, {0, 0});
  ObjectIndex at = 0;
  for (model::EntityIndex entity = 0; entity < entity_count; ++entity) {
    const ObjectIndex first = at;
    while (at < account.present_count && account.objects[at].entity == entity) {
      ++at;
    }
    account.ranges[entity] = {first, at};
  }
}

}  // namespace

SlotIndex Store::slot(model::EntityIndex entity, std::string_view id) {
  auto& known = slots_by_id[entity];
  if (const auto found = known.find(id); found != known.end()) {
    return found->second;
  }
  const auto index = static_cast<SlotIndex>(slots.size());
  Slot slot;
  slot.entity = entity;
  slots.push_back(slot);
  known.emplace(id, index);
  return index;
}

Assembled assemble(Store store, const model::Model& model, std::size_t max_dangling) {
  std::vector<std::string> ids = take_ids(store);
  const std::vector<SlotIndex> sorted = order(store, ids);
  std::vector<ObjectIndex> index_of_slot(store.slots.size());
  Assembled result;
  Account& account = result.account;
  account.present_count = static_cast<uint32_t>(store.objects.size());
  account.object_count = account.present_count;
  account.objects.resize(sorted.size());
  std::vector<uint32_t> lines(account.present_count);
  for (ObjectIndex index = 0; index < sorted.size(); ++index) {
    const Slot& slot = store.slots[sorted[index]];
    Object& object = account.objects[index];
    index_of_slot[sorted[index]] = index;
    if (slot.object == Slot::none) {
      object.entity = slot.entity;
      object.fields.resize(model.entities[slot.entity].fields.size());
      object.present = false;
    } else {
      object = std::move(store.objects[slot.object]);
      lines[index] = store.lines[slot.object];
    }
    object.id = std::move(ids[sorted[index]]);
  }
  fill_ranges(account, model.entities.size());

  Resolution resolution(index_of_slot, result, max_dangling);
  for (ObjectIndex index = 0; index < account.present_count; ++index) {
    Object& object = account.objects[index];
    const std::vector<model::Field>& fields = model.entities[object.entity].fields;
    resolution.begin(index, lines[index]);
    for (std::size_t field = 0; field < fields.size(); ++field) {
      std::optional<cel::Value>& value = object.fields[field];
      if (value && holds_references(fields[field].type)) {
        value = resolution.resolve(*value, resolution.wants_paths() ? fields[field].name : std::string());
      }
    }
  }
  return result;
}

}  // namespace exeunt::snapshot
