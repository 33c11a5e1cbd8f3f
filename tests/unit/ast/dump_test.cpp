#include <catch2/catch.hpp>

#include "interpreter/ast/ast.h"

using namespace exeunt::ast;

static File file_with(DeclarationBody body) {
  File file;
  file.pack = Name{"p", {}};
  file.declarations.push_back({std::move(body), false, {}});
  return file;
}

static std::string where(std::string_view text) {
  Rule rule;
  rule.name.text = "r";
  rule.where = Expression{std::string(text), {}, {}};
  const std::string out = dump(file_with(rule));
  const std::size_t begin = out.find("(where ") + 7;
  return out.substr(begin, out.find(")))\n") - begin);
}

TEST_CASE("a dump shows neither spelling nor places nor comments") {
  File file = file_with(Concept{{"deal", {}}, Text{"Deals", {}, {}}, {}, {}, {}});
  const std::string before = dump(file);
  CHECK(before == "(file\n  (pack p)\n  (concept deal\n    (title \"Deals\")))\n");
  file.spelling = File::Spelling::yaml;
  file.comments.push_back({"x", {}, true});
  file.declarations[0].span = {{1}, 5, 9};
  CHECK(dump(file) == before);
}

TEST_CASE("the layout of an expression does not show, its tokens do") {
  CHECK(where("a == b") == R"("a==b")");
  CHECK(where(" a\n  ==b // why\n") == R"("a==b")");
  CHECK(where("a in  b") == R"("a in b")");
  CHECK(where("'a  b' == \"c // d\"") == R"x("'a  b'==\"c // d\"")x");
  CHECK(where(R"('it\'s  x' == y)") == R"x("'it\\'s  x'==y")x");
  CHECK(where(R"(r'\' == '  ')") == R"x("r'\\'=='  '")x");
  CHECK(where("'''a  'b' ''' == c") == R"x("'''a  'b' '''==c")x");
  CHECK(where("'open  ") == R"("'open  ")");
}

TEST_CASE("delays are compared by what they say") {
  Rule days;
  days.name.text = "r";
  days.after = Delay{86'400, "1d", std::nullopt, {}};
  Rule hours = days;
  hours.after = Delay{86'400, "24h", std::nullopt, {}};
  CHECK(dump(file_with(days)) == dump(file_with(hours)));
}

TEST_CASE("texts are quoted") {
  CHECK(dump(file_with(Class{{"c", {}}, Text{"a\"b\\c\nd\te\r", {}, {}}, {}, {}})) ==
        "(file\n  (pack p)\n  (class c\n    (title \"a\\\"b\\\\c\\nd\\te\\r\")))\n");
}

TEST_CASE("keyword and name of each declaration") {
  CHECK(keyword(DeclarationBody(Advice{})) == "advise");
  CHECK(keyword(DeclarationBody(HowTo{})) == "howto");
  CHECK(keyword(DeclarationBody(Drop{})) == "drop");
  const DeclarationBody body = Enum{{"e", {}}, {}};
  CHECK(keyword(body) == "enum");
  CHECK(name(body).text == "e");
}
