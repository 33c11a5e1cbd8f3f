// One neutral account told to every contestant of a comparison, and planned there. Private to the room.
#pragma once

#include <vector>

#include "interpreter/compare/build.h"
#include "interpreter/driver/compare.h"
#include "interpreter/driver/session.h"

namespace exeunt::driver {

/// Fills in `comparison.account`. False: errors are in the session's sink.
bool add_account(Session& session, const std::vector<compare::Input>& inputs, const CompareAccount& account,
                 compare::Comparison& comparison);

}  // namespace exeunt::driver
