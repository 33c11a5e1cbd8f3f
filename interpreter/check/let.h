// Named look-ups and expressions: order of dependence, parameters, types.
#pragma once

#include "interpreter/check/context.h"

namespace exeunt::check {

/// Fills `context.program->lets` and `context.scopes.lets`, both by name. A let whose type is not known has the type
/// error.
void check_lets(Context& context);

}  // namespace exeunt::check
