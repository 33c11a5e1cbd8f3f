#include "interpreter/model/model.h"

#include <algorithm>
#include <array>

namespace exeunt::model {

namespace {

constexpr std::array<std::string_view, 6> role_table = {"none",       "ownership",  "authorship",
                                                        "membership", "assignment", "trigger"};

}  // namespace

std::string_view name(Role role) {
  return role_table[static_cast<std::size_t>(role)];
}

std::optional<Role> find_role(std::string_view name) {
  // `none` is what a field has that names no role; nobody writes it.
  const auto found = std::find(role_table.begin() + 1, role_table.end(), name);
  if (found == role_table.end()) {
    return std::nullopt;
  }
  return static_cast<Role>(found - role_table.begin());
}

std::vector<std::string> role_names() {
  return {role_table.begin() + 1, role_table.end()};
}

std::optional<FieldIndex> Entity::find_field(std::string_view field) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == field; });
  if (found == fields.end()) {
    return std::nullopt;
  }
  return static_cast<FieldIndex>(found - fields.begin());
}

std::optional<EntityIndex> Model::find_entity(std::string_view name) const {
  const auto found =
      std::lower_bound(entities.begin(), entities.end(), name,
                       [](const Entity& entity, std::string_view wanted) { return entity.name < wanted; });
  if (found == entities.end() || found->name != name) {
    return std::nullopt;
  }
  return static_cast<EntityIndex>(found - entities.begin());
}

std::vector<std::string> Model::entity_names() const {
  std::vector<std::string> names;
  names.reserve(entities.size());
  for (const Entity& entity : entities) {
    names.push_back(entity.name);
  }
  return names;
}

}  // namespace exeunt::model
