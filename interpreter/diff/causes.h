// Why entries differ, as far as two plans can tell. Private to the room.
//
// A plan is a function of policy, snapshot and request. Where only one of them differs, it is the cause of everything; where
// more do, an entry may still show which: it comes from another rule, it starts from another value, it moved with the
// time of the event.
#pragma once

#include <optional>
#include <vector>

#include "interpreter/diff/difference.h"
#include "interpreter/plan/plan.h"

namespace exeunt::diff {

/// How the plans' policies, snapshots and requests differ. Empty: they do not.
std::vector<Cause> find_roots(const plan::Plan& before, const plan::Plan& after);

/// Of one entry, whose members that differ are known. Never empty.
std::vector<Cause> find_causes(const Entry& entry, const Side& before, const Side& after,
                               const std::vector<Cause>& roots);

}  // namespace exeunt::diff
