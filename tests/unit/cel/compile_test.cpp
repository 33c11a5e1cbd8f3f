#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

#include "interpreter/cel/cel.h"

namespace exeunt::cel::test {

TEST_CASE("compiling gives a program or says what is wrong") {
  const Compiled compiled = compile("x > 3", environment());
  REQUIRE(compiled);
  CHECK(compiled.issues().empty());
  CHECK(compiled.issue_text().empty());
  CHECK(compiled.type() == Type::boolean());
  CHECK(compiled.text() == "x > 3");
  CHECK(compiled.evaluate(Host()).is_true());
  CHECK(compiled.program() != nullptr);

  const Compiled failed = compile("y > 3", environment());
  CHECK_FALSE(failed);
  CHECK(failed.issues().size() == 1);
  CHECK(failed.type() == Type::error());
  CHECK(failed.program() == nullptr);
  CHECK(failed.evaluate(Host()).text() == "error: the expression did not compile");
}

TEST_CASE("options are passed on") {
  CHECK_FALSE(compile("x", environment(), {.result = Type::boolean()}));
  CHECK(compile("x", environment(), {.result = Type::int64()}));
  CHECK_FALSE(compile("((x))", environment(), {.parse = {.max_depth = 2}}));
  CHECK_FALSE(compile("x == 'a'", environment()));
  CHECK(compile("x == 'a'", environment(), {.check = false}).evaluate(Host()).is_false());
  CHECK(compile("1 +", environment(), {.check = false}).issues().size() == 1);
}

static std::string shown(std::string_view text, const IssueTextOptions& options = {}) {
  return "\n" + compile(text, environment()).issue_text(options);
}

TEST_CASE("issues are shown with their line and what to do") {
  CHECK(shown("email.visibilty == 'private'", {.name = "rule.cel"}) == R"(
rule.cel:1:7: error[unknown_field]: `email` has no field `visibilty`
    1 | email.visibilty == 'private'
      |       ^~~~~~~~~ did you mean `visibility`?
)");
  CHECK(shown("x > 3 &&\r\n  y\r\n  || b") == R"(
2:3: error[undeclared]: `y` is not declared
    2 |   y
      |   ^
)");
  CHECK(shown("") == R"(
1:1: error[syntax]: expected an expression, found the end of the expression
    1 | 
      | ^
)");
  CHECK(shown("x ==\n") == R"(
1:5: error[syntax]: expected an operand, found the end of the expression
    1 | x ==
      |     ^
)");
}

TEST_CASE("columns count characters, and underlines what a terminal shows") {
  CHECK(shown("'äöü' == y") == R"(
1:10: error[undeclared]: `y` is not declared
    1 | 'äöü' == y
      |          ^
)");
  CHECK(shown("'\xE6\xBC\xA2' == y") == "\n1:8: error[undeclared]: `y` is not declared\n"
                                        "    1 | '\xE6\xBC\xA2' == y\n"
                                        "      |         ^\n");
  CHECK(shown("\tx ==\ty") == R"(
1:7: error[undeclared]: `y` is not declared
    1 |  x == y
      |       ^
)");
}

TEST_CASE("nothing reaches the terminal unescaped") {
  CHECK(shown("'\x1B[31m' == y", {.name = "a\nb"}) == R"(
a<0A>b:1:12: error[undeclared]: `y` is not declared
    1 | '<1B>[31m' == y
      |               ^
)");
  for (const std::string_view text : {"\x01", "y\xFF", "'\xFF", "\xE2\x80\xAE y", "`\x1B`"}) {
    const std::string out = shown(text);
    CHECK(out.find('\x1B') == std::string::npos);
    CHECK(out.find('\xFF') == std::string::npos);
    CHECK(out.find("\xE2\x80\xAE") == std::string::npos);
  }
}

TEST_CASE("of a long line the part around the mistake is shown") {
  const std::string longer = "'" + std::string(300, 'a') + "' == y || '" + std::string(300, 'b') + "' == s";
  CHECK(shown(longer, {.width = 30}) == R"(
1:307: error[undeclared]: `y` is not declared
    1 | …aaaaa' == y || 'bbbbbbbbbbbbb…
      |            ^
)");
  const std::string wide = "xx" + std::string(300, 'y');
  CHECK(shown(wide, {.width = 10}) == "\n1:1: error[undeclared]: `" + wide + "` is not declared\n" + R"(    1 | xxyyyyyyyy…
      | ^~~~~~~~~~
)");
}

TEST_CASE("many issues are counted, not written out") {
  std::string text = "[y";
  for (int i = 0; i < 30'000; ++i) {
    text += ", y";
  }
  const std::string out = shown(text + "]", {.max_issues = 2});
  CHECK(std::count(out.begin(), out.end(), '\n') == 8);
  CHECK(out.ends_with("29999 more errors are not shown\n"));
}

TEST_CASE("a place beyond the text is its end") {
  CHECK(position_in("ab\nc", 100).line == 2);
  CHECK(position_in("ab\nc", 100).column == 2);
  CHECK(error_text({"late", 100, 200}, "ab\nc") == "2:2: error: late\n    2 | c\n      |  ^\n");
  CHECK(error_text({"no text", 0, 0}, "") == "1:1: error: no text\n    1 | \n      | ^\n");
}

}  // namespace exeunt::cel::test
