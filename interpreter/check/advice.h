// Advice: what to do before the event, where the account has objects that it concerns.
#pragma once

#include "interpreter/check/context.h"

namespace exeunt::check {

void check_advice(Context& context);

}  // namespace exeunt::check
