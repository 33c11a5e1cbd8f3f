// What tests of the plan's readers do with texts.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace exeunt::plan::test {

using Messages = std::vector<std::string>;

/// With the first `from` replaced; there has to be one.
inline std::string replace(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace exeunt::plan::test
