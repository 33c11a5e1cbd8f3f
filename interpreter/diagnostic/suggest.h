// What was meant, or what there is to choose from: help for a word that nothing has.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"

namespace exeunt::diagnostic {

/// Adds "did you mean `…`?" where one of `known` is near, else `introduction` and all of them, unless they are too many to
/// be read: "its keys are `a`, `b`".
void suggest(Builder report, std::string_view word, const std::vector<std::string>& known,
             std::string_view introduction);

}  // namespace exeunt::diagnostic
