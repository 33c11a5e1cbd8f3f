// Compares text with a file under tests/golden; EXEUNT_UPDATE_GOLDEN=1 in the environment writes the files
// instead.
#pragma once

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace exeunt::plan::test {

inline std::filesystem::path source_root() {
  // Tests of other rooms include this one as "../plan/golden.h".
  return std::filesystem::path(__FILE__).lexically_normal().parent_path().parent_path().parent_path().parent_path();
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

inline void check_golden(const std::string& name, const std::string& text, const std::string& folder = "plan") {
  const std::filesystem::path path = source_root() / "tests/golden" / folder / name;
  if (std::getenv("EXEUNT_UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }
  INFO("golden file " << name);
  CHECK(text == read_file(path));
}

}  // namespace exeunt::plan::test
