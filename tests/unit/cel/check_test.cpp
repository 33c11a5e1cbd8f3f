#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

static void check_all(std::span<const Case> cases) {
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(checked(c.expression) == c.expected);
  }
}

TEST_CASE("types of expressions") {
  const Case cases[] = {
      {"email.owner.name", "string"},
      {"email.owner.manager", "wrapper(user)"},
      {"email.owner.manager.manager.name", "string"},
      {"email.visibility", "email.visibility"},
      {"event.time", "timestamp"},
      {"event.time - event.time", "duration"},
      {"d.anything[0].at_all", "dyn"},
      {"x + 1", "int"},
      {"s + 'a'", "string"},
      {"[1, 2]", "list(int)"},
      {"[1, 'a']", "list(dyn)"},
      {"[1, 2u]", "list(dyn)"},
      {"[]", "list(dyn)"},
      {"[[], [1]]", "list(list(int))"},
      {"{'a': 1, 'b': 2}", "map(string, int)"},
      {"{'a': 1, 2: 'b'}", "map(dyn, dyn)"},
      {"[email.owner, null]", "list(user)"},
      {"[email.visibility, 'private']", "list(email.visibility)"},
      {"[email.visibility, s]", "list(string)"},
      {"b ? email.visibility : 'shared'", "email.visibility"},
      {"b ? x : null", "wrapper(int)"},
      {"b ? email.owner : null", "user"},
      {"b ? d : 1", "dyn"},
      {"m['a']", "int"},
      {"m.a", "int"},
      {"m[?'a']", "optional_type(int)"},
      {"email.?sent", "optional_type(wrapper(timestamp))"},
      {"optional.of(email).owner.name", "optional_type(string)"},
      {"optional.of(1).optMap(o, string(o))", "optional_type(string)"},
      {"optional.of(1).optFlatMap(o, optional.of([o]))", "optional_type(list(int))"},
      {"optional.none().orValue(x)", "int"},
      {"has(email.sent)", "bool"},
      {"xs.map(i, string(i))", "list(string)"},
      {"xs.map(i, i > 1, [i])", "list(list(int))"},
      {"m.filter(k, k == 'a')", "list(string)"},
      {"m.transformMap(k, v, k)", "map(string, string)"},
      {"xs.transformMap(i, v, 'a')", "map(int, string)"},
      {"m.transformMapEntry(k, v, {v: k})", "map(int, string)"},
      {"xs.transformList(i, v, i + v)", "list(int)"},
      {"email.readers.exists(r, r.name == s)", "bool"},
      {"cel.bind(y, x, [y])", "list(int)"},
      {"twice(x)", "int"},
      {"subject.older(3)", "bool"},
      {"length(d)", "int"},
      {"type(x)", "type(int)"},
      {"user", "type(user)"},
      {"type(d) == user", "bool"},
      {"google.protobuf.Timestamp", "type(timestamp)"},
      {"size(xs) + size(s)", "int"},
      {"x < 1.5", "bool"},
      {"x == 1.5", "bool"},
      {"x in [1.0, 2u]", "bool"},
      {"email == null", "bool"},
      {"n == null", "bool"},
      {"n + 'a'", "string"},
      {"email.visibility == s", "bool"},
      {"email.visibility + '!'", "string"},
      {"'x' in m", "bool"},
      {"has_role(subject, 'admin')", "bool"},
  };
  check_all(cases);
}

TEST_CASE("names and fields that do not exist, with the nearest that do") {
  const Case cases[] = {
      {"emial.owner", "undeclared 0..5 `emial` is not declared [did you mean `email`?]"},
      {"zzzzzz", "undeclared 0..6 `zzzzzz` is not declared"},
      {"email.ownr", "unknown_field 6..10 `email` has no field `ownr` [did you mean `owner`?]"},
      {"email.owner.manager.nam", "unknown_field 20..23 `user` has no field `nam` [did you mean `name`?]"},
      {"has(email.colour)", "unknown_field 10..16 `email` has no field `colour`"},
      {"x.y", "unknown_field 2..3 an `int` has no fields, so no `y`"},
      {"user.name", "unknown_field 5..9 `user` is a type, not a value of it, so it has no `name`"},
      {"email.owner.manager.name.x", "unknown_field 25..26 a `string` has no fields, so no `x`"},
      {"xs.map(item, itme)", "undeclared 13..17 `itme` is not declared [did you mean `item`?]"},
      {"xs.all(i, true) && i == 1", "undeclared 19..20 `i` is not declared"},
      {"twise(x)", "unknown_function 0..5 there is no function `twise` [did you mean `twice`?]"},
      {"s.startswith('a')", "unknown_function 2..12 there is no function `startswith` [did you mean `startsWith`?]"},
      {"xs.all(true)", "no_overload 3..6 `all` takes other arguments [it is written `range.all(x, condition)`]"},
      {"emial{owner: subject}",
       "unknown_function 0..5 there is no type `emial` [a map literal has no type name before its `{`]"},
      {"email{owner: subject}",
       "unknown_function 0..5 values of type `email` cannot be constructed [a map literal has no type name before its "
       "`{`]"},
  };
  check_all(cases);
}

TEST_CASE("a closed string meets its own values only") {
  const Case cases[] = {
      {"email.visibility == 'privat'",
       "not_a_value 20..28 `privat` is not a value of `email.visibility` [did you mean 'private'?]"},
      {"'x' != email.visibility",
       "not_a_value 0..3 `x` is not a value of `email.visibility` [its values are 'private', 'shared']"},
      {"email.visibility in ['private', 'shred']",
       "not_a_value 32..39 `shred` is not a value of `email.visibility` [did you mean 'shared'?]"},
      {"['shard', email.visibility]",
       "not_a_value 1..8 `shard` is not a value of `email.visibility` [did you mean 'shared'?]"},
      {"b ? email.visibility : 'sharde'",
       "not_a_value 23..31 `sharde` is not a value of `email.visibility` [did you mean 'shared'?]"},
      {"email.visibility == (b ? 'privte' : 'shared')",
       "not_a_value 25..33 `privte` is not a value of `email.visibility` [did you mean 'private'?]"},
      {"email.readers.map(r, r.role) == ['admn']",
       "not_a_value 33..39 `admn` is not a value of `user.role` [did you mean 'admin'?]"},
      {"'admni' in email.readers.map(r, r.role)",
       "not_a_value 0..7 `admni` is not a value of `user.role` [did you mean 'admin'?]"},
      {"has_role(subject, 'admins')",
       "not_a_value 18..26 `admins` is not a value of `user.role` [did you mean 'admin'?]"},
      {"email.visibility == subject.role",
       "no_overload 0..32 `email.visibility` and `user.role` have no value in common"},
      {"email.visibility == 1", "no_overload 0..21 an `email.visibility` never equals an `int`"},
  };
  check_all(cases);
}

TEST_CASE("types that do not fit") {
  const Case cases[] = {
      {"s == 1", "no_overload 0..6 a `string` never equals an `int`"},
      {"email == subject", "no_overload 0..16 an `email` never equals a `user`"},
      {"xs == ['a']", "no_overload 0..11 a `list(int)` never equals a `list(string)`"},
      {"s == null", "no_overload 0..9 `s` is never null [its type is `string`]"},
      {"null != email.owner.age", "no_overload 0..23 `email.owner.age` is never null [its type is `int`]"},
      {"twice(x) == null", "no_overload 0..16 an `int` is never null"},
      {"null in xs", "no_overload 0..10 an `int` in this list is never null"},
      {"s in xs", "no_overload 0..7 a `string` is never in a `list(int)`"},
      {"'a' in s",
       "no_overload 0..8 `in` looks into a list or a map, not a `string` [to look for text in text: "
       "`text.contains(part)`]"},
      {"s + 1", "no_overload 0..5 `+` is not defined for `string` and `int` [convert with `string(…)`]"},
      {"x + 1.5",
       "no_overload 0..7 `+` is not defined for `int` and `double` [convert one side with `int(…)`, `uint(…)` or "
       "`double(…)`]"},
      {"-s", "no_overload 0..2 `-` is not defined for `string`"},
      {"!x", "no_overload 0..2 `!` is not defined for `int`"},
      {"x && b", "no_overload 0..1 an operand of `&&` must be `bool`, not `int`"},
      {"x ? 1 : 2", "no_overload 0..1 the condition of `? :` must be `bool`, not `int`"},
      {"b ? 1 : 'a'",
       "no_overload 0..11 the branches of `? :` are of types `int` and `string` [where both are meant, `dyn(…)` around "
       "one of them]"},
      {"s.startsWith(1)",
       "no_overload 0..15 `startsWith` of a `string` does not take `int` [it is written `string.startsWith(string)`]"},
      {"startsWith(s, 'a')",
       "no_overload 0..10 `startsWith` is called on a value [it is written `string.startsWith(string)`]"},
      {"x.twice()", "no_overload 2..7 `twice` is not called on a value [it is written `twice(int)`]"},
      {"twice()", "no_overload 0..7 `twice` takes arguments [it is written `twice(int)`]"},
      {"s.getHours()",
       "no_overload 0..12 `getHours` is not called on a `string` [it is written `timestamp.getHours()`, "
       "`timestamp.getHours(string)`, `duration.getHours()`]"},
      {"s.startsWith()",
       "no_overload 0..14 `startsWith` takes arguments [it is written `string.startsWith(string)`]"},
      {"twice(s)", "no_overload 0..8 `twice` does not take `string` [it is written `twice(int)`]"},
      {"x[0]", "no_overload 0..4 an `int` cannot be indexed"},
      {"xs['a']", "no_overload 3..6 a list is indexed by `int`, not `string`"},
      {"m[1]", "no_overload 2..3 the map's keys are `string`, not `int`"},
      {"{1.5: 2}", "wrong_type 1..4 a `double` cannot be a key [keys are `bool`, `int`, `uint` or `string`]"},
      {"[?x]", "wrong_type 2..3 an entry marked `?` must be optional, not `int`"},
      {"x.all(i, true)", "no_overload 0..1 `all` looks at a list or a map, not an `int`"},
      {"xs.all(i, i)", "wrong_type 10..11 the condition of `all` must be `bool`, not `int`"},
      {"m.transformMapEntry(k, v, v)", "wrong_type 26..27 `transformMapEntry` needs a map of one entry, not `int`"},
      {"x.optMap(o, o)", "no_overload 0..1 `optMap` is called on an optional value, not on an `int`"},
      {"optional.of(1).optFlatMap(o, o)", "wrong_type 29..30 `optFlatMap` needs an optional result, not `int`"},
  };
  check_all(cases);
}

TEST_CASE("several mistakes are reported in the order of the text, each once") {
  CHECK(checked("nope == 1 && s == 2 && email.ownr.name == 'a' && email.visibility == 'x' + 'y' && xs.all(i, nop)") ==
        "undeclared 0..4 `nope` is not declared\n"
        "no_overload 13..19 a `string` never equals an `int`\n"
        "unknown_field 29..33 `email` has no field `ownr` [did you mean `owner`?]\n"
        "undeclared 92..95 `nop` is not declared");
}

TEST_CASE("the type that is wanted") {
  CHECK(checked("b", Type::boolean()) == "bool");
  CHECK(checked("d", Type::boolean()) == "dyn");
  CHECK(checked("x", Type::boolean()) == "wrong_type 0..1 expected `bool`, found `int`");
  CHECK(checked("n", Type::string()) ==
        "wrong_type 0..1 expected `string`, found a `string` that may be null [compare it with null first]");
  CHECK(checked("n", Type::nullable(Type::string())) == "wrapper(string)");
  CHECK(checked("null", Type::nullable(Type::string())) == "null");
  CHECK(checked("email.owner.manager", Type::boolean()) == "wrong_type 0..19 expected `bool`, found `user?`");
  CHECK(checked("x", Type::nullable(Type::string())) == "wrong_type 0..1 expected `string?`, found `int`");
  CHECK(checked("email.owner.manager", Type::object("user")) ==
        "wrong_type 0..19 expected `user`, found a `user` that may be null [compare it with null first]");
  CHECK(checked("null", Type::string()) == "wrong_type 0..4 expected `string`, found `null`");
  CHECK(checked("null", Type::object("user")) == "wrong_type 0..4 expected `user`, found `null`");
  CHECK(checked("email.visibility", Type::string()) == "email.visibility");
  CHECK(checked("'private'", visibility()) == "string");
  CHECK(checked("b ? 'private' : 'shared'", visibility()) == "string");
  CHECK(checked("'secret'", visibility()) ==
        "not_a_value 0..8 `secret` is not a value of `email.visibility` [its values are 'private', 'shared']");
  CHECK(checked("b ? 'private' : email.visibility", visibility()) == "email.visibility");
  CHECK(checked("b ? 'private' : b ? 'shared' : null", Type::nullable(visibility())) == "wrapper(string)");
  CHECK(checked("b ? 'private' : null", visibility()) ==
        "wrong_type 0..20 expected `email.visibility`, found `string?`");
  CHECK(checked("b ? 'private' : s", visibility()) == "wrong_type 0..17 expected `email.visibility`, found `string`");
  CHECK(checked("b ? 'secret' : null", Type::nullable(visibility())) ==
        "not_a_value 4..12 `secret` is not a value of `email.visibility` [its values are 'private', 'shared']");
  CHECK(checked("s", visibility()) == "wrong_type 0..1 expected `email.visibility`, found `string`");
  CHECK(checked("[]", Type::list(Type::object("user"))) == "list(dyn)");
  CHECK(checked("[d, email.owner]", Type::list(Type::object("user"))) == "list(dyn)");
  CHECK(checked("[email.owner, email]", Type::list(Type::object("user"))) ==
        "wrong_type 14..19 expected `user`, found `email`");
  CHECK(checked("b ? [] : [1, 'a', 2]", Type::list(Type::int64())) == "wrong_type 13..16 expected `int`, found `string`");
  CHECK(checked("nope", Type::boolean()) == "undeclared 0..4 `nope` is not declared");
}

TEST_CASE("names are looked up from the container outwards") {
  Environment scope;
  scope.set_container("a.b");
  scope.declare_variable("x", Type::int64(), 1);
  scope.declare_variable("a.x", Type::string(), 2);
  scope.declare_variable("a.b.c.x", Type::boolean(), 3);
  scope.declare_function("a.f", {}, Type::bytes(), 4);
  const auto type = [&](std::string_view expression) {
    Issues issues;
    const auto out = check(*parse(expression, issues), scope, issues);
    return out ? out->type().text() + " " + std::to_string(out->info[out->ast.root].slot) : text(issues);
  };
  CHECK(type("x") == "string 2");
  CHECK(type(".x") == "int 1");
  CHECK(type("c.x") == "bool 3");
  CHECK(type("a.x") == "string 2");
  CHECK(type("f()") == "bytes -1");
  CHECK(type(".a.f()") == "bytes -1");
  CHECK(type(".f()") == "unknown_function 1..2 there is no function `.f` [did you mean `a.f`?]");
  CHECK(type("[true].map(x, x)[0]") == "bool -1");
}

TEST_CASE("a copied environment goes its own way") {
  Environment first;
  first.declare_variable("x", Type::int64(), 1);
  Environment second = first;
  second.declare_variable("x", Type::string(), 2);
  second.declare_variable("y", Type::string(), 3);
  CHECK(first.find_variable("x")->slot == 1);
  CHECK(first.find_variable("y") == nullptr);
  CHECK(second.find_variable("x")->slot == 2);
}

TEST_CASE("what stands where what is wanted") {
  const Types types;
  const Type closed = Type::closed_string("c", {"a"});
  CHECK(is_assignable(closed, Type::string(), &types));
  CHECK(!is_assignable(Type::string(), closed, &types));
  CHECK(is_assignable(closed, Type::closed_string("wider", {"b", "a"}), &types));
  CHECK(is_assignable(Type::dyn(), Type::int64(), &types));
  CHECK(is_assignable(Type::int64(), Type::dyn(), &types));
  CHECK(is_assignable(Type::int64(), Type::nullable(Type::int64()), &types));
  CHECK(!is_assignable(Type::nullable(Type::int64()), Type::int64(), &types));
  CHECK(is_assignable(Type::null(), Type::nullable(Type::object("user")), &types));
  CHECK(!is_assignable(Type::null(), Type::object("user"), &types));
  CHECK(is_assignable(Type::list(closed), Type::list(Type::string()), &types));
  CHECK(!is_assignable(Type::list(Type::nullable(closed)), Type::list(closed), &types));
  CHECK(!is_assignable(Type::object("user"), Type::object("email"), nullptr));
}

}  // namespace exeunt::cel::test
