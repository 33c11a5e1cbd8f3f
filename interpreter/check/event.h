// Events: first what expressions need to know of them, then their guards and texts.
#pragma once

#include "interpreter/check/context.h"

namespace exeunt::check {

/// Fills `context.program->events` (by name) with subject, arguments' types and phases. An event whose subject is
/// unknown is left out.
void check_event_signatures(Context& context);

/// Default values, guards, citations. Needs the look-ups.
void check_event_bodies(Context& context);

/// The events that a rule, guard, advice or how-to names, each once; unknown ones are reported, and those left out above are
/// passed over.
std::vector<EventIndex> resolve_events(Context& context, const std::vector<ast::Name>& names);

}  // namespace exeunt::check
