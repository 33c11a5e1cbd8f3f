// One change taken back, as far as the plan itself says how.
//
// A plan says what a field held before; that is put back where the field still holds what the plan put there. Whoever has
// changed it since is not overwritten.
#pragma once

#include <string>
#include <vector>

#include "interpreter/plan/plan.h"

namespace exeunt::apply {

enum class Undone {
  yes,
  was_not_done,   ///< the field holds what it held before the plan
  changed_since,  ///< the field holds something else
  not_known       ///< the plan does not say what the field held
};

/// How a field looks that held nothing.
struct Emptiness {
  bool unknown_may_go = true;  ///< the snapshot did not have the member, so it can be left out again
  bool null_may_go = false;    ///< so it is where the snapshot leaves out what is null
  bool has_gone = false;       ///< a later change has been taken back, and has left the member out
};

/// Takes back one write of `set`, `clear`, `add` or `remove`. `object` has the fields that the plan writes.
Undone take_back(plan::Value& object, const plan::Write& write, const Emptiness& emptiness);

}  // namespace exeunt::apply
