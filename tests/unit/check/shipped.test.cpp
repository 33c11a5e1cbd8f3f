// What is shipped compiles: every pack in policies/, in each of its editions.
#include <catch2/catch.hpp>

#include "tests/unit/check/support.h"

using namespace exeunt;

TEST_CASE("shipped packs compile in every edition") {
  const std::filesystem::path root = std::filesystem::canonical(test::root());
  const std::vector<std::string> search{(root / "policies").string()};
  for (const std::string& name : pack::find_packs(search)) {
    source::Manager sources;
    diagnostic::Sink sink;
    const auto pack = pack::load(name, {search, (root / "stdlib").string()}, sources, sink);
    INFO(name << "\n" << diagnostic::render_text(sink, sources));
    REQUIRE(pack);
    for (const pack::EditionInfo& edition : pack::editions(*pack)) {
      diagnostic::Sink found;
      const auto program = check::check(*pack, sources, found, {edition.name, true});
      INFO(edition.name << "\n" << diagnostic::render_text(found, sources));
      CHECK(program != nullptr);
    }
  }
}
