// The difference of two texts, as `diff -u` and `patch` know it.
#pragma once

#include <string>
#include <string_view>

namespace exeunt::cli {

/// Empty where the texts are equal. O((lines) * (lines that differ)); beyond a few thousand differing lines the part
/// between the first and the last of them is shown as replaced, so that time and memory stay bounded.
std::string unified_diff(std::string_view name, std::string_view before, std::string_view after);

}  // namespace exeunt::cli
