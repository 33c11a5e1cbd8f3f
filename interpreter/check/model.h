// Enums and entities to the model.
#pragma once

#include "interpreter/check/context.h"

namespace exeunt::check {

/// Fills `context.model` and `context.enum_values`. Every entity declared gets its place in the model, fields that
/// could not be resolved are left out of it and noted as broken.
void check_model(Context& context);

}  // namespace exeunt::check
