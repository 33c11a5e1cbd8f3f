// The standard definitions of CEL, each by an example: what an operator or a function gives for every type that it takes,
// after the expression was checked and without that.
#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

static void evaluate_defined(std::span<const Case> cases) {
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
    CHECK(evaluated_unchecked(c.expression) == c.expected);
  }
}

TEST_CASE("standard definitions: arithmetic of every number") {
  const Case cases[] = {
      {"double(x) - 0.5", "6.5"},
      {"-double(x)", "-7.0"},
      {"double(x) / 2.0", "3.5"},
      {"0.0 / double(x)", "0.0"},
      {"double(x) / 0.0", "double('Infinity')"},
      {"double(x) / -0.0", "double('-Infinity')"},
      {"0.0 * (1.0 / (double(x) - 7.0))", "double('NaN')"},
      {"uint(x) - 8u", "error: uint overflow"},
      {"uint(x) / 2u", "3u"},
      {"uint(x) % 2u", "1u"},
      {"x % 0", "error: modulus by zero"},
      {"x / -2", "-3"},
      {"x % -2", "1"},
      {"(x - 9223372036854775807 - 8) / -1", "error: int overflow"},
      {"(x - 9223372036854775807 - 8) % -1", "error: int overflow"},
      {"dyn(x) + 1", "8"},
      {"dyn(x) - 0.5", "error: `-` is not defined for `int`, `double`"},
      {"dyn(s) + 'ual'", "'textual'"},
      {"b'ab' + b'c'", "b'abc'"},
      {"xs + []", "[1, 2, 3]"},
      {"[] + xs", "[1, 2, 3]"},
      {"xs + [4]", "[1, 2, 3, 4]"},
  };
  evaluate_defined(cases);
}

TEST_CASE("standard definitions: order and equality of every type") {
  const Case cases[] = {
      {"uint(x) <= 7", "true"},
      {"uint(x) < 6.5", "false"},
      {"double(x) >= 7u", "true"},
      {"double(x) > 7", "false"},
      {"dyn(x) <= 7.0", "true"},
      {"dyn(uint(x)) >= 8u", "false"},
      {"dyn(0.5) < dyn(1)", "true"},
      {"dyn(0.5) <= dyn(0.25)", "false"},
      {"dyn(timestamp(x)) <= dyn(timestamp(7))", "true"},
      {"dyn(duration('7s')) > dyn(duration('8s'))", "false"},
      {"dyn('b') >= dyn('a')", "true"},
      {"dyn(b'b') < dyn(b'a')", "false"},
      {"dyn(true) > dyn(false)", "true"},
      {"dyn('a') < dyn(1)", "error: `<` is not defined for `string`, `int`"},
      {"dyn(b'a') == dyn(b'a')", "true"},
      {"dyn(b'a') == dyn('a')", "false"},
      {"dyn(true) == dyn(true)", "true"},
      {"dyn(timestamp(0)) == dyn(timestamp(1))", "false"},
      {"dyn(duration('1s')) == dyn(duration('1000ms'))", "true"},
      {"[1, [2, 'a']] == [1, [2, 'b']]", "false"},
      {"{'a': 1} == {'a': 2}", "false"},
      {"{'a': 1} != {'b': 1}", "true"},
      {"optional.of(1) == optional.of(1)", "true"},
      {"optional.of(1) == optional.none()", "false"},
      {"optional.none() == optional.none()", "true"},
      {"type(x) == int", "true"},
      {"type(x) == type(uint(x))", "false"},
      {"!(dyn(x) == 8)", "true"},
  };
  evaluate_defined(cases);
}

TEST_CASE("standard definitions: types have names") {
  const Case cases[] = {
      {"type(dyn(true))", "bool"},
      {"type(dyn(uint(x)))", "uint"},
      {"type(dyn(0.5))", "double"},
      {"type(dyn(b'a'))", "bytes"},
      {"type(dyn(null))", "null_type"},
      {"type(dyn([1]))", "list"},
      {"type(dyn({'a': 1}))", "map"},
      {"type(dyn(timestamp(0)))", "google.protobuf.Timestamp"},
      {"type(dyn(duration('1s')))", "google.protobuf.Duration"},
      {"type(dyn(optional.of(1)))", "optional_type"},
      {"type(type(x))", "type"},
      {"type(dyn(email))", "email"},
  };
  evaluate_defined(cases);
}

TEST_CASE("standard definitions: conversions") {
  const Case cases[] = {
      {"int('+7')", "7"},
      {"int('+-7')", "error: '+-7' is not a valid int"},
      {"int('7 ')", "error: '7 ' is not a valid int"},
      {"int(18446744073709551615u)", "error: int out of range"},
      {"int(uint(x))", "7"},
      {"int(1e19)", "error: int out of range"},
      {"int(-7.9)", "-7"},
      {"int(timestamp('2001-09-09T01:46:40Z'))", "1000000000"},
      {"uint(-x)", "error: uint out of range"},
      {"uint(7.9)", "7u"},
      {"uint(-1.0)", "error: uint out of range"},
      {"uint(1e20)", "error: uint out of range"},
      {"uint('7')", "7u"},
      {"uint('-7')", "error: '-7' is not a valid uint"},
      {"double(x)", "7.0"},
      {"double(uint(x))", "7.0"},
      {"double('1e3')", "1000.0"},
      {"double('one')", "error: 'one' is not a valid double"},
      {"string(true)", "'true'"},
      {"string(false)", "'false'"},
      {"string(uint(x))", "'7'"},
      {"string(0.0 / 0.0)", "'NaN'"},
      {"string(1.0 / 0.0)", "'+Inf'"},
      {"string(-1.0 / 0.0)", "'-Inf'"},
      {"string(b'\\xff')", "error: the bytes are not valid UTF-8"},
      {"string(timestamp(0))", "'1970-01-01T00:00:00Z'"},
      {"string(duration('90m'))", "'5400s'"},
      {"bytes('a')", "b'a'"},
      {"bool('TRUE')", "true"},
      {"bool('f')", "false"},
      {"bool('yes')", "error: 'yes' is not a valid bool"},
      {"timestamp(253402300800)", "error: timestamp out of range"},
      {"timestamp('2024-02-30T00:00:00Z')", "error: '2024-02-30T00:00:00Z' is not a valid RFC 3339 timestamp"},
      {"duration(x)", "duration('7s')"},
      {"duration(315576000001)", "error: duration out of range"},
      {"duration('1h1x')", "error: '1h1x' is not a valid duration"},
      {"dyn(7.0) == int(7)", "true"},
  };
  evaluate_defined(cases);
}

TEST_CASE("standard definitions: times and durations") {
  const Case cases[] = {
      {"timestamp('2024-02-28T23:59:59.5Z') + duration('1s')", "timestamp('2024-02-29T00:00:00.5Z')"},
      {"timestamp('2024-03-01T00:00:00Z') - duration('0.5s')", "timestamp('2024-02-29T23:59:59.5Z')"},
      {"timestamp('2024-03-01T00:00:00Z') - timestamp('2024-03-01T00:00:01.5Z')", "duration('-1.5s')"},
      {"timestamp('2024-03-01T00:00:01.5Z') - timestamp('2024-03-01T00:00:01.75Z')", "duration('-0.25s')"},
      {"duration('1.5s') + duration('0.75s')", "duration('2.25s')"},
      {"duration('1s') - duration('1.5s')", "duration('-0.5s')"},
      {"duration('-1.75s') + duration('-0.75s')", "duration('-2.5s')"},
      {"timestamp('9999-12-31T23:59:59Z') + duration('1s')", "error: timestamp out of range"},
      {"timestamp('9999-12-31T23:59:59Z') - timestamp('0001-01-01T00:00:00Z')", "error: duration out of range"},
      {"timestamp('0001-01-01T00:00:00Z').getFullYear()", "1"},
      {"timestamp('1600-02-29T00:00:00Z').getDayOfYear()", "59"},
      {"timestamp('1900-03-01T00:00:00Z').getDayOfYear()", "59"},
      {"timestamp('2024-03-01T12:34:56.789Z').getMinutes()", "34"},
      {"timestamp('2024-03-01T12:34:56.789Z').getSeconds()", "56"},
      {"timestamp('2024-03-01T12:34:56.789Z').getMilliseconds()", "789"},
      {"timestamp('2024-03-01T12:34:56.789Z').getMonth()", "2"},
      {"timestamp('2024-03-01T12:34:56.789Z').getDate()", "1"},
      {"timestamp('2024-03-01T12:34:56.789Z').getDayOfMonth()", "0"},
      {"timestamp('2024-03-01T12:34:56.789Z').getDayOfWeek()", "5"},
      {"duration('3723.5s').getHours()", "1"},
      {"duration('3723.5s').getMinutes()", "62"},
      {"duration('3723.5s').getSeconds()", "3723"},
      {"duration('3723.5s').getMilliseconds()", "500"},
  };
  evaluate_defined(cases);
}

TEST_CASE("standard definitions: time zones") {
  const Case cases[] = {
      {"timestamp('2024-03-01T12:00:00Z').getHours('')", "12"},
      {"timestamp('2024-03-01T12:00:00Z').getHours('UTC')", "12"},
      {"timestamp('2024-03-01T12:00:00Z').getHours('+05:30')", "17"},
      {"timestamp('2024-03-01T12:00:00Z').getMinutes('-05:30')", "30"},
      {"timestamp('2024-03-01T12:00:00Z').getHours('02:00')", "14"},
      {"timestamp('2024-03-01T12:00:00Z').getHours('+2')", "error: unknown time zone '+2'"},
      // Of the rules that hold for ever: summer begins before it ends, or ends before it begins; weeks counted from the end.
      {"timestamp('2200-07-01T12:00:00Z').getHours('Europe/Berlin')", "14"},
      {"timestamp('2200-01-01T12:00:00Z').getHours('Europe/Berlin')", "13"},
      {"timestamp('2200-01-01T12:00:00Z').getHours('Pacific/Auckland')", "1"},
      {"timestamp('2200-07-01T12:00:00Z').getHours('Pacific/Auckland')", "0"},
      {"timestamp('2200-07-01T12:00:00Z').getMinutes('Pacific/Chatham')", "45"},
      {"timestamp('2200-07-01T12:00:00Z').getHours('America/Sao_Paulo')", "9"},
      {"timestamp('2200-07-01T12:00:00Z').getMinutes('Asia/Kathmandu')", "45"},
      // Of the past.
      {"timestamp('1990-07-01T12:00:00Z').getHours('Europe/Moscow')", "16"},
      {"timestamp('1800-01-01T12:00:00Z').getHours('Europe/London')", "11"},
      {"timestamp(0).getHours('Europe/Nowhere')", "error: unknown time zone 'Europe/Nowhere'"},
      {"timestamp(0).getHours('/etc/passwd')", "error: unknown time zone '/etc/passwd'"},
      {"timestamp(0).getHours('../zoneinfo/UTC')", "error: unknown time zone '../zoneinfo/UTC'"},
      {"timestamp(0).getHours('Etc/GMT+5')", "19"},
  };
  evaluate_defined(cases);
}

TEST_CASE("standard definitions: what is asked of addresses") {
  const Case cases[] = {
      {"ip('0.0.0.0').isUnspecified()", "true"},
      {"ip('::').isUnspecified()", "true"},
      {"ip('::1').isUnspecified()", "false"},
      {"ip('127.3.2.1').isLoopback()", "true"},
      {"ip('::1').isLoopback()", "true"},
      {"ip('128.0.0.1').isLoopback()", "false"},
      {"ip('224.0.0.7').isLinkLocalMulticast()", "true"},
      {"ip('224.0.1.7').isLinkLocalMulticast()", "false"},
      {"ip('ff02::1').isLinkLocalMulticast()", "true"},
      {"ip('ff05::1').isLinkLocalMulticast()", "false"},
      {"ip('169.254.9.9').isLinkLocalUnicast()", "true"},
      {"ip('169.253.9.9').isLinkLocalUnicast()", "false"},
      {"ip('fe80::1').isLinkLocalUnicast()", "true"},
      {"ip('fec0::1').isLinkLocalUnicast()", "false"},
      {"ip('192.168.0.1').isGlobalUnicast()", "true"},
      {"ip('2001:db8::1').isGlobalUnicast()", "true"},
      {"ip('255.255.255.255').isGlobalUnicast()", "false"},
      {"ip('239.1.1.1').isGlobalUnicast()", "false"},
      {"ip('ff00::1').isGlobalUnicast()", "false"},
      {"cidr('10.0.0.0/8').containsIP(ip('10.1.2.3'))", "true"},
      {"cidr('10.0.0.0/8').containsCIDR(cidr('10.1.0.0/16'))", "true"},
      {"cidr('10.0.0.0/8').containsCIDR(cidr('11.0.0.0/16'))", "false"},
      {"cidr('::ffff:10.0.0.0/104')", "error: an IPv4 address mapped to IPv6 is not allowed: `::ffff:10.0.0.0`"},
      {"cidr('10.0.0.0/8') == cidr('10.0.0.0/9')", "false"},
      {"cidr('10.0.0.0/8').containsIP('nonsense')", "error: `nonsense` is no IP address"},
      {"cidr('10.0.0.0/8').containsCIDR('nonsense')", "error: `nonsense` is no range of addresses: it lacks a `/`"},
      {"ip('nonsense')", "error: `nonsense` is no IP address"},
  };
  evaluate_defined(cases);
}

TEST_CASE("standard definitions: optional values") {
  const Case cases[] = {
      {"optional.ofNonZeroValue(null)", "optional.none()"},
      {"optional.ofNonZeroValue(false)", "optional.none()"},
      {"optional.ofNonZeroValue(0)", "optional.none()"},
      {"optional.ofNonZeroValue(0u)", "optional.none()"},
      {"optional.ofNonZeroValue(0.0)", "optional.none()"},
      {"optional.ofNonZeroValue('')", "optional.none()"},
      {"optional.ofNonZeroValue(b'')", "optional.none()"},
      {"optional.ofNonZeroValue(timestamp(0))", "optional.none()"},
      {"optional.ofNonZeroValue(duration('0s'))", "optional.none()"},
      {"optional.ofNonZeroValue([])", "optional.none()"},
      {"optional.ofNonZeroValue({})", "optional.none()"},
      {"optional.ofNonZeroValue(email)", "optional.of(object(1))"},
      {"optional.ofNonZeroValue(x)", "optional.of(7)"},
      {"optional.none().or(optional.of(1))", "optional.of(1)"},
      {"optional.none().orValue(x)", "7"},
      {"optional.of(1).orValue(x)", "1"},
      {"m[?'a']", "optional.of(1)"},
      {"m[?'z']", "optional.none()"},
      {"xs[?0].orValue(9)", "1"},
      {"xs[?7].orValue(9)", "9"},
      {"{'a': {'b': 1}}.?a.b", "optional.of(1)"},
      {"{'a': {'b': 1}}.?z.b", "optional.none()"},
      {"optional.of([1, 2])[0]", "optional.of(1)"},
      {"optional.of({'a': 1})[?'z']", "optional.none()"},
      {"has(optional.of({'a': 1}).a)", "true"},
      {"has(optional.none().a)", "false"},
      {"[?m[?'a'], ?m[?'z'], 3]", "[1, 3]"},
      {"{?'a': m[?'a'], ?'z': m[?'z']}", "{'a': 1}"},
      {"optional.of(2).optMap(y, y * 2)", "optional.of(4)"},
      {"optional.of(2).optFlatMap(y, m[?'a'])", "optional.of(1)"},
      {"optional.none().optMap(y, y * 2)", "optional.none()"},
      {"dyn(1).or(optional.of(2))", "error: `or` is not defined for `int`"},
      {"dyn(1).optMap(y, y)", "error: `optMap` is called on an optional value, not on a `int`"},
      {"optional.of(dyn(2)).optFlatMap(y, dyn(y))", "error: `optFlatMap` needs an optional result, not a `int`"},
      {"optional.none().value()", "error: optional.none() has no value"},
      {"optional.of(1).hasValue()", "true"},
  };
  evaluate_defined(cases);
}

TEST_CASE("standard definitions: texts made by a format") {
  const Case cases[] = {
      {"'%d %d'.format([x, uint(x)])", "'7 7'"},
      {"'%b %b %b'.format([5, 5u, true])", "'101 101 1'"},
      {"'%b'.format([false])", "'0'"},
      {"'%x %X %o'.format([255, 255u, 8])", "'ff FF 10'"},
      {"'%x'.format(['az'])", "'617a'"},
      {"'%X'.format([b'az'])", "'617A'"},
      {"'%.2f %.1e'.format([x, uint(x)])", "'7.00 7.0e+00'"},
      {"'%f %f %f'.format([1.0 / 0.0, -1.0 / 0.0, 0.0 / 0.0])", "'Infinity -Infinity NaN'"},
      {"'%s %s %s'.format([1.0 / 0.0, -1.0 / 0.0, 0.0 / 0.0])", "'Infinity -Infinity NaN'"},
      {"'%s %s %s'.format([true, 7u, null])", "'true 7 null'"},
      {"'%s %s'.format([timestamp(0), duration('1.5s')])", "'1970-01-01T00:00:00Z 1.5s'"},
      {"'%s'.format([{'b': [1, 'x'], 'a': {true: b'y'}}])", "'{a: {true: y}, b: [1, x]}'"},
      {"'%s'.format([type(x)])", "'int'"},
      {"'%s'.format([b'a\\xffb'])", "'a\xEF\xBF\xBD" "b'"},
      {"'%%'.format([])", "'%'"},
      {"'%d'.format(['x'])", "error: `%d` does not take a `string`"},
      {"'%f'.format(['x'])", "error: `%f` does not take a `string`"},
      {"'%b'.format(['x'])", "error: `%b` does not take a `string`"},
      {"'%d'.format([])", "error: `format` has 0 arguments, and a clause for one more"},
      {"'%'.format([])", "error: a clause of `format` breaks off after `%`"},
      {"'%z'.format([1])", "error: `%z` is no clause of `format`"},
      {"'%.f'.format([1.0])", "error: a clause of `format` breaks off after `%`"},
      {"'%.999f'.format([1.0])", "error: the precision of `%f` is not in 0..100"},
      {"'%s'.format([email])", "error: `%s` does not take a `object`"},
      {"'%s'.format([[email]])", "error: `%s` does not take a `object`"},
      {"'%s'.format([{'a': email}])", "error: `%s` does not take a `object`"},
  };
  evaluate_defined(cases);
}

TEST_CASE("standard definitions: functions of numbers") {
  const Case cases[] = {
      {"math.sign(-0.5)", "-1.0"},
      {"math.sign(0.5)", "1.0"},
      {"math.sign(0.0 / 0.0)", "double('NaN')"},
      {"math.sign(x)", "1"},
      {"math.sign(-x)", "-1"},
      {"math.sign(x - 7)", "0"},
      {"math.sign(0u)", "0u"},
      {"math.sign(uint(x))", "1u"},
      {"math.abs(-x)", "7"},
      {"math.abs(x)", "7"},
      {"math.abs(uint(x))", "7u"},
      {"math.abs(-0.5)", "0.5"},
      {"math.sqrt(49u)", "7.0"},
      {"math.sqrt(49)", "7.0"},
      {"math.sqrt(0.25)", "0.5"},
      {"math.greatest(x, 8u, 7.5)", "8u"},
      {"math.least([x, 3.5])", "3.5"},
      {"math.ceil(1.2)", "2.0"},
      {"math.floor(-1.2)", "-2.0"},
      {"math.round(1.5)", "2.0"},
      {"math.trunc(-1.7)", "-1.0"},
      {"math.isNaN(0.0 / 0.0)", "true"},
      {"math.isInf(1.0 / 0.0)", "true"},
      {"math.isFinite(1.0)", "true"},
      {"math.bitAnd(6, 3)", "2"},
      {"math.bitOr(6u, 3u)", "7u"},
      {"math.bitXor(6, 3)", "5"},
      {"math.bitNot(0)", "-1"},
      {"math.bitShiftLeft(1, 4)", "16"},
      {"math.bitShiftRight(16u, 4)", "1u"},
      {"math.bitShiftLeft(1, -1)", "error: shift by a negative number: -1"},
  };
  evaluate_defined(cases);
}

TEST_CASE("standard definitions: elements and members of what is not known before") {
  const Case cases[] = {
      {"dyn(xs)[1u]", "2"},
      {"dyn(xs)[1.0]", "2"},
      {"dyn(xs)[1.5]", "error: a list is not indexed by 1.5"},
      {"dyn(xs)['a']", "error: a list is not indexed by 'a'"},
      {"dyn(xs)[18446744073709551615u]", "error: index 18446744073709551615u is outside the list of 3"},
      {"dyn(xs)[1e300]", "error: a list is not indexed by 1e+300"},
      {"dyn(x)[0]", "error: a `int` cannot be indexed"},
      {"dyn(x).name", "error: a `int` has no field `name`"},
      {"dyn(m).a", "1"},
      {"dyn(m)['b']", "2"},
      {"dyn(m)[?'z'].orValue(5)", "5"},
      {"dyn(xs)[?5].orValue(5)", "5"},
      {"dyn(x)[?0].orValue(5)", "error: a `int` cannot be indexed"},
      {"2 in dyn(xs)", "true"},
      {"'a' in dyn(m)", "true"},
      {"dyn('z') in m", "false"},
      {"dyn(2.0) in [1, 2]", "true"},
      {"dyn('b') in ['a', 'b', 'c', 'd', 'e']", "true"},
      {"dyn('f') in ['a', 'b', 'c', 'd', 'e']", "false"},
      {"1 in dyn(x)", "error: `in` looks into a list or a map, not a `int`"},
      {"{1: 'a', 2u: 'b', true: 'c'}[2]", "'b'"},
      {"{1: 'a'}[1.0]", "'a'"},
      {"{'a': 1, 'a': 2}", "error: the key 'a' comes twice"},
      {"{dyn(0.5): 1}", "error: a 0.5 cannot be a key"},
      {"dyn(xs).exists(e, dyn(e))", "error: the condition of `exists` must be `bool`, not `int`"},
      {"dyn(x).exists(e, true)", "error: `exists` looks at a list or a map, not a `int`"},
      {"xs.filter(e, dyn(e))", "error: the condition of `filter` must be `bool`, not `int`"},
      {"['a', dyn(1)].join()", "error: `join` takes a list of strings"},
      {"cel.bind(y, x + 1, y * y)", "64"},
      {"xs.transformMap(i, e, e > 1, e * 10)", "{1: 20, 2: 30}"},
      {"xs.transformMapEntry(i, e, e > 1, {string(e): i})", "{'2': 1, '3': 2}"},
      {"xs.transformList(i, e, e > 1, e + i)", "[3, 5]"},
      {"m.transformList(k, e, k)", "['a', 'b']"},
  };
  evaluate_defined(cases);
}

}  // namespace exeunt::cel::test
