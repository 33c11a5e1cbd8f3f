// format().
#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

TEST_CASE("clauses of format") {
  const Case cases[] = {
      {"'%s is %d'.format([s, x])", "'text is 7'"},
      {"'100%%'.format([])", "'100%'"},
      {"'%s'.format([xs])", "'[1, 2, 3]'"},
      {"'%s'.format([{'b': [1.5, null], 'a': {}}])", "'{a: {}, b: [1.5, null]}'"},
      {"'%s %s'.format([[], type(1)])", "'[] int'"},
      {"'%d %d %d'.format([-1, 2u, 1.5])", "'-1 2 1.5'"},
      {"'%.2f %.0f'.format([1.005, 2.5])", "'1.00 2'"},
      {"'%e'.format([1234.5])", "'1.234500e+03'"},
      {"'%b %b %o %x %X'.format([5, true, 8, 255, -255])", "'101 1 10 ff -FF'"},
      {"'%x %X'.format(['hé', b'\\xff'])", "'68c3a9 FF'"},
      {"'%s'.format([b'\\xff'])", "'�'"},
      {"'%s'.format([duration('90s')])", "'90s'"},
      {"'%f'.format([double('NaN')])", "'NaN'"},
      {"'%s'.format([1e30])", "'1000000000000000000000000000000'"},
      {"'no clause'.format([1])", "'no clause'"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("what is wrong with a format is said where it stands") {
  const Case cases[] = {
      {"size('%d'.format(['a']))", "'%d'.format(['a']): `%d` does not take a `string`"},
      {"'%s%s'.format([1])", "'%s%s'.format([1]): `format` has 1 arguments, and a clause for one more"},
      {"'%q'.format([1])", "'%q'.format([1]): `%q` is no clause of `format`"},
      {"'100%'.format([])", "'100%'.format([]): a clause of `format` breaks off after `%`"},
      {"'%.f'.format([1])", "'%.f'.format([1]): a clause of `format` breaks off after `%`"},
      {"'%.999f'.format([1])", "'%.999f'.format([1]): the precision of `%f` is not in 0..100"},
      {"'%.99999999999f'.format([1])", "'%.99999999999f'.format([1]): the precision of `%f` is not in 0..100"},
      {"'%s'.format([email])", "'%s'.format([email]): `%s` does not take a `object`"},
      {"'%b'.format([1.5])", "'%b'.format([1.5]): `%b` does not take a `double`"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(failed(c.expression) == c.expected);
  }
}

TEST_CASE("formatted text does not grow beyond the limit") {
  EvaluateLimits limits;
  limits.max_text_bytes = 10;
  CHECK(failed("'%s%s'.format(['12345', '67890'])", limits) == "'1234567890'");
  CHECK(failed("'%s%s'.format(['12345', '678901'])", limits) ==
        "'%s%s'.format(['12345', '678901']): the text would be 11 bytes long; the limit is 10");
  CHECK(failed("'%x'.format(['123456'])", limits).ends_with("the limit is 10"));
}

}  // namespace exeunt::cel::test
