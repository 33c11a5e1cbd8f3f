// Classes of outcomes: how much they cost, and what they are where they come with a delay.
#pragma once

#include "interpreter/check/context.h"

namespace exeunt::check {

/// Fills the program's `outcome_classes`.
void check_classes(Context& context);

}  // namespace exeunt::check
