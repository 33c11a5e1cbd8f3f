// Environments that are copied and extended: each keeps its own declarations and those it was made from.
#include <catch2/catch.hpp>

#include "interpreter/cel/check.h"

using namespace exeunt::cel;

TEST_CASE("a copy that is extended leaves the original as it was") {
  Environment original;
  original.declare_variable("a", Type::int64(), 1);
  original.declare_function("f", {Type::int64()}, Type::boolean(), 10);
  Environment extended = original;
  extended.declare_variable("a", Type::string(), 2);
  extended.declare_variable("b", Type::boolean(), 3);
  extended.declare_function("f", {Type::string()}, Type::boolean(), 11);
  extended.declare_function("g", {}, Type::boolean(), 12);

  CHECK(original.find_variable("a")->slot == 1);
  CHECK(original.find_variable("b") == nullptr);
  CHECK(original.find_functions("f").size() == 1);
  CHECK_FALSE(original.has_function("g"));
  CHECK(original.variable_names() == std::vector<std::string>{"a"});

  CHECK(extended.find_variable("a")->slot == 2);
  CHECK(extended.variable_names() == std::vector<std::string>{"a", "b"});
  CHECK(extended.function_names() == std::vector<std::string>{"f", "g"});
  const auto overloads = extended.find_functions("f");
  REQUIRE(overloads.size() == 2);
  CHECK(overloads[0]->slot == 10);  // in the order in which they were declared
  CHECK(overloads[1]->slot == 11);
}

TEST_CASE("an environment extended over and over keeps all it was given") {
  constexpr uint32_t times = 20'000;
  std::vector<Environment> kept;  // so that none is extended in place
  Environment environment;
  environment.set_container("host");
  for (uint32_t i = 0; i < 40; ++i) {
    kept.push_back(environment);
    environment.declare_variable("v" + std::to_string(i), Type::int64(), i);
    environment.declare_function("f", {Type::opaque("t" + std::to_string(i))}, Type::int64(), i);
  }
  CHECK(environment.container() == "host");
  CHECK(environment.variable_names().size() == 40);
  const auto overloads = environment.find_functions("f");
  REQUIRE(overloads.size() == 40);
  for (uint32_t i = 0; i < 40; ++i) {
    CHECK(environment.find_variable("v" + std::to_string(i))->slot == i);
    CHECK(overloads[i]->slot == i);
    CHECK(kept[i].variable_names().size() == i);
  }
  Environment before;
  for (uint32_t i = 0; i < times; ++i) {
    before = environment;
    environment.declare_variable("again", Type::int64(), i);
  }
  CHECK(environment.find_variable("again")->slot == times - 1);
  CHECK(before.find_variable("again")->slot == times - 2);
}
