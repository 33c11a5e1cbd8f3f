// What tests of pages share.
#pragma once

#include <catch2/catch.hpp>
#include <initializer_list>
#include <regex>
#include <string>
#include <string_view>

namespace exeunt::page::test {

/// The page without its style and scripts, and without their hashes: those are tried in a browser.
inline std::string without_assets(std::string page, std::initializer_list<std::string_view> assets) {
  for (const std::string_view asset : assets) {
    const std::size_t at = page.find(asset);
    REQUIRE(at != std::string::npos);
    page.erase(at, asset.size());
  }
  return std::regex_replace(page, std::regex("sha256-[0-9A-Za-z+/]{43}="), "sha256-");
}

inline bool has(const std::string& page, const std::string& text) {
  return page.find(text) != std::string::npos;
}

}  // namespace exeunt::page::test
