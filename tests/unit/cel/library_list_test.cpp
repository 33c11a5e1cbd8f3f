// Lists, and lists as sets.
#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

TEST_CASE("parts and orders of lists") {
  const Case cases[] = {
      {"[1, 2, 3, 4].slice(1, 3)", "[2, 3]"},
      {"xs.slice(3, 3)", "[]"},
      {"[[1, 2], [3]].flatten()", "[1, 2, 3]"},
      {"[dyn(1), [2, [3]]].flatten()", "[1, 2, [3]]"},
      {"[[1, [2, [3]]]].flatten(2)", "[1, 2, [3]]"},
      {"[3, 1, 2].sort()", "[1, 2, 3]"},
      {"['b', 'a'].sort()", "['a', 'b']"},
      {"[].sort()", "[]"},
      {"[1, 2, 1, 3, 2].distinct()", "[1, 2, 3]"},
      {"[1, 1.0, 'a', 'a'].distinct()", "[1, 'a']"},
      {"xs.reverse()", "[3, 2, 1]"},
      {"xs.first().value() + xs.last().value()", "4"},
      {"[].first()", "optional.none()"},
      {"lists.range(3)", "[0, 1, 2]"},
      {"lists.range(-1)", "[]"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("sorting by a key") {
  const Case cases[] = {
      {"['ccc', 'a', 'bb'].sortBy(e, size(e))", "['a', 'bb', 'ccc']"},
      {"xs.sortBy(e, -e)", "[3, 2, 1]"},
      {"['b1', 'a2', 'b0'].sortBy(e, e.charAt(0))", "['a2', 'b1', 'b0']"},
      {"[[3, 1], [2]].sortBy(l, l.sortBy(e, e)[0]).map(l, l.size())", "[2, 1]"},
      {"email.readers.sortBy(r, -r.age).map(r, r.age)", "[43, 42]"},
      {"[].sortBy(e, e)", "[]"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("types of lists") {
  const Case cases[] = {
      {"[[1]].flatten()", "list(int)"},
      {"email.readers.sortBy(r, r.age)", "list(user)"},
      {"xs.first()", "optional_type(int)"},
      {"email.readers.distinct()[0].name", "string"},
      {"xs.sortBy(e, [e])", "no_overload 0..17 `sortBy` is not defined for `list(int)` and `list(list(int))`"},
      {"xs.sortBy(1, 2)",
       "bad_macro 10..11 `sortBy` needs a variable's name here [it is written `list.sortBy(x, key)`]"},
      {"sets.contains([1], ['a'])",
       "no_overload 0..25 `sets.contains` does not take `list(int)`, `list(string)` [it is written `sets.contains(list(A), list(A))`]"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(checked(c.expression) == c.expected);
  }
}

TEST_CASE("lists as sets") {
  const Case cases[] = {
      {"sets.contains([1, 2, 3], [2, 3.0])", "true"},
      {"sets.contains([1], [1, 2])", "false"},
      {"sets.contains([], [])", "true"},
      {"sets.equivalent([1, 2, 2], [2, 1])", "true"},
      {"sets.equivalent([1], [1, 2])", "false"},
      {"sets.intersects([1, 2], [3, 2])", "true"},
      {"sets.intersects([], [1])", "false"},
      {"sets.contains(email.readers, [subject])", "true"},
      {"sets.intersects([0.0 / 0.0], [0.0 / 0.0])", "false"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("what is wrong with a list is said where it stands") {
  const Case cases[] = {
      {"size(xs.slice(1, 4))", "xs.slice(1, 4): no slice from 1 to 4 of a list of 3"},
      {"xs.slice(-1, 2)", "xs.slice(-1, 2): no slice from -1 to 2 of a list of 3"},
      {"xs.slice(2, 1)", "xs.slice(2, 1): no slice from 2 to 1 of a list of 3"},
      {"[[1]].flatten(-1)", "[[1]].flatten(-1): `flatten` to a negative depth: -1"},
      {"[dyn(1), dyn('a')].sort()", "[dyn(1), dyn('a')].sort(): `sort` cannot order a `int` and a `string`"},
      {"[dyn(null)].sort()", "[dyn(null)].sort(): `sort` cannot order values of type `null`"},
      {"xs.sortBy(e, dyn([e]))", "xs.sortBy(e, dyn([e])): `sortBy` cannot order values of type `list`"},
      {"lists.range(9223372036854775807)",
       "lists.range(9223372036854775807): the list would have 9223372036854775807 elements; the limit is 16777216"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(failed(c.expression) == c.expected);
  }
}

}  // namespace exeunt::cel::test
