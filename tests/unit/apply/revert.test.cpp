#include "interpreter/apply/revert.h"

#include <catch2/catch.hpp>

#include "interpreter/apply/object.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"
#include "json.h"

using namespace exeunt;
using apply::Emptiness;
using apply::Undone;
using plan::Op;
using plan::Value;
using test::json;
using plan::Write;

namespace {

Write write(Op op, const char* from, const char* to) {
  return {op, "f", from == nullptr ? Value{} : json(from), to == nullptr ? Value{} : json(to), from == nullptr};
}

std::string back(std::string_view object, const Write& write, Undone expected = Undone::yes,
                 const Emptiness& emptiness = {}) {
  Value value = json(object);
  CHECK(apply::take_back(value, write, emptiness) == expected);
  return plan::write_value(value);
}

/// There and back.
void returns(std::string_view object, const Write& write, const Emptiness& emptiness = {}) {
  Value value = json(object);
  plan::Change change;
  change.writes = {write};
  apply::carry_out(value, change);
  CHECK(apply::take_back(value, write, emptiness) == Undone::yes);
  CHECK(plan::write_value(value) == object);
  CHECK(apply::take_back(value, write, emptiness) == Undone::was_not_done);
}

}  // namespace

TEST_CASE("What is carried out and taken back leaves the object as it was") {
  returns(R"({"f": "a", "g": 1})", write(Op::set, "\"a\"", "\"b\""));
  returns(R"({"f": "a"})", write(Op::clear, "\"a\"", nullptr));
  returns(R"({"g": 1})", write(Op::set, nullptr, "5"));
  returns(R"({"f": null})", write(Op::set, "null", "5"));
  returns(R"({"g": 1})", write(Op::set, "null", "5"), {true, true});
  returns(R"({"f": [1]})", write(Op::add, "[1]", "2"));
  returns(R"({"f": [1, 2, 3]})", write(Op::remove, "[1, 2, 3]", "2"));
  returns(R"({"f": [2, 1, 2]})", write(Op::remove, "[2, 1, 2]", "2"));
  returns(R"({"f": []})", write(Op::add, "[]", "2"));
  returns(R"({"f": null})", write(Op::add, "null", "2"));
}

TEST_CASE("What somebody has changed since stays") {
  CHECK(back(R"({"f": "c"})", write(Op::set, "\"a\"", "\"b\""), Undone::changed_since) == R"({"f": "c"})");
  CHECK(back(R"({"g": 1})", write(Op::set, "\"a\"", "\"b\""), Undone::changed_since) == R"({"g": 1})");
  CHECK(back(R"({"f": "x"})", write(Op::add, "[]", "2"), Undone::changed_since) == R"({"f": "x"})");
  CHECK(back(R"({"f": [9, 1, 3]})", write(Op::remove, "[1, 2, 3]", "2")) == R"({"f": [2, 9, 1, 3]})");
  CHECK(back(R"({"f": [1, 2, 9]})", write(Op::add, "[1]", "2")) == R"({"f": [1, 9]})");
}

TEST_CASE("A member that was unknown can only go where it was added") {
  CHECK(back(R"({"f": 5})", write(Op::set, nullptr, "5"), Undone::not_known, {false, false}) == R"({"f": 5})");
}

TEST_CASE("Where an element stood in a list that was unknown is not known") {
  CHECK(back(R"({"f": [1]})", write(Op::remove, nullptr, "2"), Undone::not_known) == R"({"f": [1]})");
}

TEST_CASE("What held nothing has nothing put back") {
  CHECK(back(R"({"g": 1})", write(Op::remove, nullptr, "2"), Undone::was_not_done) == R"({"g": 1})");
  CHECK(back(R"({"f": null})", write(Op::remove, "null", "2"), Undone::was_not_done) == R"({"f": null})");
  CHECK(back(R"({"f": 5})", write(Op::remove, nullptr, "2"), Undone::changed_since) == R"({"f": 5})");
}

TEST_CASE("Values are compared as a model reads them") {
  const auto same = [](std::string_view a, std::string_view b) { return apply::same_value(json(a), json(b)); };
  CHECK(same("1", "1.0"));
  CHECK(same("\"2024-03-01\"", "\"2024-03-01T01:00:00+01:00\""));
  CHECK(same("\"1h\"", "\"3600s\""));
  CHECK(same("[\"2024-03-01\", 1]", "[\"2024-03-01T00:00:00Z\", 1.0]"));
  CHECK(!same("1", "true"));
  CHECK(!same("1", "\"1\""));
  CHECK(!same("\"1h\"", "\"2h\""));
  CHECK(!same("9007199254740993", "9007199254740992"));
  CHECK(!same("[1]", "[1, 2]"));
  CHECK(!same("null", "0"));
}
