// What `exeunt check --concepts` answers: by what a pack can be compared with others, declaration by declaration.
#pragma once

#include <string>
#include <vector>

#include "interpreter/cli/check_output.h"

namespace exeunt::cli {

/// A line for each entity, event, capability and lack of each edition, and for each class that its rules make use of.
std::string concepts_in_text(const std::vector<Checked>& checked);
/// The members `concepts` and `classes` of an edition, in JSON, a line a declaration; without braces.
std::string concepts_in_json(const program::Program& program);

}  // namespace exeunt::cli
