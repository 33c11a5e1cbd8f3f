#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

TEST_CASE("the parser builds the tree that precedence and association ask for") {
  const Case cases[] = {
      {"a.b == c && x < 3 && !y", "(&& (== (. a b) c) (< x 3) (! y))"},
      {"a || b && c || d", "(|| a (&& b c) d)"},
      {"a && (b && c) && d", "(&& a (&& b c) d)"},
      {"(a && b) && c", "(&& (&& a b) c)"},
      {"a + b * c - d", "(- (+ a (* b c)) d)"},
      {"a - b - c", "(- (- a b) c)"},
      {"a % b / c", "(/ (% a b) c)"},
      {"a < b == c", "(== (< a b) c)"},
      {"a in b", "(in a b)"},
      {"inner in instance", "(in inner instance)"},
      {"a ? b : c ? d : e", "(?: a b (?: c d e))"},
      {"a || b ? c : d", "(?: (|| a b) c d)"},
      {"!a.b", "(! (. a b))"},
      {"!!a", "(! (! a))"},
      {"-a", "(- a)"},
      {"--1", "(- -1)"},
      {"-1 - -x", "(- -1 (- x))"},
      {"1 -1", "(- 1 1)"},
      {"-(5)", "(- 5)"},
      {"a.b.c", "(. (. a b) c)"},
      {".a.b", "(. .a b)"},
      {"a.for.in_", "(. (. a for) in_)"},
      {"a.`b-c/d`", "(. a b-c/d)"},
      {"f()", "(f)"},
      {"f(a, b).g(1)", "(.g (f a b) 1)"},
      {".f(a)", "(.f a)"},
      {"a[0][b]", "([] ([] a 0) b)"},
      {"[]", "(list)"},
      {"[1, 2,]", "(list 1 2)"},
      {"{}", "(map)"},
      {"{a: 1, 'b': c,}", "(map (a 1) ('b' c))"},
      {"a.b{c: 1, `d-e`: 2,}", "(message a.b (c 1) (d-e 2))"},
      {".a{}", "(message .a)"},
      {"a {b: 1}", "(message a (b 1))"},
      {"a // comment\n  + // another\n b", "(+ a b)"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(parsed(c.expression) == c.expected);
  }
}

TEST_CASE("literals have the values that langdef gives them") {
  const Case cases[] = {
      {"0x1F", "31"},
      {"-0x1F", "-31"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"18446744073709551615u", "18446744073709551615u"},
      {"0xFFU", "255u"},
      {"1.5e3", "1500.0"},
      {".5", "0.5"},
      {"1e-2", "0.01"},
      {"1e-400", "0.0"},
      {R"('it\'s')", R"('it\'s')"},
      {R"("\a\b\f\n\r\t\v\\\?\"\`")", R"('\x07\x08\x0c\n\r\t\x0b\\?"`')"},
      {R"('\x41\u00e9\U0001F600\101')", "'A\u00e9\U0001F600A'"},
      {R"(r'\n')", R"('\\n')"},
      {"'''a\n'b' ''c'''", R"('a\n\'b\' \'\'c')"},
      {R"(R"""a\""")", R"('a\\')"},
      {R"(b'\xff\x00\101')", R"(b'\xff\x00A')"},
      {"b'\u00e9'", R"(b'\xc3\xa9')"},
      {R"(br'\x')", R"(b'\\x')"},
      {"true", "true"},
      {"null", "null"},
      {"''", "''"},
      {"''''''", "''"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(parsed(c.expression) == c.expected);
  }
}

TEST_CASE("macros become nodes of their own") {
  const Case cases[] = {
      {"has(a.b.c)", "(has (. a b) c)"},
      {"xs.all(i, i > 0)", "(all i xs (> i 0))"},
      {"xs.exists(i, v, i > v)", "(exists i v xs (> i v))"},
      {"xs.exists_one(i, i == 1)", "(exists_one i xs (== i 1))"},
      {"xs.existsOne(i, i == 1)", "(exists_one i xs (== i 1))"},
      {"xs.filter(i, i == 1).map(j, j + 1)", "(map j (filter i xs (== i 1)) (+ j 1))"},
      {"xs.map(i, i > 0, -i)", "(map i xs (> i 0) (- i))"},
      {"m.transformList(k, v, v > 0, k)", "(transformList k v m (> v 0) k)"},
      {"m.transformMap(k, v, v + 1)", "(transformMap k v m (+ v 1))"},
      {"m.transformMapEntry(k, v, {v: k})", "(transformMapEntry k v m (map (v k)))"},
      {"cel.bind(y, 1 + 2, y * y)", "(cel.bind y (+ 1 2) (* y y))"},
      {"o.optMap(y, y + 1)", "(optMap y o (+ y 1))"},
      {"o.optFlatMap(y, y.?z)", "(optFlatMap y o (.? y z))"},
      // Other numbers of arguments are ordinary calls.
      {"a.all(b)", "(.all a b)"},
      {"has(a, b)", "(has a b)"},
      {"all(a, b)", "(all a b)"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(parsed(c.expression) == c.expected);
  }
  ParseOptions plain;
  plain.macros = false;
  CHECK(parsed("xs.all(i, has(i.a))", plain) == "(.all xs i (has (. i a)))");
}

TEST_CASE("a macro after && leaves the operands before it alone") {
  CHECK(parsed("a && b && xs.all(i, i) && c || cel.bind(y, d, y) || e") == "(|| (&& a b (all i xs i) c) (cel.bind y d y) e)");
}

TEST_CASE("macros leave no unused nodes behind") {
  Issues issues;
  const auto ast = parse("cel.bind(y, xs.map(i, v, i + v), has(y.z) && a.b{c: 1}.d)", issues);
  REQUIRE(ast);
  std::vector<int> seen(ast->nodes.size());
  for (const Node& node : ast->nodes) {
    for (const NodeId child : node.children) {
      ++seen[child];
    }
  }
  ++seen[ast->root];
  CHECK(seen == std::vector<int>(ast->nodes.size(), 1));
}

TEST_CASE("optional syntax") {
  CHECK(parsed("a.?b[?0].`c`") == "(. ([?] (.? a b) 0) c)");
  CHECK(parsed("[a, ?b]") == "(list a ?b)");
  CHECK(parsed("{?a: b, c: d}") == "(map ?(a b) (c d))");
  CHECK(parsed("T{?a: b}") == "(message T ?(a b))");
  CHECK(parsed("has(a.?b)") == "(has? a b)");
  ParseOptions off;
  off.optional_syntax = false;
  CHECK(parsed("a.?b", off) == "syntax 2..3 expected a field or function name, found `?`");
}

TEST_CASE("nodes know where they stand") {
  Issues issues;
  const auto ast = parse("(aa + b) * size(c.dd)", issues);
  REQUIRE(ast);
  const Node& product = (*ast)[ast->root];
  CHECK(product.name == "_*_");
  CHECK(product.begin == 0);
  CHECK(product.end == 21);
  CHECK(product.name_begin == 9);
  CHECK(product.name_end == 10);
  const Node& sum = (*ast)[product.children[0]];
  CHECK(sum.begin == 1);
  CHECK(sum.end == 7);
  const Node& call = (*ast)[product.children[1]];
  CHECK(call.begin == 11);
  CHECK(call.end == 21);
  CHECK(call.name_end == 15);
  const Node& select = (*ast)[call.children[0]];
  CHECK(select.begin == 16);
  CHECK(select.name_begin == 18);
  CHECK(select.end == 20);
}

TEST_CASE("syntax errors say what was expected and what is there") {
  const Case cases[] = {
      {"", "syntax 0..0 expected an expression, found the end of the expression"},
      {"  // nothing", "syntax 0..0 expected an expression, found the end of the expression"},
      {"a ==", "syntax 4..4 expected an operand, found the end of the expression"},
      {"a == \n ", "syntax 4..4 expected an operand, found the end of the expression"},
      {"a && )", "syntax 5..6 expected an operand, found `)`"},
      {"!", "syntax 1..1 expected an operand, found the end of the expression"},
      {"!-a", "syntax 1..2 expected an operand, found `-`"},
      {"(a", "syntax 2..2 expected `)`, found the end of the expression"},
      {"f(a b)", "syntax 4..5 expected `,` or `)`, found `b`"},
      {"f(a,)", "syntax 4..5 expected an argument, found `)`"},
      {"[1 2]", "syntax 3..4 expected `,` or `]`, found `2`"},
      {"[,]", "syntax 1..2 expected a list element, found `,`"},
      {"{a 1}", "syntax 3..4 expected `:` after the key, found `1`"},
      {"{a: }", "syntax 4..5 expected a value after `:`, found `}`"},
      {"{a: 1", "syntax 5..5 expected `,` or `}`, found the end of the expression"},
      {"T{1: 2}", "syntax 2..3 expected a field name, found `1`"},
      {"a[", "syntax 2..2 expected an index, found the end of the expression"},
      {"a[1", "syntax 3..3 expected `]`, found the end of the expression"},
      {"a.", "syntax 2..2 expected a field or function name, found the end of the expression"},
      {"a.1", "syntax 2..3 expected a field or function name, found `1`"},
      {"a.true", "syntax 2..6 expected a field or function name, found `true`"},
      {"a ? b", "syntax 5..5 expected `:`, found the end of the expression"},
      {"a ? : c", "syntax 4..5 expected an expression after `?`, found `:`"},
      {"a ? b :", "syntax 7..7 expected an expression after `:`, found the end of the expression"},
      {"a b", "syntax 2..3 `b` does not continue the expression"},
      {"a = b", "syntax 2..3 `=` does not continue the expression [equality is written `==`]"},
      {"a and b", "syntax 2..5 `and` does not continue the expression [logical and is written `&&`]"},
      {"a | b", "syntax 2..3 `|` does not continue the expression [logical or is written `||`]"},
      {"for", "syntax 0..3 `for` is a reserved word"},
      {"a == 'b", "syntax 5..6 the string that begins here is not closed on its line"},
      {"'a\nb'", "syntax 0..1 the string that begins here is not closed on its line"},
      {"'''a'", "syntax 0..3 the string that begins here is not closed"},
      {"a \x01", "syntax 2..3 the byte 0x01 does not continue the expression"},
      {"a \xff", "syntax 2..3 the byte 0xff does not continue the expression"},
      {"a \u00e9", "syntax 2..4 `\u00e9` does not continue the expression"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(parsed(c.expression) == c.expected);
  }
}

TEST_CASE("bad literals and macros are all reported, at their own place") {
  const Case cases[] = {
      {"30d", "bad_literal 0..3 `30d` is not a number"},
      {"0x", "bad_literal 0..2 `0x` is not a number"},
      {"1.5u", "bad_literal 0..4 `1.5u` is not a number"},
      {"1e400", "bad_literal 0..5 `1e400` is too large for a double"},
      {"9223372036854775808",
       "bad_literal 0..19 `9223372036854775808` is too large for an int [as a uint: `9223372036854775808u`]"},
      {"-9223372036854775809", "bad_literal 0..20 `-9223372036854775809` is too small for an int"},
      {"-1u", "bad_literal 0..3 `-1u` is negative, but unsigned"},
      {"18446744073709551616u", "bad_literal 0..21 `18446744073709551616u` is too large for a uint"},
      {R"('a\qb')",
       R"(bad_literal 2..4 `\q` is not an escape sequence [write `\\` for a backslash, or put `r` before the quotes])"},
      {R"('\x4')", R"(bad_literal 1..4 `\x4` is not a complete escape sequence [2 hexadecimal digits are needed])"},
      {R"('\ud800')", R"(bad_literal 1..7 `\ud800` is not a Unicode character)"},
      {R"(b'\u0041')",
       R"(bad_literal 2..4 `\u` has no meaning in bytes [bytes are written `\x41` or `\101`])"},
      {"'\xff'", "bad_literal 0..3 the text is not valid UTF-8"},
      {"has(a)", "bad_macro 4..5 `has` needs a field selection [it is written `has(object.field)`]"},
      {"xs.all(1, true)",
       "bad_macro 7..8 `all` needs a variable's name here [it is written `range.all(x, condition)`]"},
      {"m.all(k, k, true)", "bad_macro 9..10 `k` names both variables [it is written `range.all(x, condition)`]"},
      {"1x + 2y", "bad_literal 0..2 `1x` is not a number\nbad_literal 5..7 `2y` is not a number"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(parsed(c.expression) == c.expected);
  }
}

static std::string prefix(std::string_view text) {
  Issues issues;
  const Prefix out = parse_prefix(text, issues);
  return out.ast ? dump(*out.ast) + " to " + std::to_string(out.end) : test::text(issues);
}

TEST_CASE("a prefix ends where the expression ends") {
  const Case cases[] = {
      {"email.owner == subject\n  then erase", "(== (. email owner) subject) to 22"},
      {"a }", "a to 1"},
      {"a {", "a to 1"},
      {"a\n{ b: 1 }", "a to 1"},
      {"a{b: 1} then", "(message a (b 1)) to 7"},
      {"a, b", "a to 1"},
      {"  a // comment\n  + b // more\n then", "(+ a b) to 20"},
      {"f(x)\nby user.created", "(f x) to 4"},
      {"a in b in_order", "(in a b) to 6"},
      {"a == then", "(== a then) to 9"},
      {"a ==\n}", "syntax 5..6 expected an operand, found `}`"},
      {"", "syntax 0..0 expected an expression, found the end of the expression"},
      {"then", "then to 4"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(prefix(c.expression) == c.expected);
  }
}

}  // namespace exeunt::cel::test
