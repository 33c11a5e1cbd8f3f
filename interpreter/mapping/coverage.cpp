// `gaps`, and whether every field of the model is either mapped or one of them.
#include "interpreter/mapping/reading.h"

namespace exeunt::mapping {

using diagnostic::Kind;
using yaml::Entry;

namespace {

std::string called(const model::Model& model, const FieldName& name) {
  const model::Entity& entity = model.entities[name.entity];
  return entity.name + "." + entity.fields[name.field].name;
}

}  // namespace

void read_gaps(Reading& reading, const Entry& entry) {
  for (const Entry& item : yaml::read_items(reading.yaml, entry)) {
    if (!yaml::expect_mapping(reading.yaml, item, "a list of gaps")) {
      continue;
    }
    const yaml::Mapping keys(reading.yaml, *item.value, "a gap", {"fields", "entity", "where"});
    const Entry* where = keys.require(reading.yaml, "where");
    const auto text = where == nullptr ? std::nullopt : yaml::read_text(reading.yaml, *where);
    const Entry* fields = keys.find("fields");
    const Entry* entities = keys.find("entity");
    if (fields == nullptr && entities == nullptr) {
      keys.require(reading.yaml, "fields");
    }
    const std::string place = text ? text->value : "";
    if (fields != nullptr) {
      for (const Entry& each : yaml::read_items(reading.yaml, *fields)) {
        if (const auto name = read_field_name(reading, each)) {
          reading.out.gaps.push_back({name->entity, name->field, place, each.value->span});
        }
      }
    }
    if (entities != nullptr) {
      for (const Entry& each : yaml::read_items(reading.yaml, *entities)) {
        if (const auto entity = read_entity(reading, each)) {
          reading.out.gaps.push_back({*entity, std::nullopt, place, each.value->span});
        }
      }
    }
  }
}

void check_coverage(Reading& reading, source::Span place) {
  const model::Model& model = reading.model;
  diagnostic::Sink& sink = reading.yaml.sink;
  std::map<FieldName, source::Span> gaps;
  std::map<model::EntityIndex, source::Span> missing;
  for (const Gap& gap : reading.out.gaps) {
    if (!gap.field) {
      const std::string& name = model.entities[gap.entity].name;
      const auto [first, is_new] = missing.emplace(gap.entity, gap.declared);
      if (reading.made.contains(gap.entity)) {
        sink.report<Kind::mapping_gap_covered>(gap.declared, name);
      } else if (!is_new) {
        sink.report<Kind::mapping_duplicate>(gap.declared, "the gap", name).label(first->second, "first given here");
      }
      continue;
    }
    const FieldName name{gap.entity, *gap.field};
    const auto [first, is_new] = gaps.emplace(name, gap.declared);
    if (reading.mapped.contains(name)) {
      sink.report<Kind::mapping_gap_covered>(gap.declared, called(model, name));
    } else if (!is_new) {
      sink.report<Kind::mapping_duplicate>(gap.declared, "the gap", called(model, name))
          .label(first->second, "first given here");
    }
  }
  for (model::EntityIndex entity = 0; entity < model.entities.size(); ++entity) {
    if (missing.contains(entity)) {
      continue;
    }
    if (!reading.made.contains(entity)) {
      sink.report<Kind::mapping_entity_uncovered>(place, model.entities[entity].name)
          .label(model.entities[entity].declared, "declared here");
      continue;
    }
    for (model::FieldIndex field = 0; field < model.entities[entity].fields.size(); ++field) {
      const FieldName name{entity, field};
      if (!reading.mapped.contains(name) && !gaps.contains(name)) {
        sink.report<Kind::mapping_field_uncovered>(place, called(model, name))
            .label(model.entities[entity].fields[field].declared, "declared here");
      }
    }
  }
}

}  // namespace exeunt::mapping
