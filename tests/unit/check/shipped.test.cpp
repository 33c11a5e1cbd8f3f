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

TEST_CASE("every class of the standard library says what it costs") {
  const std::filesystem::path root = std::filesystem::canonical(test::root());
  source::Manager sources;
  diagnostic::Sink sink;
  const std::vector<std::string> search{(root / "policies").string()};
  const auto pack = pack::load("pipedrive", {search, (root / "stdlib").string()}, sources, sink);
  REQUIRE(pack);
  std::size_t classes = 0;
  for (const ast::File& file : pack->modules) {
    for (const ast::Declaration& declaration : file.declarations) {
      if (const auto* body = std::get_if<ast::Class>(&declaration.body)) {
        INFO(body->name.text);
        CHECK(body->severity);
        CHECK(body->title);
        ++classes;
      }
    }
  }
  CHECK(classes > 20);
}
