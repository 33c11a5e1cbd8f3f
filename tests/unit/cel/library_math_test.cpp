// The math extension.
#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

TEST_CASE("greatest and least") {
  const Case cases[] = {
      {"math.greatest(1, 5, 3)", "5"},
      {"math.least(1, 5, 3)", "1"},
      {"math.greatest(1, 1.5)", "1.5"},
      {"math.least(2u, -1)", "-1"},
      {"math.greatest([1, 2])", "2"},
      {"math.least(-5.5)", "-5.5"},
      {"math.greatest(xs)", "3"},
      {"math.greatest(1, 2u, 1.5, x)", "7"},
      {"math.greatest(9007199254740993, 9007199254740992.0)", "9007199254740993"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("their types are those of their arguments") {
  const Case cases[] = {
      {"math.greatest(1, 2)", "int"},
      {"math.greatest(1, 2, 3)", "int"},
      {"math.least(1, 2.0)", "dyn"},
      {"math.least(1.0, 2.0, 3.0)", "double"},
      {"math.greatest(1, 2u, 3)", "dyn"},
      {"math.greatest('a', 'b')",
       "no_overload 0..23 `math.greatest` does not take `string`, `string` [it is written `math.greatest(int)`, `math.greatest(list(int))`, `math.greatest(int, int)`, `math.greatest(int, uint)`, …]"},
      {"math.greatest(1, 'b', 2)",
       "bad_macro 17..20 `math.greatest` takes numbers [it is written `math.greatest(number, …)`]"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(checked(c.expression) == c.expected);
  }
}

TEST_CASE("rounding and signs") {
  const Case cases[] = {
      {"math.ceil(1.2)", "2.0"},
      {"math.floor(-1.2)", "-2.0"},
      {"math.round(2.5)", "3.0"},
      {"math.round(-2.5)", "-3.0"},
      {"math.trunc(-1.9)", "-1.0"},
      {"math.abs(-3)", "3"},
      {"math.abs(-3.5)", "3.5"},
      {"math.sign(-3)", "-1"},
      {"math.sign(0u)", "0u"},
      {"math.sign(-0.5)", "-1.0"},
      {"math.sqrt(81)", "9.0"},
      {"math.sqrt(2.25)", "1.5"},
      {"math.isNaN(math.sqrt(-1))", "true"},
      {"math.isInf(1.0 / 0.0)", "true"},
      {"math.isFinite(1.0)", "true"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("bits") {
  const Case cases[] = {
      {"math.bitAnd(6, 3)", "2"},
      {"math.bitOr(6u, 3u)", "7u"},
      {"math.bitXor(6, 3)", "5"},
      {"math.bitNot(0)", "-1"},
      {"math.bitShiftLeft(1, 63)", "-9223372036854775808"},
      {"math.bitShiftRight(-1, 63)", "1"},
      {"math.bitShiftLeft(1u, 64)", "0u"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("what has no answer is said where it stands") {
  const Case cases[] = {
      {"1 + math.abs(-9223372036854775808)", "math.abs(-9223372036854775808): int overflow"},
      {"math.bitShiftLeft(1, -1)", "math.bitShiftLeft(1, -1): shift by a negative number: -1"},
      {"math.greatest([])", "math.greatest([]): `math.greatest` of an empty list"},
      {"math.least(dyn([1, 'a']))", "math.least(dyn([1, 'a'])): `math.least` takes numbers"},
      {"math.greatest(0.0 / 0.0, 1.0)", "math.greatest(0.0 / 0.0, 1.0): `math.greatest` of NaN, which has no order"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(failed(c.expression) == c.expected);
  }
}

}  // namespace exeunt::cel::test
