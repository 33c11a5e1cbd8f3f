#include "interpreter/apply/changes.h"

#include <catch2/catch.hpp>

#include "interpreter/apply/steps.h"
#include "interpreter/plan/json.h"

using namespace exeunt;
using apply::Changes;
using plan::Op;
using plan::Value;

namespace {

plan::Change change(std::string object, std::string rule, std::string due = "", std::string phase = "") {
  plan::Change out;
  out.object = std::move(object);
  out.rule = std::move(rule);
  out.outcome = "verb";
  out.due = std::move(due);
  out.phase = std::move(phase);
  out.writes = {{Op::set, "field", Value{Value::List{{1.5}, {"x\n"}}}, Value{nullptr}, false}};
  return out;
}

std::vector<std::string> order(const Changes& changes, const char* until, std::vector<bool> left_out = {}) {
  std::vector<std::string> rules;
  for (const apply::Step& step : apply::steps(changes, changes.first("a:1"), *plan::parse_moment(until), left_out)) {
    rules.push_back(std::to_string(step.group) + std::string(changes.rule(step.change)));
  }
  return rules;
}

}  // namespace

TEST_CASE("A change comes out as it went in") {
  Changes changes;
  plan::Change in = change("a:1", "r", "2024-03-01T00:00:00Z", "second");
  in.text = "is done";
  in.unless = "a.b";
  in.writes.push_back({Op::create, "", {}, Value{Value::Members{{"type", {"b"}}, {"id", {"new/1"}}}}, false});
  in.writes.push_back({Op::clear, "other", {}, {}, true});
  changes.add(in);
  changes.add(change("a:2", "r"));
  const plan::Change out = changes.unpack(0);
  CHECK(out.object == "a:1");
  CHECK(out.rule == "r");
  CHECK(out.text == "is done");
  CHECK(out.due == in.due);
  CHECK(out.unless == "a.b");
  CHECK(out.phase == "second");
  REQUIRE(out.writes.size() == 3);
  CHECK(out.writes[0].from == in.writes[0].from);
  CHECK(out.writes[1].to == in.writes[1].to);
  CHECK(out.writes[2].from_unknown);
  CHECK(changes.unpack(1).writes.size() == 1);
  CHECK(changes.creator(changes.created("b:new/1")) == 0);
  CHECK(changes.created("b:2") == apply::Texts::none);
  CHECK(changes.first("a:3") == Changes::none);
}

TEST_CASE("Many texts are found again") {
  apply::Texts texts;
  CHECK(texts.find("") == apply::Texts::none);
  for (int i = 0; i < 5000; ++i) {
    CHECK(texts.add(std::to_string(i)) == static_cast<apply::Texts::Id>(i));
  }
  CHECK(texts.add("77") == 77);
  CHECK(texts.find("4999") == 4999);
  CHECK(texts.text(4999) == "4999");
  CHECK(texts.find("5000") == apply::Texts::none);
}

TEST_CASE("Transfers, phases, then due times; one group each; nothing that is not due or does not happen") {
  Changes changes;
  changes.add(change("a:1", "late", "2024-03-03T00:00:00Z"));
  changes.add(change("a:1", "b", "2024-03-02T00:00:00Z", "one"));
  changes.add(change("a:1", "a", "2024-03-02T00:00:00Z", "one"));
  changes.add(change("a:1", "second", "", "two"));
  changes.add(change("a:1", "first", "", "one"));
  changes.add(change("a:1", "request"));
  changes.add(change("a:1", "never", "someday"));
  changes.add(change("a:2", "other"));
  changes.set_phases({"one", "two"});
  CHECK(order(changes, "2024-03-01T00:00:00Z") == std::vector<std::string>{"0request", "1first", "2second"});
  CHECK(order(changes, "2024-03-02T00:00:00Z") ==
        std::vector<std::string>{"0request", "1first", "2second", "3a", "3b"});
  CHECK(order(changes, "9999-01-01T00:00:00Z", {false, true}) ==
        std::vector<std::string>{"0request", "1first", "2second", "3a", "4late"});
}
