// Editions of one pack, statement by statement: what only some of them have, and what is worded differently. Private to
// the room.
#pragma once

#include <vector>

#include "interpreter/compare/comparison.h"
#include "interpreter/compare/view.h"

namespace exeunt::compare {

/// Fills in `statements` and `same_statements`. With names asked for, those of `comparison` that are about nothing of
/// that are left out.
void compare_statements(const std::vector<View>& views, Comparison& comparison);

}  // namespace exeunt::compare
