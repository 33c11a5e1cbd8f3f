#include "interpreter/driver/index.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

using namespace exeunt;

TEST_CASE("no index is made of a snapshot that is written to meanwhile") {
  const std::filesystem::path root = std::filesystem::path(__FILE__).parent_path() / "../../..";
  driver::Session session({{}, (root / "stdlib").string(), false});
  const auto program = session.compile((root / "tests/golden/shared/shop").string());
  REQUIRE(program);
  const auto path = std::filesystem::temp_directory_path() / "exeunt-index-test.ndjson";
  std::ofstream(path) << R"({"type":"user","id":"1"})" << "\n";

  driver::IndexRequest request;
  request.snapshot = path.string();
  request.progress = [&](uint64_t, uint64_t) { std::ofstream(path, std::ios::app) << "\n"; };
  bool is_written = false;
  const auto made = driver::make_index(session, program, request, [&](std::string_view) { return is_written = true; });
  std::filesystem::remove(path);

  CHECK_FALSE(made);
  CHECK_FALSE(is_written);
  REQUIRE(session.sink().diagnostics().size() == 1);
  CHECK(session.sink().diagnostics()[0].kind == diagnostic::Kind::index_snapshot_changes);
}
