// Formatting refuses rather than change what a file means.
#include "tests/unit/format/round_trip.h"

using namespace exeunt;
using Spelling = ast::File::Spelling;

static std::string refusal(const std::string& text, Spelling spelling, const format::Read& read) {
  const test::Parsed parsed = test::parse(text, Spelling::dsl);
  diagnostic::Sink sink;
  CHECK(format::rewrite(parsed.file, *parsed.sources, spelling, read, sink) == std::nullopt);
  REQUIRE(sink.errors() == 1);
  const diagnostic::Diagnostic& only = sink.diagnostics().front();
  return std::string(diagnostic::info(only.kind).code) + " " + only.message;
}

TEST_CASE("a text that reads back as something else is refused") {
  const std::string internal = "E0290 internal: formatting would change the meaning, so the text stays as it is";
  const format::Read forgets_declarations = [](const auto& sources, source::FileId file, diagnostic::Sink& sink) {
    ast::File read = syntax::parse(sources, file, sink);
    read.declarations.clear();
    return read;
  };
  const format::Read forgets_comments = [](const auto& sources, source::FileId file, diagnostic::Sink& sink) {
    ast::File read = syntax::parse(sources, file, sink);
    read.comments.clear();
    return read;
  };
  CHECK(refusal("pack a class b", Spelling::dsl, forgets_declarations) == internal);
  CHECK(refusal("pack a class b // why", Spelling::dsl, forgets_comments) == internal);
}

TEST_CASE("a name that stands twice has no YAML spelling") {
  CHECK(refusal("pack a entity e { x int x bool }", Spelling::yaml, yaml::read) ==
        "E0291 `x` stands twice where YAML has each name once, so the file has no YAML spelling");
}
