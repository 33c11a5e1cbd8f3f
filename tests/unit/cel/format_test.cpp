#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

TEST_CASE("spacing is canonical and the tokens stay") {
  const Case cases[] = {
      {"a.b==c&&x<-3||!y", "a.b == c && x < -3 || !y"},
      {"  x in[ 1,2 ,]  ", "x in [1, 2,]"},
      {"a?b:{c:d,?e:f}", "a ? b : {c: d, ?e: f}"},
      {"f( a ,b ) . g( ) [ ? 0 ]", "f(a, b).g()[?0]"},
      {"a- -b", "a - -b"},
      {"-1+(-x)*2", "-1 + (-x) * 2"},
      {"x.?y . z{a:1}", "x.?y.z{a: 1}"},
      {"{'a':b?c:d,'e':f}", "{'a': b ? c : d, 'e': f}"},
      {"[a?-1:2,!x]", "[a ? -1 : 2, !x]"},
      {"a.in_+b . c", "a.in_ + b.c"},
      {".a.b", ".a.b"},
      {"a?.b:-c", "a ? .b : -c"},
      {"! ! x", "!!x"},
      {"''' a  b '''+\"c\"", "''' a  b ''' + \"c\""},
      {"a.`b c`==1", "a.`b c` == 1"},
      {"a\n  ||\n  b", "a || b"},
      {"m [ 'a' ] [ 0 ]", "m['a'][0]"},
      {"[ ] + { }", "[] + {}"},
      {"a // why\n && b", "a // why\n&& b"},
      {"// first\na", "// first\na"},
      {"a && b // end   ", "a && b // end"},
      {"", ""},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(format(c.expression) == c.expected);
    CHECK(format(c.expected) == c.expected);
  }
}

TEST_CASE("one line, whatever the layout") {
  const Case cases[] = {
      {"a\n  || b", "a || b"},
      {"a // why\n  // and why not\n&&(b ||c)", "a && (b || c)"},
      {"// first\na // last", "a"},
      {"'''a\n b''' +\n'// c'", "'''a\n b''' + '// c'"},
      {"xs.exists(x,\n x)", "xs.exists(x, x)"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(one_line(c.expression) == c.expected);
    CHECK(one_line(c.expected) == c.expected);
  }
}

TEST_CASE("long lines break before && and || of the outermost level") {
  const std::string_view expression = "aaaaaaaaaa == 1 && (bbbbbbbbbb == 2 || cccccccccc == 3) && dddddddddd == 4";
  CHECK(format(expression, 4, 40) ==
        "aaaaaaaaaa == 1\n"
        "    && (bbbbbbbbbb == 2 || cccccccccc == 3)\n"
        "    && dddddddddd == 4");
  CHECK(format(expression, 0, 60) ==
        "aaaaaaaaaa == 1 && (bbbbbbbbbb == 2 || cccccccccc == 3)\n"
        "&& dddddddddd == 4");
  CHECK(format(expression) == expression);
  CHECK(format(format(expression, 2, 30), 2, 30) == format(expression, 2, 30));
}

TEST_CASE("formatting changes nothing but white space") {
  for (const std::string_view expression :
       {"a ? b ? c : d : e", "xs.all(i,v,i>v)&&has(a.b)", "T{a:1,?`b-c`:2,}", "a.b.c(d)[e].?f[?g]", "x-1-(-1)",
        "b'\\xff'+r'\\'+'''a\n'b'''"}) {
    INFO(expression);
    CHECK(parsed(format(expression)) == parsed(expression));
  }
}

}  // namespace exeunt::cel::test
