// What `exeunt import --gaps` answers: what responses do not tell, where it is found, and who needs it.
#pragma once

#include <string>
#include <vector>

#include "interpreter/driver/gaps.h"

namespace exeunt::cli {

/// By the place where a person finds it, so that one visit is one paragraph.
std::string gaps_in_text(const std::vector<driver::OpenGap>& gaps, const program::Program& program);
/// "exeunt.gaps/1".
std::string gaps_in_json(const std::vector<driver::OpenGap>& gaps, const program::Program& program);

}  // namespace exeunt::cli
