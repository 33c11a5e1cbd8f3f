// The account's part of a comparison as JSON. Private to the room.
#pragma once

#include <vector>

#include "interpreter/compare/comparison.h"
#include "interpreter/plan/plan.h"

namespace exeunt::compare {

plan::Value value_of(const AccountRequest& request);
plan::Value value_of(const Run& run, const std::vector<Event>& events);
plan::Value value_of(const AccountObject& object, const std::vector<Event>& events);

}  // namespace exeunt::compare
