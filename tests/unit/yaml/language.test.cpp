// The YAML blocks of policies/LANGUAGE.md are read, and say what the DSL block before them says.
#include <catch2/catch.hpp>

#include "tests/unit/syntax/language_blocks.h"
#include "tests/unit/yaml/support.h"

using namespace exeunt;

TEST_CASE("every YAML block of the reference reads without errors") {
  std::string before;
  for (const test::Block& block : test::language_blocks()) {
    CAPTURE(block.line);
    if (block.info.starts_with("policy")) {
      before = test::read_dsl(block.text).dump;
      continue;
    }
    const test::Reading reading = test::read_yaml(block.text);
    CHECK(reading.errors == "");
    CHECK(!reading.file.declarations.empty());
    if (block.info == "yaml same") {
      CHECK(reading.dump == before);
    }
  }
}
