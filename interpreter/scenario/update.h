// Rewrites the expectations of a scenario file so that they say what happened. Only what differs is touched: comments,
// order and layout of everything else stay, byte for byte.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/scenario/compare.h"
#include "interpreter/yaml/document.h"

namespace exeunt::scenario {

struct Updated {
  std::string text;
  std::vector<bool> done;  ///< by difference: whether the text says it now
};

/// `root` is what `text` holds, and the differences are of its scenarios. Not done: what is no line of the file (an event
/// that is blocked although the step does not say so), values that the account does not give, and places that two
/// differences would fill differently. Linear in the text but for sorting.
Updated update(const yaml::Node& root, std::string_view text, const std::vector<Difference>& differences);

}  // namespace exeunt::scenario
