// What the language reference shows is the language.
#include <catch2/catch.hpp>

#include "tests/unit/syntax/language_blocks.h"
#include "tests/unit/syntax/reading.h"

using namespace exeunt;

TEST_CASE("every block of the reference says what it is") {
  const std::vector<test::Block> blocks = test::language_blocks();
  CHECK(blocks.size() > 20);
  const std::vector<std::string> known = {"policy", "policy fragment", "policy module",
                                          "yaml",   "yaml fragment",   "yaml same"};
  for (const test::Block& block : blocks) {
    CAPTURE(block.line);
    CHECK_THAT(known, Catch::Matchers::VectorContains(block.info));
  }
}

TEST_CASE("every DSL block of the reference reads without errors") {
  for (const test::Block& block : test::language_blocks()) {
    if (block.info.starts_with("policy")) {
      CAPTURE(block.line);
      const syntax::Reading reading = syntax::read(block.text);
      CHECK(reading.errors == "");
      CHECK(!reading.file.declarations.empty());
    }
  }
}

TEST_CASE("the reference shows every construct") {
  std::string text;
  for (const test::Block& block : test::language_blocks()) {
    if (block.info.starts_with("policy")) {
      text += ast::dump(syntax::read(block.text).file);
    }
  }
  for (const char* construct :
       {"(module ",  "(pack ",       "(edition ",   "(extends ",  "(use ",        "(concept ",      "(class ",
        "(enum ",    "(capability ", "(entity ",    "(outcome ",  "(let ",        "(event ",        "(howto ",
        "(rule ",    "(advise ",     "(drop ",      "(replace)",  "(plural ",     "(is ",           "(role ",
        "(derived)", "(label)",      "(parameter ", "(default ",  "(reversible)", "(irreversible)", "(set ",
        "(clear ",   "(add ",        "(remove ",    "(erase)",    "(create ",     "(grant ",        "(revoke ",
        "(first ",   "(all ",        "(by ",        "(desc)",     "(as ",         "(arg ",          "(phase ",
        "(require ", "(else ",       "(unblock ",   "(inventory", "(step ",       "(on ",           "(for",
        "(subject)", "(where ",      "(then ",      "(after ",    "(due ",        "(unless ",       "(overrides ",
        "(note ",    "(cite ",      "(lacks ",     "(of ",       "(severity ",   "(scheduled ",    "(why "}) {
    CAPTURE(construct);
    CHECK(text.find(construct) != std::string::npos);
  }
}
