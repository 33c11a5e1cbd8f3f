#include <catch2/catch.hpp>

#include "interpreter/cel/cel.h"

namespace exeunt::cel::test {

/// What a C++ value is as a value of CEL.
template <typename T>
std::string shown(const T& native) {
  const Value value = Native<T>::to_value(native);
  return Native<T>::type().text() + " " + value.text();
}

/// The C++ value that CEL's literal makes.
template <typename T>
std::optional<T> read(std::string_view text) {
  const Value value = compile(text, Environment()).evaluate(Bindings(Vocabulary()));
  auto native = Native<T>::from_value(value);
  return native ? std::optional<T>(*native) : std::nullopt;
}

TEST_CASE("scalars of C++ are scalars of CEL") {
  CHECK(shown(true) == "bool true");
  CHECK(shown(int8_t{-3}) == "int -3");
  CHECK(shown(7) == "int 7");
  CHECK(shown(INT64_MIN) == "int -9223372036854775808");
  CHECK(shown(uint16_t{3}) == "uint 3u");
  CHECK(shown(UINT64_MAX) == "uint 18446744073709551615u");
  CHECK(shown(0.5f) == "double 0.5");
  CHECK(shown(std::string("it's")) == R"(string 'it\'s')");
  CHECK(shown(std::string_view("a")) == "string 'a'");
  CHECK(shown(std::optional<int>()) == "wrapper(int) null");
  CHECK(shown(std::optional<int>(2)) == "wrapper(int) 2");
  CHECK(shown(std::vector<std::vector<bool>>{{true}, {}}) == "list(list(bool)) [[true], []]");
  CHECK(shown(std::map<std::string, uint32_t>{{"b", 2}, {"a", 1}}) == "map(string, uint) {'a': 1u, 'b': 2u}");
}

TEST_CASE("values that a C++ type does not hold are none") {
  CHECK(read<int8_t>("127") == int8_t{127});
  CHECK(read<int8_t>("128") == std::nullopt);
  CHECK(read<int64_t>("1u") == std::nullopt);
  CHECK(read<uint8_t>("255u") == uint8_t{255});
  CHECK(read<uint8_t>("256u") == std::nullopt);
  CHECK(read<double>("1") == std::nullopt);
  CHECK(read<bool>("null") == std::nullopt);
  CHECK(read<std::string>("b'x'") == std::nullopt);
  CHECK(read<std::vector<int>>("[1, 2]") == std::vector<int>{1, 2});
  CHECK(read<std::vector<int>>("[1, 'x']") == std::nullopt);
  CHECK(read<std::map<int, bool>>("{1: true}") == std::map<int, bool>{{1, true}});
  CHECK(read<std::map<int, bool>>("{'1': true}") == std::nullopt);
  CHECK(read<std::optional<int>>("null") == std::optional<std::optional<int>>(std::optional<int>()));
  CHECK(read<std::optional<int>>("'x'") == std::nullopt);
}

TEST_CASE("times of std::chrono are CEL's") {
  using namespace std::chrono;
  CHECK(shown(90min) == "duration duration('5400s')");
  CHECK(shown(-1500ms) == "duration duration('-1.5s')");
  CHECK(shown(nanoseconds(1)) == "duration duration('0.000000001s')");
  CHECK(shown(sys_days(2024y / March / 1) + 9h) == "timestamp timestamp('2024-03-01T09:00:00Z')");
  CHECK(shown(system_clock::time_point(nanoseconds(-1))) ==
        "timestamp timestamp('1969-12-31T23:59:59.999999999Z')");
  CHECK(read<hours>("duration('150m')") == 2h);
  CHECK(read<milliseconds>("duration('-1.5s')") == -1500ms);
  CHECK(read<sys_seconds>("timestamp('2024-03-01T00:00:00Z')") == sys_days(2024y / March / 1));
  CHECK(read<sys_time<milliseconds>>("timestamp('1969-12-31T23:59:59.500Z')") == sys_time<milliseconds>(-500ms));
}

TEST_CASE("times out of range are errors, not other times") {
  using namespace std::chrono;
  CHECK(shown(hours::max()).find("error: a duration is longer") != std::string::npos);
  CHECK(shown(hours::min()).find("error: a duration is longer") != std::string::npos);
  CHECK(shown(duration<uint64_t>::max()).find("error: a duration is longer") != std::string::npos);
  CHECK(shown(sys_seconds::max()).find("error: a time lies outside") != std::string::npos);
  CHECK(shown(sys_seconds(-62'135'596'801s)).find("error: a time lies outside") != std::string::npos);
  CHECK(read<nanoseconds>("duration('9000000000s')") == nanoseconds(9'000'000'000s));
  CHECK(read<nanoseconds>("duration('10000000000s')") == std::nullopt);
  CHECK(read<nanoseconds>("duration('-10000000000s')") == std::nullopt);
  CHECK(read<duration<int16_t>>("duration('40000s')") == std::nullopt);
  CHECK(read<duration<uint32_t>>("duration('-1s')") == std::nullopt);
  CHECK(read<sys_time<nanoseconds>>("timestamp('9999-12-31T00:00:00Z')") == std::nullopt);
}

}  // namespace exeunt::cel::test
