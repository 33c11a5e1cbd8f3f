// Who acts: the people of a model, of whom one is the actor of a request (`by`).
#pragma once

#include <optional>

#include "interpreter/model/model.h"

namespace exeunt::model {

/// The entity that is `std.user`, else the one called `user`. None: whoever can leave can act. O(entities).
std::optional<EntityIndex> acting_entity(const Model& model);

}  // namespace exeunt::model
