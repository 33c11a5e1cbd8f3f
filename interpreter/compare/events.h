// The ways of leaving that contestants have. Private to the room.
#pragma once

#include <string>
#include <vector>

#include "interpreter/compare/comparison.h"
#include "interpreter/compare/view.h"

namespace exeunt::compare {

/// Every event that a contestant has or says that it lacks, in the order of Comparison::events, with all answers.
std::vector<Event> read_events(const std::vector<View>& views);

/// As a module of the contestants declares it; null: none does.
const program::Concept* find_concept(const std::vector<View>& views, const std::string& name);
/// A concept's title as its module gives it.
std::string concept_title(const std::vector<View>& views, const std::string& key);

}  // namespace exeunt::compare
