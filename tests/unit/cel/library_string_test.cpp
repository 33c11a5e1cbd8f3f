// The strings extension, format() apart.
#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

TEST_CASE("positions in text are of characters") {
  const Case cases[] = {
      {"'hé😀'.charAt(1)", "'é'"},
      {"'hé'.charAt(2)", "''"},
      {"'hé😀x'.indexOf('x')", "3"},
      {"'abcabc'.indexOf('c', 3)", "5"},
      {"'abc'.indexOf('', 3)", "3"},
      {"'abc'.indexOf('d')", "-1"},
      {"'éaéa'.lastIndexOf('éa')", "2"},
      {"'éaéa'.lastIndexOf('éa', 1)", "0"},
      {"'abc'.lastIndexOf('')", "3"},
      {"''.lastIndexOf('a')", "-1"},
      {"'hé😀x'.substring(1, 3)", "'é😀'"},
      {"'abc'.substring(3)", "''"},
      {"'abc'.substring(1, 1)", "''"},
      {"'hé😀'.reverse()", "'😀éh'"},
      {"s.substring(x - 5)", "'xt'"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("replacing text") {
  const Case cases[] = {
      {"'aXbXc'.replace('X', '--')", "'a--b--c'"},
      {"'aXbXc'.replace('X', '', 1)", "'abXc'"},
      {"'aXb'.replace('X', 'y', 0)", "'aXb'"},
      {"'aXb'.replace('X', 'y', -1)", "'ayb'"},
      {"'hé'.replace('', '-')", "'-h-é-'"},
      {"''.replace('', 'a')", "'a'"},
      {"'ab'.replace('', '-', 2)", "'-a-b'"},
      {"'aaa'.replace('a', 'aa')", "'aaaaaa'"},
      {"'abc'.replace('d', 'e')", "'abc'"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("text as a literal") {
  const Case cases[] = {
      {"strings.quote('say \"hi\"\\n')", "'\"say \\\\\"hi\\\\\"\\\\n\"'"},
      {"strings.quote('')", "'\"\"'"},
      {"strings.quote('é')", "'\"é\"'"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("what is wrong with a position is said where it stands") {
  const Case cases[] = {
      {"1 + size('abc'.charAt(4))", "'abc'.charAt(4): index out of range: 4"},
      {"'abc'.charAt(-1)", "'abc'.charAt(-1): index out of range: -1"},
      {"'abc'.indexOf('a', 4)", "'abc'.indexOf('a', 4): index out of range: 4"},
      {"'abc'.lastIndexOf('a', -1)", "'abc'.lastIndexOf('a', -1): index out of range: -1"},
      {"'abc'.substring(1, 9)", "'abc'.substring(1, 9): index out of range: 9"},
      {"'abc'.substring(2, 1)", "'abc'.substring(2, 1): invalid substring range. start: 2, end: 1"},
      {"'abc'.substring(9223372036854775807)",
       "'abc'.substring(9223372036854775807): index out of range: 9223372036854775807"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(failed(c.expression) == c.expected);
  }
}

TEST_CASE("calls that no overload takes") {
  const Case cases[] = {
      {"'abc'.charAt('1')",
       "no_overload 0..17 `charAt` of a `string` does not take `string` [it is written `string.charAt(int)`]"},
      {"s.lastIndexof('a')", "unknown_function 2..13 there is no function `lastIndexof` [did you mean `lastIndexOf`?]"},
      {"s.replace('a', 'b').size()", "int"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(checked(c.expression) == c.expected);
  }
}

TEST_CASE("text does not grow beyond the limit") {
  EvaluateLimits limits;
  limits.max_text_bytes = 100;
  CHECK(failed("'aaaaaaaaaa'.replace('a', 'bbbbbbbbbb').size()", limits) == "100");
  CHECK(failed("'aaaaaaaaaaa'.replace('a', 'bbbbbbbbbb').size()", limits) ==
        "'aaaaaaaaaaa'.replace('a', 'bbbbbbbbbb'): the text would be 110 bytes long; the limit is 100");
  CHECK(failed("['a', 'b'].join('01234567890123456789012345678901234567890123456789'"
               "+ '01234567890123456789012345678901234567890123456789').size()",
               limits)
            .ends_with("the text would be 102 bytes long; the limit is 100"));
}

}  // namespace exeunt::cel::test
