// `is` on entities and their fields: how an account that is told in concepts becomes one of the vendor's.
#pragma once

#include "interpreter/check/context.h"

namespace exeunt::check {

/// Fills the program's `projections`. After check_model and check_concepts.
void check_projections(Context& context);

}  // namespace exeunt::check
