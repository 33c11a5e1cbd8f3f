// Objects and capabilities by events: the rows of a comparison. Private to the room.
#pragma once

#include <vector>

#include "interpreter/compare/comparison.h"
#include "interpreter/compare/view.h"

namespace exeunt::compare {

/// Every entity and capability of every contestant, and every object and capability that one says it lacks; without
/// rows. Concepts are in order.
void read_concepts(const std::vector<View>& views, Matrix& objects, Matrix& capabilities);

/// Fills in a row for each of `events`; what belongs to none of them or to none of the concepts is left out.
void fill(const std::vector<View>& views, const std::vector<Event>& events, Matrix& objects, Matrix& capabilities);

/// By kind, then key.
std::vector<Unclaimed> find_unclaimed(const std::vector<View>& views);

}  // namespace exeunt::compare
