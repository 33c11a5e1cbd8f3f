// base64.
#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

TEST_CASE("base64") {
  const Case cases[] = {
      {"base64.encode(b'')", "''"},
      {"base64.encode(b'a')", "'YQ=='"},
      {"base64.encode(b'ab')", "'YWI='"},
      {"base64.encode(b'abc')", "'YWJj'"},
      {"base64.encode(b'\\xff\\xfe')", "'//4='"},
      {"base64.decode('YQ==')", "b'a'"},
      {"base64.decode('YWI')", "b'ab'"},
      {"base64.decode('YWJj')", "b'abc'"},
      {"base64.decode('')", "b''"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("what is no base64 is said where it stands") {
  const Case cases[] = {
      {"size(base64.decode('YQ=a'))", "base64.decode('YQ=a'): not base64: byte 2 is no digit of it"},
      {"base64.decode('A')", "base64.decode('A'): not base64: the text breaks off"},
      {"base64.decode('=')", "base64.decode('='): not base64: the text breaks off"},
      {"base64.decode('====')", "base64.decode('===='): not base64: byte 0 is no digit of it"},
      {"base64.encode('a')",
       "no_overload 0..18 `base64.encode` does not take `string` [it is written `base64.encode(bytes)`]"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(failed(c.expression) == c.expected);
  }
}

}  // namespace exeunt::cel::test
