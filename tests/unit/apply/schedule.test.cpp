#include "interpreter/apply/schedule.h"

#include <catch2/catch.hpp>

#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"
#include "json.h"

using namespace exeunt;
using apply::Fate;
using plan::Op;
using plan::Outcome3;
using plan::Value;
using test::json;

namespace {

apply::Account account() {
  return apply::Account({json(R"({"format": "exeunt.snapshot/1"})"), json(R"({"type": "deal", "id": 2, "stage": "a"})"),
                         json(R"({"type": "gadget", "id": "x"})"), json(R"({"type": "deal", "id": 1, "stage": "a"})")});
}

std::string text(const apply::Account& account) {
  std::string all;
  for (const Value& object : account.objects()) {
    all += plan::write_value(object) + "\n";
  }
  return all;
}

plan::Change change(std::string object, std::string rule, plan::Write write, std::string due = "") {
  plan::Change change;
  change.object = std::move(object);
  change.rule = std::move(rule);
  change.due = std::move(due);
  change.writes = {std::move(write)};
  return change;
}

plan::Write stage(const char* to) {
  return {Op::set, "stage", {}, {to}};
}

plan::Moment moment(std::string_view time) {
  return *plan::parse_moment(time);
}

std::vector<Outcome3> never(const apply::Account&, const std::vector<const apply::Pending*>& changes) {
  return std::vector<Outcome3>(changes.size(), Outcome3::no);
}

const auto day_2 = "2024-03-02T00:00:00Z";
const auto day_3 = "2024-03-03T00:00:00Z";

}  // namespace

TEST_CASE("What happens at the event happens now; objects keep their order, strangers their place") {
  apply::Account all = account();
  apply::Schedule schedule;
  plan::Plan plan;
  plan.changes = {change("deal:1", "stays", stage("b")), change("deal:2", "goes", {Op::erase, "", {}, {}}),
                  change("deal:1", "goes", {Op::erase, "", {}, {}}, day_2)};
  apply::apply(plan, 0, all, schedule);
  CHECK(text(all) == R"({"format": "exeunt.snapshot/1"}
{"type": "gadget", "id": "x"}
{"type": "deal", "id": 1, "stage": "b"}
)");
  CHECK(schedule.pending().size() == 1);

  SECTION("a second time nothing more") {
    const std::string once = text(all);
    apply::apply(plan, 1, all, schedule);
    CHECK(text(all) == once);
    CHECK(schedule.pending().size() == 1);
  }
}

TEST_CASE("What is created stands at the end, once, and does not come back") {
  apply::Account all = account();
  apply::Schedule schedule;
  plan::Plan plan;
  const Value task = json(R"({"type": "task", "id": "new/1"})");
  plan.changes = {change("deal:1", "follow-up", {Op::create, "", {}, task})};
  apply::apply(plan, 0, all, schedule);
  apply::apply(plan, 0, all, schedule);
  REQUIRE(all.find("task:new/1") != nullptr);
  CHECK(all.objects().back() == task);
  CHECK(all.objects().size() == 5);
  all.carry_out(change("task:new/1", "gone", {Op::erase, "", {}, {}}));
  apply::apply(plan, 0, all, schedule);
  CHECK(all.find("task:new/1") == nullptr);
}

TEST_CASE("The clock carries out what is due, by time, then phase, then rule") {
  apply::Account all = account();
  apply::Schedule schedule;
  plan::Plan plan;
  plan.phases = {"first", "second"};
  plan.changes = {change("deal:1", "b", stage("third"), day_3), change("deal:1", "z", stage("one"), day_2),
                  change("deal:1", "a", stage("two"), day_2)};
  plan.changes[1].phase = "first";
  plan.changes[2].phase = "second";
  apply::apply(plan, 0, all, schedule);
  CHECK(apply::advance(all, schedule, moment("2024-03-01T23:59:59Z"), never).empty());
  const auto arrived = apply::advance(all, schedule, moment(day_2), never);
  REQUIRE(arrived.size() == 2);
  CHECK(arrived[0].pending.change.rule == "z");
  CHECK(arrived[1].pending.change.rule == "a");
  CHECK(plan::write_value(*all.find("deal:1")) == R"({"type": "deal", "id": 1, "stage": "two"})");
  apply::advance(all, schedule, moment("2025-01-01T00:00:00Z"), never);
  CHECK(plan::write_value(*all.find("deal:1")) == R"({"type": "deal", "id": 1, "stage": "third"})");
  CHECK(schedule.pending().empty());
}

TEST_CASE("`unless` is read when due, before anything of that time happens") {
  apply::Account all = account();
  apply::Schedule schedule;
  plan::Plan plan;
  plan.changes = {change("deal:1", "a", stage("b"), day_2), change("deal:2", "b", {Op::erase, "", {}, {}}, day_2)};
  plan.changes[1].unless = "deal.stage == 'b'";
  apply::apply(plan, 7, all, schedule);
  std::string seen;
  const auto answer = [&](Outcome3 what) {
    return [&seen, what](const apply::Account& then, const std::vector<const apply::Pending*>& changes) {
      REQUIRE(changes.size() == 1);
      CHECK(changes[0]->request == 7);
      seen = plan::write_value(*then.find("deal:1"));
      return std::vector<Outcome3>{what};
    };
  };
  SECTION("called off") {
    CHECK(apply::advance(all, schedule, moment(day_2), answer(Outcome3::yes))[1].fate == Fate::called_off);
    CHECK(all.find("deal:2") != nullptr);
  }
  SECTION("not known: left alone") {
    CHECK(apply::advance(all, schedule, moment(day_2), answer(Outcome3::unknown))[1].fate == Fate::undecided);
    CHECK(all.find("deal:2") != nullptr);
  }
  SECTION("not called off") {
    CHECK(apply::advance(all, schedule, moment(day_2), answer(Outcome3::no))[1].fate == Fate::carried_out);
    CHECK(all.find("deal:2") == nullptr);
  }
  CHECK(seen == R"({"type": "deal", "id": 1, "stage": "a"})");
}

TEST_CASE("What is scheduled for an object that is gone is passed over, its `unless` unread") {
  apply::Account all = account();
  apply::Schedule schedule;
  plan::Plan plan;
  plan.changes = {change("deal:1", "a", {Op::erase, "", {}, {}}, day_2), change("deal:1", "b", stage("c"), day_3)};
  plan.changes[1].unless = "true";
  apply::apply(plan, 0, all, schedule);
  const auto arrived = apply::advance(all, schedule, moment(day_3), [](const auto&, const auto& changes) {
    FAIL("asked about an object that is gone");
    return std::vector<Outcome3>(changes.size(), Outcome3::yes);
  });
  REQUIRE(arrived.size() == 2);
  CHECK(arrived[1].fate == Fate::object_gone);
}
