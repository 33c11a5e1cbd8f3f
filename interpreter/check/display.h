// Displays: what people see in place of an object, or in one of its fields, after the event.
#pragma once

#include "interpreter/check/context.h"

namespace exeunt::check {

/// Adds each display's variants to its events, and the locales of all of them to the program.
void check_displays(Context& context);

}  // namespace exeunt::check
