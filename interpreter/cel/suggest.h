// "Did you mean …?": the nearest of some names. Private to the library.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace exeunt::cel {

/// The candidate with the smallest edit distance to `name`, where it is near enough to be a slip; else empty. Of equally
/// near ones the first in alphabetical order.
std::string nearest(std::string_view name, const std::vector<std::string>& candidates);

/// "did you mean `…`?" or empty.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace exeunt::cel
