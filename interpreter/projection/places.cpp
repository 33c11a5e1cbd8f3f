#include "interpreter/projection/places.h"

#include <optional>
#include <set>
#include <utility>

namespace exeunt::projection {

namespace slot = program::neutral_slot;

namespace {

/// The bare names that an expression reads, as fields.
void add_reads(const program::Expression& expression, std::set<model::FieldIndex>& fields) {
  for (const cel::NodeInfo& node : expression.checked->info) {
    if (node.slot >= static_cast<int32_t>(slot::field)) {
      fields.insert(static_cast<model::FieldIndex>(node.slot) - slot::field);
    }
  }
}

bool says_something(const std::optional<cel::Value>& value) {
  return value && value->kind() != cel::ValueKind::null &&
         !(value->kind() == cel::ValueKind::list && value->list_value().empty());
}

}  // namespace

std::vector<WithoutPlace> find_without_place(const program::Program& program, const snapshot::Account& neutral,
                                             const std::vector<std::vector<snapshot::ObjectIndex>>& became) {
  std::vector<std::optional<std::set<model::FieldIndex>>> read(program.neutral->entities.size());
  for (const program::Projection& projection : program.projections) {
    auto& fields = read[*program.neutral->find_entity(projection.concept_name)];
    fields = fields.value_or(std::set<model::FieldIndex>());
    if (projection.where) {
      add_reads(*projection.where, *fields);
    }
    for (const auto& [field, value] : projection.fields) {
      add_reads(value, *fields);
    }
  }
  std::vector<WithoutPlace> out;
  for (model::EntityIndex entity = 0; entity < read.size(); ++entity) {
    if (!read[entity]) {
      continue;
    }
    const auto [first, last] = neutral.ranges[entity];
    for (model::FieldIndex field = 0; field < program.neutral->entities[entity].fields.size(); ++field) {
      if (read[entity]->contains(field)) {
        continue;
      }
      WithoutPlace without{entity, field, {}};
      for (snapshot::ObjectIndex object = first; object < last; ++object) {
        if (!became[object].empty() && says_something(neutral.objects[object].fields[field])) {
          without.objects.push_back(object);
        }
      }
      if (!without.objects.empty()) {
        out.push_back(std::move(without));
      }
    }
  }
  return out;
}

}  // namespace exeunt::projection
