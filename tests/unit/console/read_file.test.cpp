#include "interpreter/console/read_file.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace exeunt;

namespace {

/// The code of the first error in binding a file of that name and text; empty where it was bound.
std::string code_of(const std::string& name, const std::string& text, const console::BindLimits& limits = {}) {
  std::string folder = (std::filesystem::temp_directory_path() / "exeunt.XXXXXX").string();
  REQUIRE(::mkdtemp(folder.data()) != nullptr);
  const std::string path = folder + "/" + name;
  std::ofstream(path, std::ios::binary) << text;
  source::Manager sources;
  diagnostic::Sink sink;
  console::Names names;
  const auto bound = console::bind_file(path, names, sources, sink, limits);
  std::filesystem::remove_all(folder);
  CHECK(bound.has_value() == sink.diagnostics().empty());
  CHECK(names.all().empty() == !bound.has_value());
  return bound ? "" : std::string(diagnostic::info(sink.diagnostics()[0].kind).code);
}

std::string times(std::size_t count, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) {
    all += text;
  }
  return all;
}

}  // namespace

TEST_CASE("limits of what a file may hold") {
  CHECK(code_of("a.json", R"({"a": [)" + times(1'100'000, "1,") + "1]}") == "E1222");
  CHECK(code_of("a.json", R"({"a": ")" + times(100, "x") + "\"}", {.max_bytes = 50}) == "E0004");
  CHECK(code_of("a.yaml", "a: " + times(100, "x"), {.max_yaml_bytes = 50}) == "E0004");
  CHECK(code_of("a.json", R"({"a": [[[1]]]})", {.max_depth = 4}).empty());
  CHECK(code_of("a.json", R"({"a": [[[1]]]})", {.max_depth = 3}) == "E1221");
  CHECK(code_of("a.json", R"({"a": )" + times(1'000'000, "[")) == "E1221");
  CHECK(code_of("a.yaml", "a: " + times(1'000, "[") + times(1'000, "]")) == "E1221");
  CHECK_FALSE(code_of("a.yaml", "a: " + times(100'000, "[")).empty());
}

TEST_CASE("what is wrong with one member leaves all unbound") {
  CHECK(code_of("a.json", R"({"a": 1, "b c": 2})") == "E1206");
  CHECK(code_of("a.json", R"({"a": 1, "a": 2})") == "E1223");
  CHECK(code_of("a.json", "{" + times(20'000, R"("a": 1,)") + R"("a": 1})") == "E1223");
}

TEST_CASE("more names than there may be") {
  std::string text = "{";
  for (int i = 0; i < 10'001; ++i) {
    text += "\"n" + std::to_string(i) + "\": 1, ";
  }
  CHECK(code_of("a.json", text + "\"x\": 1}") == "E1209");
}

TEST_CASE("a name may stand before the file's") {
  CHECK(console::file_of("a.json") == "a.json");
  CHECK(console::file_of("a=b.json") == "b.json");
  CHECK(console::file_of("a=b=c.json") == "b=c.json");
  CHECK(console::file_of("./a=b.json") == "./a=b.json");
  CHECK(console::file_of("=b.json") == "=b.json");
}
