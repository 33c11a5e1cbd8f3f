#include <algorithm>
#include <iterator>
#include <utility>

#include "interpreter/model/model.h"

namespace exeunt::model {

namespace {

constexpr std::string_view any_object = "*";
constexpr std::string_view all_objects = "@all";

/// The type that a field has on two entities at once: null where either may be null, the values and targets of both.
/// Nothing where the values are of different kinds.
std::optional<FieldType> join(FieldType a, const FieldType& b) {
  if (a.kind != b.kind) {
    return std::nullopt;
  }
  a.nullable = a.nullable || b.nullable;
  switch (a.kind) {
    case FieldKind::enumeration:
      if (a.enum_name != b.enum_name) {
        a.enum_name += "|" + b.enum_name;
        std::copy_if(b.values.begin(), b.values.end(), std::back_inserter(a.values), [&](const std::string& value) {
          return std::find(a.values.begin(), a.values.end(), value) == a.values.end();
        });
      }
      return a;
    case FieldKind::reference: {
      std::vector<EntityIndex> targets;
      std::set_union(a.targets.begin(), a.targets.end(), b.targets.begin(), b.targets.end(),
                     std::back_inserter(targets));
      a.targets = std::move(targets);
      a.any = a.any || b.any;
      return a;
    }
    case FieldKind::list: {
      std::optional<FieldType> element = join(a.element[0], b.element[0]);
      if (!element) {
        return std::nullopt;
      }
      a.element[0] = std::move(*element);
      return a;
    }
    case FieldKind::boolean:
    case FieldKind::int64:
    case FieldKind::float64:
    case FieldKind::string:
    case FieldKind::timestamp:
    case FieldKind::duration:
      break;
  }
  return a;
}

class Provider : public cel::TypeProvider {
 public:
  Provider(std::shared_ptr<const Model> model, std::vector<ExtraType> extra)
      : model_(std::move(model)), extra_(std::move(extra)) {
    // Types are shared: making one for each use of a field would be most of the checker's work.
    for (const Entity& entity : model_->entities) {
      lists_.push_back(cel::Type::list(cel::Type::object(entity.name)));
      std::vector<cel::Type>& types = types_.emplace_back();
      for (const model::Field& field : entity.fields) {
        types.push_back(cel_type(*model_, field.type));
      }
    }
  }

  bool has_type(std::string_view object_type) const override {
    return object_type == all_objects || model_->find_entity(object_type) || find_extra(object_type) != nullptr ||
           !members(object_type).empty();
  }

  std::optional<Field> find_field(std::string_view object_type, std::string_view field) const override {
    if (object_type == all_objects) {
      const std::optional<EntityIndex> entity = model_->find_entity(field);
      if (!entity) {
        return std::nullopt;
      }
      return Field{lists_[*entity], static_cast<int32_t>(*entity)};
    }
    if (const ExtraType* extra = find_extra(object_type)) {
      return find_extra_field(*extra, field);
    }
    const std::vector<EntityIndex> entities = members(object_type);
    if (entities.empty()) {
      return std::nullopt;
    }
    if (field == "id") {
      return Field{cel::Type::string(), static_cast<int32_t>(id_field)};
    }
    if (field == "type") {
      return Field{cel::Type::string(), static_cast<int32_t>(type_field)};
    }
    return find_common_field(entities, field);
  }

  std::vector<std::string> field_names(std::string_view object_type) const override {
    if (object_type == all_objects) {
      return model_->entity_names();
    }
    std::vector<std::string> names;
    if (const ExtraType* extra = find_extra(object_type)) {
      for (const auto& [name, type] : extra->fields) {
        names.push_back(name);
      }
      return names;
    }
    const std::vector<EntityIndex> entities = members(object_type);
    if (entities.empty()) {
      return names;
    }
    for (const model::Field& field : model_->entities[entities[0]].fields) {
      if (entities.size() == 1 || find_common_field(entities, field.name)) {
        names.push_back(field.name);
      }
    }
    names.insert(names.end(), {"id", "type"});
    return names;
  }

  bool is_assignable(std::string_view from, std::string_view to) const override {
    if (from == to) {
      return true;
    }
    const std::vector<EntityIndex> from_entities = members(from);
    const std::vector<EntityIndex> to_entities = members(to);
    return std::find_first_of(from_entities.begin(), from_entities.end(), to_entities.begin(), to_entities.end()) !=
           from_entities.end();
  }

 private:
  const ExtraType* find_extra(std::string_view name) const {
    const auto found = std::find_if(extra_.begin(), extra_.end(), [&](const ExtraType& e) { return e.name == name; });
    return found == extra_.end() ? nullptr : &*found;
  }

  static std::optional<Field> find_extra_field(const ExtraType& extra, std::string_view field) {
    for (std::size_t i = 0; i < extra.fields.size(); ++i) {
      if (extra.fields[i].first == field) {
        return Field{extra.fields[i].second, static_cast<int32_t>(i)};
      }
    }
    return std::nullopt;
  }

  /// The entities that a name like `deal`, `deal|person` or `*` stands for, sorted; empty where it is no such name.
  std::vector<EntityIndex> members(std::string_view object_type) const {
    std::vector<EntityIndex> result;
    if (object_type == any_object) {
      for (EntityIndex entity = 0; entity < model_->entities.size(); ++entity) {
        result.push_back(entity);
      }
      return result;
    }
    while (true) {
      const std::size_t end = std::min(object_type.find('|'), object_type.size());
      const std::optional<EntityIndex> entity = model_->find_entity(object_type.substr(0, end));
      if (!entity) {
        return {};
      }
      result.push_back(*entity);
      if (end == object_type.size()) {
        break;
      }
      object_type.remove_prefix(end + 1);
    }
    std::sort(result.begin(), result.end());
    return result;
  }

  /// The field that all of `entities` have, of a type that fits all. Its index where it is the same for all, else -1.
  std::optional<Field> find_common_field(const std::vector<EntityIndex>& entities, std::string_view name) const {
    if (entities.size() == 1) {
      const std::optional<FieldIndex> found = model_->entities[entities[0]].find_field(name);
      return found ? std::optional(Field{types_[entities[0]][*found], static_cast<int32_t>(*found)}) : std::nullopt;
    }
    std::optional<FieldType> type;
    int32_t index = -1;
    for (const EntityIndex entity_index : entities) {
      const Entity& entity = model_->entities[entity_index];
      const std::optional<FieldIndex> found = entity.find_field(name);
      if (!found) {
        return std::nullopt;
      }
      const FieldType& own = entity.fields[*found].type;
      if (!type) {
        type = own;
        index = static_cast<int32_t>(*found);
        continue;
      }
      type = join(std::move(*type), own);
      if (!type) {
        return std::nullopt;
      }
      if (index != static_cast<int32_t>(*found)) {
        index = -1;
      }
    }
    return Field{cel_type(*model_, *type), index};
  }

  std::shared_ptr<const Model> model_;
  std::vector<ExtraType> extra_;
  std::vector<cel::Type> lists_;               ///< of all objects of each entity
  std::vector<std::vector<cel::Type>> types_;  ///< of each entity's fields
};

}  // namespace

std::shared_ptr<const cel::TypeProvider> type_provider(std::shared_ptr<const Model> model,
                                                       std::vector<ExtraType> extra) {
  return std::make_shared<Provider>(std::move(model), std::move(extra));
}

}  // namespace exeunt::model
