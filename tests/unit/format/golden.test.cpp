// The formatter by example: tests/golden/format/<case>/input.* becomes canonical.policy and canonical.policy.yaml, and each
// of these becomes the two again. EXEUNT_UPDATE_GOLDEN=1 writes what is expected; read the diff before you commit it.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>

#include "tests/unit/format/round_trip.h"

namespace fs = std::filesystem;
using namespace exeunt;

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
    ++cases;
    for (const char* input : {"input.policy", "input.policy.yaml", "canonical.policy", "canonical.policy.yaml"}) {
      const fs::path path = entry.path() / input;
      if (!fs::exists(path)) {
        continue;
      }
      DYNAMIC_SECTION(path.parent_path().filename().string() << "/" << input) {
        const test::Parsed parsed = test::parse_file(path);
        expect_text(entry.path() / "canonical.policy", test::rewrite(parsed, ast::File::Spelling::dsl));
        expect_text(entry.path() / "canonical.policy.yaml", test::rewrite(parsed, ast::File::Spelling::yaml));
      }
    }
  }
  CHECK(cases > 0);
}
