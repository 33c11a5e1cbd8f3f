// Step-by-step instructions, and capabilities: what has only texts and citations.
#pragma once

#include "interpreter/check/context.h"

namespace exeunt::check {

void check_howtos(Context& context);
void check_capabilities(Context& context);

}  // namespace exeunt::check
