#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "golden.h"
#include "interpreter/plan/json.h"
#include "sample.h"

namespace exeunt::plan {

/// Debian's Python, which has Debian's jsonschema.
static int validate(const std::vector<std::pair<std::string, std::string>>& documents) {
  const auto folder = std::filesystem::temp_directory_path() / ("exeunt-schema-" + std::to_string(std::rand()));
  std::filesystem::create_directories(folder);
  std::string command =
      "/usr/bin/python3 -B '" + (test::source_root() / "tests/unit/plan/schema_test.py").string() + "'";
  for (const auto& [name, text] : documents) {
    std::ofstream(folder / name, std::ios::binary) << text;
    command += " '" + (folder / name).string() + "'";
  }
  const int status = std::system((command + " 2>'" + (folder / "errors").string() + "'").c_str());
  UNSCOPED_INFO(test::read_file(folder / "errors"));
  std::filesystem::remove_all(folder);
  return status;
}

TEST_CASE("what is written is what the schema says") {
  Plan empty = test::empty_plan();
  test::finish(empty);
  CHECK(validate({{"empty.json", write_json(empty)},
                  {"ready.json", write_json(test::ready_plan())},
                  {"full.json", write_json(test::full_plan())},
                  {"empty.ndjson", write_ndjson(empty)},
                  {"ready.ndjson", write_ndjson(test::ready_plan())},
                  {"full.ndjson", write_ndjson(test::full_plan())},
                  {"empty.groups", write_groups(empty)},
                  {"ready.groups", write_groups(test::ready_plan())},
                  {"full.groups", write_groups(test::full_plan())}}) == 0);
}

TEST_CASE("the schema notices what does not belong") {
  std::string text = write_json(test::ready_plan());
  text.replace(text.find("\"verdict\": \"ready\""), 18, "\"verdict\": \"maybe\"");
  CHECK(validate({{"verdict.json", text}}) != 0);
  text = write_json(test::ready_plan());
  text.replace(text.find("\"op\": \"erase\""), 13, "\"op\": \"erase\", \"why\": 1");
  CHECK(validate({{"member.json", text}}) != 0);
  text = write_groups(test::ready_plan());
  text.replace(text.find("[\"k1\"]"), 6, "[\"k1\", \"k1\"]");
  CHECK(validate({{"twice.groups", text}}) != 0);
}

}  // namespace exeunt::plan
