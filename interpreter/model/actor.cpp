#include "interpreter/model/actor.h"

#include <algorithm>

namespace exeunt::model {

std::optional<EntityIndex> acting_entity(const Model& model) {
  const auto is_user = [](const Entity& entity) { return entity.concept_name == "std.user"; };
  const auto found = std::find_if(model.entities.begin(), model.entities.end(), is_user);
  if (found != model.entities.end() && std::none_of(found + 1, model.entities.end(), is_user)) {
    return static_cast<EntityIndex>(found - model.entities.begin());
  }
  return model.find_entity("user");
}

}  // namespace exeunt::model
