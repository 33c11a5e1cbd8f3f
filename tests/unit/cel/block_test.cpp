// cel.block, cel.index and cel.iterVar.
#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

TEST_CASE("values shared within an expression") {
  const Case cases[] = {
      {"cel.block([x + 1, cel.index(0) * 2], cel.index(1) - cel.index(0))", "8"},
      {"cel.block([], 1)", "1"},
      {"cel.block([1 / 0], true)", "true"},
      {"cel.block([xs], cel.index(0).map(cel.iterVar(0, 0), cel.index(0).map(cel.iterVar(1, 0), cel.iterVar(0, 0) * cel.iterVar(1, 0)))[2])",
       "[3, 6, 9]"},
      {"cel.block([cel.block([2], cel.index(0) + 1)], cel.index(0))", "3"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("what is wrong with a block") {
  const Case cases[] = {
      {"cel.block(xs, 1)",
       "bad_macro 10..12 `cel.block` needs a list of values here [it is written `cel.block([value, …], result)`]"},
      {"cel.block([1], cel.index(1))", "undeclared 15..27 `cel.index(1)` is not declared"},
      {"cel.index(s)", "bad_macro 10..11 `cel.index` needs a number here [it is written `cel.index(0)`]"},
      {"cel.block([1, 'a'], cel.index(1))", "string"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(checked(c.expression) == c.expected);
  }
}

}  // namespace exeunt::cel::test
