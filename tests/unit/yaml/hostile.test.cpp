// Input made to hurt: an error at once, never a crash.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/unit/yaml/support.h"

using namespace exeunt::test;

static std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) {
    out += text;
  }
  return out;
}

TEST_CASE("nesting") {
  for (const char* opening : {"[", "{a: ", "- ", "? "}) {
    CHECK_THAT(read_yaml(repeat(opening, 100000)).errors, Catch::Contains("E0204 nested more than 64 levels deep"));
  }
  std::string staircase;
  for (std::size_t i = 0; i < 3000; ++i) {
    staircase += std::string(i, ' ') + "a:\n";
  }
  CHECK_THAT(read_yaml(staircase).errors, Catch::Contains("E0204"));
}

TEST_CASE("size") {
  CHECK_THAT(read_yaml("pack: " + std::string(50'000'000, 'x')).errors, Catch::Contains("E0202"));
  CHECK(read_yaml("pack: a\n# " + std::string(5'000'000, 'x')).errors.empty());
  CHECK(read_yaml("pack: a\ntitle: " + repeat("x y ", 1'000'000)).errors.empty());
}

TEST_CASE("no content") {
  for (const char* text : {"", "\n\n", "# a comment\n", "---\n", "\xEF\xBB\xBF", "null"}) {
    CHECK_FALSE(read_yaml(text).errors.empty());
  }
  CHECK(read_yaml("# a comment\n").errors ==
        "1:1-1 E0209 this file declares nothing | begin with `pack: NAME` or `module: NAME`\n");
}

TEST_CASE("billion laughs") {
  std::string text = "a: &a [x, x]\n";
  for (char c = 'b'; c < 'z'; ++c) {
    const std::string before = "*" + std::string(1, static_cast<char>(c - 1));
    text += std::string(1, c) + ": &" + c + " [" + before + ", " + before + "]\n";
  }
  CHECK_THAT(read_yaml(text).errors, Catch::Contains("E0207"));
}

TEST_CASE("characters that are no text") {
  CHECK_THAT(read_yaml(std::string("pack: a\0b", 9)).errors, Catch::Contains("E0203 the control character U+0000"));
  CHECK_THAT(read_yaml("pack: a\ntitle: \"\\0\"").errors, Catch::Contains("E0203 the control character U+0000"));
  CHECK_THAT(read_yaml("pack: a\x04").errors, Catch::Contains("E0203 the control character U+0004"));
  CHECK_THAT(read_yaml("pack: a\rtitle: b").errors, Catch::Contains("E0203 the control character U+000D"));
  CHECK_THAT(read_yaml("pack: \xFF").errors, Catch::Contains("E0005"));
}

TEST_CASE("errors beyond number end the reading") {
  const std::string errors = read_yaml("pack: a\ndeclarations:\n" + repeat("- wrong: x\n", 100'000)).errors;
  CHECK_THAT(errors, Catch::Contains("E0219 100 errors: the rest of the file was not read"));
  CHECK(std::count(errors.begin(), errors.end(), '\n') == 101);
}

TEST_CASE("a file cut off anywhere reads or is refused") {
  const auto path =
      std::filesystem::path(__FILE__).parent_path() / "../../golden/format/from_yaml/input.policy.yaml";
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  const std::string text = content.str();
  REQUIRE(text.size() > 1000);
  for (std::size_t length = 0; length < text.size(); ++length) {
    read_yaml(text.substr(0, length));
    read_yaml(text.substr(length));
  }
}
