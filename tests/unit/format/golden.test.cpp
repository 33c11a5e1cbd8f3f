// The formatter by example: tests/golden/format/<case>/input.* becomes canonical.policy and canonical.policy.yaml, and each
// of these stays as it is. EXEUNT_UPDATE_GOLDEN=1 writes what is expected; read the diff before you commit it.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

#include "tests/unit/format/round_trip.h"

namespace fs = std::filesystem;
using namespace exeunt;
using Spelling = ast::File::Spelling;

namespace {

void expect_text(const fs::path& path, const std::string& text) {
  if (std::getenv("EXEUNT_UPDATE_GOLDEN") != nullptr) {
    test::write_file(path, text);
  }
  CHECK(test::read_file(path) == text);
}

}  // namespace

TEST_CASE("canonical layout") {
  std::size_t cases = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(test::root() / "tests/golden/format")) {
    DYNAMIC_SECTION(entry.path().filename().string()) {
      const fs::path dsl = entry.path() / "canonical.policy";
      const fs::path yaml = entry.path() / "canonical.policy.yaml";
      for (const char* name : {"input.policy", "input.policy.yaml"}) {
        if (fs::exists(entry.path() / name)) {
          const test::Parsed parsed = test::parse_file(entry.path() / name);
          expect_text(dsl, test::rewrite(parsed, Spelling::dsl));
          expect_text(yaml, test::rewrite(parsed, Spelling::yaml));
          ++cases;
        }
      }
      CHECK(cases > 0);
      CHECK(test::rewrite(test::parse_file(dsl), Spelling::dsl) == test::read_file(dsl));
      CHECK(test::rewrite(test::parse_file(yaml), Spelling::yaml) == test::read_file(yaml));
    }
  }
}
