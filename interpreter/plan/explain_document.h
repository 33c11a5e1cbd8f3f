// What a plan document by itself says about an object: no rules tried, no values, but everything that was decided.
#pragma once

#include <optional>
#include <string>

#include "interpreter/plan/explain.h"
#include "interpreter/plan/plan.h"

namespace exeunt::plan {

/// No value: the plan does not mention the object. O(size of the plan).
std::optional<Explanation> explain_from_document(const Plan& plan, const std::string& object);

}  // namespace exeunt::plan
