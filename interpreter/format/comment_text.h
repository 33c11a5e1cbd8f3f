// Comments inside CEL text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace exeunt::format {

/// CEL text with what stands before its first and after its last token split off. In the DSL there is nothing there; a
/// YAML scalar may begin or end with comments, which then belong to the clause.
struct CelParts {
  std::string_view core;
  std::vector<std::string> before;
  std::vector<std::string> after;
};
CelParts split_cel(std::string_view text);

/// The texts of all `//` comments, without marker and surrounding white space.
std::vector<std::string> cel_comments(std::string_view text);

}  // namespace exeunt::format
