// The values of a call: arguments in the rule's scope, writes in the outcome's.
#pragma once

#include <optional>

#include "interpreter/cel/check.h"
#include "interpreter/check/call.h"
#include "interpreter/check/context.h"
#include "interpreter/program/program.h"

namespace exeunt::check {

/// `rule_scope` is what the rule's own expressions see. No value: reported.
///
/// An argument that an outcome writes as it is (`set field = to`) is held to the field's type, so that a message points
/// at the argument and can suggest a value. Whatever else does not fit is reported at the call.
std::optional<program::Outcome> bind_call(Context& context, const PlacedCall& placed, EventIndex event,
                                          const cel::Environment& rule_scope);

}  // namespace exeunt::check
