// Which entry of one plan is which of the other: the same one changed, or one of its own. Private to the room.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "interpreter/diff/difference.h"
#include "interpreter/plan/plan.h"

namespace exeunt::diff {

inline constexpr std::size_t nothing = static_cast<std::size_t>(-1);

/// Positions in `before` and `after`; `nothing` on the side that has no counterpart. Each position stands once; pairs come
/// in the order of `after`, then what is only in `before`. The entries are normalised and of one object, or of one small
/// list. Linear but for the ordering of what they are told by.
std::vector<std::pair<std::size_t, std::size_t>> pair_entries(Section section, const std::vector<plan::Value>& before,
                                                              const std::vector<plan::Value>& after);

}  // namespace exeunt::diff
