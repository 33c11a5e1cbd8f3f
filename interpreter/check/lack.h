// What a vendor says it does not offer.
#pragma once

#include "interpreter/check/context.h"

namespace exeunt::check {

/// Fills the program's `lacks`. After entities, events and capabilities: none of them may be what the pack lacks.
void check_lacks(Context& context);

}  // namespace exeunt::check
