#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

static Value float64(double value) { return Value::float64(value); }

TEST_CASE("values are small") { CHECK(sizeof(Value) == 16); }

TEST_CASE("the total order puts null first and numbers together") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<Value> sorted = {
      Value::null(),
      Value::boolean(false),
      Value::boolean(true),
      float64(-std::numeric_limits<double>::infinity()),
      Value::int64(INT64_MIN),
      float64(-1.5),
      Value::int64(-1),
      Value::uint64(0),
      float64(0.5),
      Value::int64(9007199254740992),
      Value::int64(9007199254740993),
      Value::int64(INT64_MAX),
      float64(0x1p63),
      Value::uint64(UINT64_MAX),
      float64(0x1p64),
      float64(nan),
      Value::string(""),
      Value::string("a"),
      Value::bytes("a"),
      Value::timestamp({0, 1}),
      Value::timestamp({1, 0}),
      Value::duration({-1, 0}),
      Value::list({}),
      Value::list({Value::int64(1)}),
      Value::list({Value::int64(1), Value::null()}),
      Value::map({{Value::string("a"), Value::int64(1)}}),
      Value::map({{Value::string("a"), Value::int64(2)}}),
      Value::type(Type::boolean()),
      Value::object({1}),
      Value::object({2}),
      Value::optional_none(),
      Value::optional_of(Value::null()),
      Value::unknown(AttributeId{1}),
      Value::error("a"),
  };
  for (size_t i = 0; i < sorted.size(); ++i) {
    for (size_t j = 0; j < sorted.size(); ++j) {
      INFO(sorted[i].text() << " and " << sorted[j].text());
      const int expected = i < j ? -1 : i > j ? 1 : 0;
      CHECK(Value::compare(sorted[i], sorted[j]) == expected);
      if (!std::isnan(sorted[i].kind() == ValueKind::float64 ? sorted[i].float64_value() : 0)) {
        CHECK(sorted[i].equals(sorted[j]) == (expected == 0));
      }
    }
  }
  CHECK(Value::compare(Value::int64(1), float64(1)) == 0);
  CHECK(Value::compare(Value::uint64(1), Value::int64(1)) == 0);
  CHECK(!float64(nan).equals(float64(nan)));
}

TEST_CASE("the text of a value is an expression that yields it") {
  for (const std::string_view text :
       {"null", "true", "-1", "1u", "1.0", "1e+300", "double('NaN')", "double('-Infinity')", R"('it\'s \\ \n\x01 \u00e9')",
        R"(b'\x00\xff\'')", "timestamp('2024-03-01T09:00:00.5Z')", "duration('-1.5s')", "[1, [2u], {}]",
        "{'a': 1, true: [], 2: 3u}", "int", "google.protobuf.Duration", "null_type", "optional.of([1])",
        "optional.none()"}) {
    INFO(text);
    const std::string once = evaluated(text);
    CHECK(evaluated(once) == once);
  }
}

TEST_CASE("copies share, and outlive what they came from") {
  Value copy;
  {
    const Value list = Value::list({Value::string("a long string that does not fit anywhere else"), Value::null()});
    copy = list.list_value()[0];
  }
  CHECK(copy.string_value().size() == 45);
  Value moved = std::move(copy);
  copy = Value::int64(1);
  copy = Value(copy);
  CHECK(copy.int64_value() == 1);
  CHECK(moved.text().size() == 47);
}

TEST_CASE("maps find keys whatever their size and the number's kind") {
  std::vector<std::pair<Value, Value>> entries;
  for (int64_t i = 99; i >= 0; --i) {
    entries.emplace_back(Value::int64(i), Value::int64(i * i));
  }
  const Value map = Value::map(std::move(entries));
  REQUIRE(map.find_key(Value::uint64(7)) != nullptr);
  CHECK(map.find_key(Value::float64(7.0))->int64_value() == 49);
  CHECK(map.find_key(Value::float64(7.5)) == nullptr);
  CHECK(map.find_key(Value::string("7")) == nullptr);
  CHECK(map.map_value().front().first.int64_value() == 99);
}

TEST_CASE("timestamps are read and written as RFC 3339") {
  const auto round_trip = [](std::string_view text) {
    Timestamp time;
    return parse_timestamp(text, time) ? format_timestamp(time) : "refused";
  };
  CHECK(round_trip("2024-02-29T12:34:56Z") == "2024-02-29T12:34:56Z");
  CHECK(round_trip("2024-02-29t12:34:56.5z") == "2024-02-29T12:34:56.5Z");
  CHECK(round_trip("2024-02-29T23:34:56.123456789-01:30") == "2024-03-01T01:04:56.123456789Z");
  CHECK(round_trip("1969-12-31T23:59:59.999999999Z") == "1969-12-31T23:59:59.999999999Z");
  CHECK(round_trip("0001-01-01T00:00:00Z") == "0001-01-01T00:00:00Z");
  CHECK(round_trip("9999-12-31T23:59:59.999999999Z") == "9999-12-31T23:59:59.999999999Z");
  for (const std::string_view text :
       {"", "2024", "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-02-01T24:00:00Z",
        "2024-02-01T00:60:00Z", "2024-02-01T00:00:60Z", "2024-02-01T00:00:00", "2024-02-01 00:00:00Z",
        "2024-02-01T00:00:00.Z", "2024-02-01T00:00:00+1:00", "2024-02-01T00:00:00+01:00x", "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01", "02024-02-01T00:00:00Z", "-024-02-01T00:00:00Z"}) {
    INFO(text);
    CHECK(round_trip(text) == "refused");
  }
}

TEST_CASE("durations are read as Go writes them and printed in seconds") {
  const auto round_trip = [](std::string_view text) {
    Duration duration;
    return parse_duration(text, duration) ? format_duration(duration) : "refused";
  };
  CHECK(round_trip("1h30m") == "5400s");
  CHECK(round_trip("-1.5s") == "-1.5s");
  CHECK(round_trip("+1.5h") == "5400s");
  CHECK(round_trip("1ns") == "0.000000001s");
  CHECK(round_trip("-1us") == "-0.000001s");
  CHECK(round_trip("1\u00b5s1\u03bcs") == "0.000002s");
  CHECK(round_trip(".5s") == "0.5s");
  CHECK(round_trip("1.s") == "1s");
  CHECK(round_trip("0") == "0s");
  CHECK(round_trip("315576000000s") == "315576000000s");
  CHECK(round_trip("-315576000000s") == "-315576000000s");
  for (const std::string_view text : {"", "-", "1", "s", ".s", "1d", "1 s", "1s ", "--1s", "1h-1m", "315576000001s",
                                      "315576000000.1s", "99999999999999999999999999999999999999999999h"}) {
    INFO(text);
    CHECK(round_trip(text) == "refused");
  }
}

TEST_CASE("types read as CEL writes them") {
  CHECK(Type::map(Type::string(), Type::list(Type::dyn())).text() == "map(string, list(dyn))");
  CHECK(Type::optional(Type::int64()).text() == "optional_type(int)");
  CHECK(Type::nullable(Type::nullable(Type::float64())).text() == "wrapper(double)");
  CHECK(Type::list(Type::nullable(Type::object("user"))).text() == "list(wrapper(user))");
  CHECK(Type::list(Type::nullable(Type::object("user"))).display() == "list(user?)");
  CHECK(Type::map(Type::string(), Type::int64()).display() == "map(string, int)");
  CHECK(visibility().text() == "email.visibility");
  CHECK(Type::list(Type::int64()) == Type::list(Type::int64()));
  CHECK(!(Type::list(Type::int64()) == Type::list(Type::uint64())));
  CHECK(Type().kind() == TypeKind::dyn);
}

}  // namespace exeunt::cel::test
