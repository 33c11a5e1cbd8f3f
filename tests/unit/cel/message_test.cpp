#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

/// Inside google.protobuf, so that names are short. The type and the value, or what is wrong.
static std::string typed(std::string_view expression) {
  Environment scope = environment();
  scope.set_container("google.protobuf");
  Issues issues;
  auto ast = parse(expression, issues);
  auto checked = ast ? check(std::move(*ast), scope, issues) : std::nullopt;
  if (!checked) {
    return text(issues);
  }
  const std::string type = checked->type().text();
  return type + " " + text(Program(std::move(*checked)).evaluate(Host()));
}

static std::string unchecked_value(std::string_view expression) {
  Environment scope = environment();
  scope.set_container("google.protobuf");
  Issues issues;
  auto ast = parse(expression, issues);
  return ast ? text(Program(unchecked(std::move(*ast), scope)).evaluate(Host())) : text(issues);
}

TEST_CASE("wrappers are the scalar that they hold, and may be null") {
  const Case cases[] = {
      {"Int32Value{value: 2147483647}", "wrapper(int) 2147483647"},
      {"Int32Value{value: -2147483648}", "wrapper(int) -2147483648"},
      {"Int32Value{value: 2147483648}",
       "wrapper(int) error: field `value` of `google.protobuf.Int32Value`: 2147483648 does not fit into 32 bits"},
      {"Int32Value{value: -2147483649}",
       "wrapper(int) error: field `value` of `google.protobuf.Int32Value`: -2147483649 does not fit into 32 bits"},
      {"UInt32Value{value: 4294967295u}", "wrapper(uint) 4294967295u"},
      {"UInt32Value{value: 4294967296u}",
       "wrapper(uint) error: field `value` of `google.protobuf.UInt32Value`: 4294967296u does not fit into 32 bits"},
      {"Int64Value{value: 2147483648}", "wrapper(int) 2147483648"},
      {"FloatValue{value: 0.1}", "wrapper(double) 0.10000000149011612"},
      {"FloatValue{value: 3.4028235677973366e38}", "wrapper(double) double('Infinity')"},
      {"FloatValue{value: -1e300}", "wrapper(double) double('-Infinity')"},
      {"FloatValue{value: 3.4028235677973362e38}", "wrapper(double) 3.4028234663852886e+38"},
      {"FloatValue{value: double('NaN')}", "wrapper(double) double('NaN')"},
      {"DoubleValue{value: 1e300}", "wrapper(double) 1e+300"},
      {"StringValue{}", "wrapper(string) ''"},
      {"BytesValue{value: b'\\xff'}", "wrapper(bytes) b'\\xff'"},
      {".google.protobuf.BoolValue{`value`: true}", "wrapper(bool) true"},
      {"BoolValue{} == null", "bool false"},
      {"Int64Value{value: 5} + 1", "int 6"},
      {"type(Int64Value{}) == int", "bool true"},
      {"type(1) == Int64Value", "bool true"},
      {"Int64Value{value: Int32Value{value: 3}}", "wrapper(int) 3"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(typed(c.expression) == c.expected);
  }
}

TEST_CASE("timestamps and durations of seconds and nanos") {
  const Case cases[] = {
      {"Duration{seconds: 123}", "duration duration('123s')"},
      {"Duration{seconds: -1, nanos: -500000000}", "duration duration('-1.5s')"},
      {"Duration{}", "duration duration('0s')"},
      {"Duration{seconds: 315576000000}", "duration duration('315576000000s')"},
      {"Duration{seconds: 315576000000, nanos: 1}",
       "duration error: 315576000000 seconds: a duration is at most 315576000000 seconds long"},
      {"Duration{seconds: -9223372036854775808}",
       "duration error: -9223372036854775808 seconds: a duration is at most 315576000000 seconds long"},
      {"Duration{seconds: 1, nanos: -1}",
       "duration error: `seconds` and `nanos` of a duration have one sign, unlike 1 and -1"},
      {"Duration{seconds: -1, nanos: 1}",
       "duration error: `seconds` and `nanos` of a duration have one sign, unlike -1 and 1"},
      {"Duration{nanos: 1000000000}",
       "duration error: the `nanos` of a duration are -999999999 to 999999999, not 1000000000"},
      {"Duration{nanos: 3000000000}",
       "duration error: field `nanos` of `google.protobuf.Duration`: 3000000000 does not fit into 32 bits"},
      {"Timestamp{seconds: 1, nanos: 5000000}", "timestamp timestamp('1970-01-01T00:00:01.005Z')"},
      {"Timestamp{nanos: -1}", "timestamp error: the `nanos` of a timestamp are 0 to 999999999, not -1"},
      {"Timestamp{seconds: 253402300800}",
       "timestamp error: 253402300800 seconds: a timestamp lies in the years 0001 to 9999"},
      {"type(timestamp('2024-01-01T00:00:00Z')) == Timestamp", "bool true"},
      {"timestamp('1970-01-01T00:00:00Z') + Duration{seconds: 60} == Timestamp{seconds: 60}", "bool true"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(typed(c.expression) == c.expected);
  }
}

TEST_CASE("values of JSON, of what is no JSON too") {
  const Case cases[] = {
      {"Value{}", "dyn null"},
      {"Value{null_value: NullValue.NULL_VALUE}", "dyn null"},
      {"Value{null_value: null}", "dyn null"},
      {"NullValue.NULL_VALUE", "int 0"},
      {"Value{bool_value: true, string_value: 'last'}", "dyn 'last'"},
      {"Struct{fields: {'i': 1, 'u': 2u, 'n': null}}", "map(string, dyn) {'i': 1.0, 'u': 2.0, 'n': null}"},
      {"ListValue{values: [9007199254740991, 9007199254740992, -9007199254740992, 9007199254740992u]}",
       "list(dyn) [9007199254740991.0, '9007199254740992', '-9007199254740992', '9007199254740992']"},
      {"ListValue{values: [b'\\xff\\xfe', Duration{nanos: 1000000}, Timestamp{}]}",
       "list(dyn) ['//4=', '0.001s', '1970-01-01T00:00:00Z']"},
      {"Value{list_value: [[1], {true: [2], 3: 4u, 5u: 'six'}]}",
       "dyn [[1.0], {'true': [2.0], '3': 4.0, '5': 'six'}]"},
      {"Value{struct_value: {'a': {1: 2, '1': 3}}}",
       "dyn error: field `struct_value` of `google.protobuf.Value`: the key '1' comes twice"},
      {"Value{list_value: [type(1)]}",
       "dyn error: field `list_value` of `google.protobuf.Value`: JSON has nothing for a `type`"},
      {"Struct{}", "map(string, dyn) {}"},
      {"Struct{fields: {'a': 1}}.a + 1.0", "double 2.0"},
      {"ListValue{values: [1]} == [1]", "bool true"},
      {"Value{list_value: xs}", "dyn [1.0, 2.0, 3.0]"},
      {"Value{string_value: email.owner.manager.name}", "dyn unknown 102"},
      {"Value{bool_value: u, string_value: [''][1]}", "dyn unknown 1"},
      {"Any{}", "dyn error: a `google.protobuf.Any` without `type_url` holds no value"},
      {"Any{type_url: 'a/b.C', value: b''}", "dyn error: a `google.protobuf.Any` of 'a/b.C' cannot be unpacked"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(typed(c.expression) == c.expected);
  }
}

TEST_CASE("optional fields are set where there is something") {
  CHECK(typed("Int32Value{?value: optional.of(7)}") == "wrapper(int) 7");
  CHECK(typed("Int32Value{?value: optional.none()}") == "wrapper(int) 0");
  CHECK(typed("Value{string_value: 'a', ?number_value: m[?'zzz'].optMap(v, double(v))}") == "dyn 'a'");
  CHECK(typed("Int32Value{?value: 7}") == "wrong_type 19..20 an entry marked `?` must be optional, not `int`");
  CHECK(unchecked_value("Int32Value{?value: 7}") == "error: an entry marked `?` must be optional, not `int`");
}

TEST_CASE("literals that do not fit their message") {
  const Case cases[] = {
      {"Int32Value{value: 'a'}",
       "wrong_type 18..21 the field `value` of `google.protobuf.Int32Value` is `int`, not `string`"},
      {"Int32Value{value: null}",
       "wrong_type 18..22 the field `value` of `google.protobuf.Int32Value` is `int`, not `null`"},
      {"Value{null_value: 'a'}",
       "wrong_type 18..21 the field `null_value` of `google.protobuf.Value` is `int?`, not `string`"},
      {"Struct{fields: {1: 2}}",
       "wrong_type 15..21 the field `fields` of `google.protobuf.Struct` is `map(string, dyn)`, not `map(int, int)`"},
      {"Duration{secnds: 1}",
       "unknown_field 9..15 `google.protobuf.Duration` has no field `secnds` [did you mean `seconds`?]"},
      {"Duration{`secnds`: nope}",
       "unknown_field 9..17 `google.protobuf.Duration` has no field `secnds` [did you mean `seconds`?]\n"
       "undeclared 19..23 `nope` is not declared"},
      {"Duration{nanos: 1, nanos: 2}", "wrong_type 19..24 the field `nanos` comes twice"},
      {"google.protobuf.Int23Value{value: 1}",
       "unknown_function 0..26 there is no type `google.protobuf.Int23Value` [did you mean "
       "`google.protobuf.Int32Value`?]"},
      {"Int32Value{value: 1}.value", "unknown_field 21..26 an `int` has no fields, so no `value`"},
      {"google.protobuf.Empty{}",
       "unknown_function 0..21 there is no type `google.protobuf.Empty` [a map literal has no type name before its "
       "`{`]"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(typed(c.expression) == c.expected);
  }
}

TEST_CASE("unchecked literals fail where they are run") {
  const Case cases[] = {
      {"Int32Value{value: 'a'}", "error: field `value` of `google.protobuf.Int32Value`: a `string` is no `int`"},
      {"Int32Value{value: null}", "error: field `value` of `google.protobuf.Int32Value`: a `null` is no `int`"},
      {"Duration{secnds: 1}", "error: `google.protobuf.Duration` has no field `secnds`"},
      {"Duration{nanos: 1, nanos: 2}", "error: the field `nanos` comes twice"},
      {"Value{number_value: 1.5}.number_value", "error: a `double` has no field `number_value`"},
      {"Nope{}", "error: values of type `Nope` cannot be constructed"},
      {"Struct{fields: {'a': 1}}.a", "1.0"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(unchecked_value(c.expression) == c.expected);
  }
}

TEST_CASE("errors of a message point at the value of the field") {
  CHECK(failed("google.protobuf.Int32Value{value: 1 + 2147483647}") ==
        "1 + 2147483647: field `value` of `google.protobuf.Int32Value`: 2147483648 does not fit into 32 bits");
  CHECK(failed("[google.protobuf.Duration{seconds: 1, nanos: -1}]") ==
        "google.protobuf.Duration{seconds: 1, nanos: -1}: `seconds` and `nanos` of a duration have one sign, unlike 1 "
        "and -1");
}

TEST_CASE("turning values into JSON is paid for") {
  EvaluateLimits limits;
  limits.max_cost = 200;
  std::string nested = "[1, 1]";
  std::string expression;
  for (int i = 0; i < 12; ++i) {
    expression += "cel.bind(x" + std::to_string(i) + ", " + nested + ", ";
    nested = "[x" + std::to_string(i) + ", x" + std::to_string(i) + "]";
  }
  expression += "google.protobuf.ListValue{values: x11}" + std::string(12, ')');
  CHECK(evaluated(expression, limits) == "error: the evaluation costs more than 200 steps");
}

}  // namespace exeunt::cel::test
