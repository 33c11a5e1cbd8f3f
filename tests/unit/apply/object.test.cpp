#include "interpreter/apply/object.h"

#include <catch2/catch.hpp>

#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"
#include "json.h"

using namespace exeunt;
using plan::Op;
using plan::Value;
using test::json;

namespace {

plan::Change change(std::vector<plan::Write> writes) {
  plan::Change change;
  change.object = "deal:1";
  change.writes = std::move(writes);
  return change;
}

/// The object after the writes, and whether they changed anything.
std::pair<std::string, bool> after(std::string_view object, std::vector<plan::Write> writes) {
  Value value = json(object);
  const bool changed = apply::carry_out(value, change(std::move(writes))).changed;
  return {plan::write_value(value), changed};
}

}  // namespace

TEST_CASE("An object is named by its type and its id, which may be a number") {
  CHECK(apply::name_of(json(R"({"id": 7, "type": "user"})")) == "user:7");
  CHECK(apply::name_of(json(R"({"id": "a:b", "type": "page"})")) == "page:a:b");
  CHECK(apply::name_of(json(R"({"format": "exeunt.snapshot/1"})")).empty());
  CHECK(apply::name_of(json("[]")).empty());
}

TEST_CASE("A write changes its member in place and leaves all others alone") {
  const auto deal = R"({"type": "deal", "id": 1, "owner": "user:7", "colour": {"b": 1, "a": [2.50]}})";
  CHECK(after(deal, {{Op::set, "owner", {"user:7"}, {"user:2"}}}) ==
        std::pair<std::string, bool>(R"({"type": "deal", "id": 1, "owner": "user:2", "colour": {"b": 1, "a": [2.5]}})",
                                     true));
  CHECK(after(deal, {{Op::clear, "owner", {"user:7"}, {}}}).first ==
        R"({"type": "deal", "id": 1, "owner": null, "colour": {"b": 1, "a": [2.5]}})");
  CHECK(after(R"({"type": "deal", "id": 1})", {{Op::set, "owner", {}, {"user:2"}, true}}).first ==
        R"({"type": "deal", "id": 1, "owner": "user:2"})");
}

TEST_CASE("An element is added once, at the end, and removed wherever it stands") {
  const auto deal = R"({"type": "deal", "id": 1, "users": ["user:7", "user:8", "user:7"]})";
  CHECK(after(deal, {{Op::remove, "users", {}, {"user:7"}}}).first ==
        R"({"type": "deal", "id": 1, "users": ["user:8"]})");
  CHECK(after(deal, {{Op::add, "users", {}, {"user:9"}}}).first ==
        R"({"type": "deal", "id": 1, "users": ["user:7", "user:8", "user:7", "user:9"]})");
  CHECK_FALSE(after(deal, {{Op::add, "users", {}, {"user:8"}}}).second);
  CHECK_FALSE(after(deal, {{Op::remove, "users", {}, {"user:9"}}}).second);
}

TEST_CASE("A list that the file does not have begins with what the plan knew of it") {
  CHECK(after(R"({"type": "deal", "id": 1, "users": null})", {{Op::add, "users", {}, {"user:9"}}}).first ==
        R"({"type": "deal", "id": 1, "users": ["user:9"]})");
  CHECK(after(R"({"type": "deal", "id": 1})", {{Op::add, "users", {Value::List{{"user:1"}}}, {"user:9"}}}).first ==
        R"({"type": "deal", "id": 1, "users": ["user:1", "user:9"]})");
  CHECK_FALSE(after(R"({"type": "deal", "id": 1, "users": "x"})", {{Op::add, "users", {}, {"user:9"}}}).second);
}

TEST_CASE("Writing a second time changes nothing") {
  Value deal = json(R"({"type": "deal", "id": 1, "owner": "user:7", "users": ["user:7"]})");
  const plan::Change both = change({{Op::set, "owner", {}, {"user:2"}},
                                    {Op::add, "users", {}, {"user:2"}},
                                    {Op::remove, "users", {}, {"user:7"}},
                                    {Op::clear, "due", {}, {}}});
  CHECK(apply::carry_out(deal, both).changed);
  const Value once = deal;
  CHECK_FALSE(apply::carry_out(deal, both).changed);
  CHECK(deal == once);
}

TEST_CASE("Erasing and creating are said, not done: the object alone cannot") {
  Value deal = json(R"({"type": "deal", "id": 1})");
  const Value invoice = json(R"({"type": "invoice", "id": "new"})");
  const apply::Effect effect = apply::carry_out(deal, change({{Op::create, "", {}, invoice}, {Op::erase, "", {}, {}}}));
  CHECK(effect.erased);
  CHECK(effect.created == std::vector<Value>{invoice});
  CHECK(deal == json(R"({"type": "deal", "id": 1})"));
}

TEST_CASE("What is not an object is left alone") {
  Value value = json(R"(["deal"])");
  CHECK_FALSE(apply::carry_out(value, change({{Op::set, "owner", {}, {"user:2"}}})).changed);
}
