// What of a comparison was asked for by name. Private to the room.
#pragma once

#include "interpreter/compare/build.h"

namespace exeunt::compare {

/// Leaves out events and concepts that were not asked for, and notes those that were. False: a name means nothing here,
/// as was reported. Rows are not there yet.
bool select(const Options& options, Comparison& comparison, diagnostic::Sink& sink);

}  // namespace exeunt::compare
