// Which changes of a plan happen to one object by a given time, and in which order.
#pragma once

#include <vector>

#include "interpreter/apply/changes.h"

namespace exeunt::apply {

struct Step {
  Changes::Index change;
  /// Steps of one group find the object as the group before has left it: the operator's transfers, then each phase of the
  /// event, then each due time.
  std::size_t group = 0;
};

/// `first`: of the object's changes. Those at the event, then what comes due until then by due time, phase and rule;
/// `left_out[change]` (may be empty) did not happen.
std::vector<Step> steps(const Changes& changes, Changes::Index first, plan::Moment until,
                        const std::vector<bool>& left_out);

}  // namespace exeunt::apply
