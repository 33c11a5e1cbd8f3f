#include "interpreter/plan/order.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "interpreter/plan/json.h"
#include "interpreter/plan/time.h"
#include "sample.h"

namespace exeunt::plan {

TEST_CASE("objects go by type, numbers by value, then text") {
  std::vector<std::string> objects = {"user:b",   "user:10", "deal:2",   "user:2",
                                      "user:a:1", "deal:10", "user:007", "user:7",
                                      "user",     "user:",   "deal:02",  "user:18446744073709551616",
                                      "user:100", "user:1a", "api:9"};
  std::sort(objects.begin(), objects.end(), [](const auto& a, const auto& b) { return compare_objects(a, b) < 0; });
  CHECK(objects == std::vector<std::string>{"api:9", "deal:02", "deal:2", "deal:10", "user", "user:2", "user:007",
                                            "user:7", "user:10", "user:100", "user:18446744073709551616",
                                            "user:", "user:1a", "user:a:1", "user:b"});
  CHECK(compare_objects("user:7", "user:7") == 0);
}

template <class T>
static void shuffle(std::vector<T>& list, std::mt19937& random) {
  std::shuffle(list.begin(), list.end(), random);
}

TEST_CASE("whatever order an engine works in, the plan is the same bytes") {
  const Plan plan = test::full_plan();
  const std::string expected = write_json(plan);
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    Plan other = plan;
    shuffle(other.guards, random);
    shuffle(other.changes, random);
    shuffle(other.capabilities, random);
    shuffle(other.advice, random);
    shuffle(other.advice.front().objects, random);
    shuffle(other.inventory, random);
    shuffle(other.howtos, random);
    shuffle(other.undecided, random);
    shuffle(other.undecided.front().missing, random);
    shuffle(other.unaddressed, random);
    shuffle(other.unaddressed.front().fields, random);
    shuffle(other.dangling, random);
    shuffle(other.conflicts, random);
    for (auto& [name, rule] : other.rules) {
      const std::vector<std::string> cites = rule.cites;
      rule.cites.insert(rule.cites.end(), cites.begin(), cites.end());
    }
    sort(other);
    CHECK(write_json(other) == expected);
  }
}

TEST_CASE("the sides of a conflict keep their values") {
  Plan plan = test::empty_plan();
  plan.conflicts.push_back({"deal:1", "owner", {"b", "a"}, {test::text_value("of b"), test::text_value("of a")}});
  sort(plan);
  CHECK(plan.conflicts[0].rules == std::vector<std::string>{"a", "b"});
  CHECK(plan.conflicts[0].values == std::vector<Value>{test::text_value("of a"), test::text_value("of b")});
}

TEST_CASE("within an object the request comes first, then phases, then due times") {
  Plan plan = test::empty_plan();
  plan.phases = {"second-by-name", "a-first-by-name"};
  const auto add = [&](const char* rule, const char* phase, const char* due) {
    test::add_change(plan, "deal:1", rule, "set", "", {}, due);
    plan.changes.back().phase = phase;
  };
  add("a", "a-first-by-name", "");
  add("b", "second-by-name", "2024-03-02T00:00:00Z");
  add("c", "second-by-name", "2024-03-01T12:00:00.5Z");
  add("d", "second-by-name", "2024-03-01T12:00:00Z");
  add("z", "second-by-name", "");
  add("request", "", "");
  sort(plan);
  std::string order;
  for (const Change& change : plan.changes) {
    order += change.rule + " ";
  }
  CHECK(order == "request z d c b a ");
}

TEST_CASE("writes to one field stay in the order in which they happen") {
  Plan plan = test::empty_plan();
  test::add_change(plan, "deal:1", "r", "o", "",
                   {{Op::add, "followers", {}, test::text_value("user:9")},
                    {Op::set, "a", {}, {}},
                    {Op::add, "followers", {}, test::text_value("user:2")}});
  sort(plan);
  CHECK(plan.changes[0].writes[0].field == "a");
  CHECK(plan.changes[0].writes[1].to == test::text_value("user:9"));
}

TEST_CASE("the summary counts") {
  const Summary summary = test::ready_plan().summary;
  CHECK(summary.objects == 62);
  CHECK(summary.affected == 20);
  CHECK(summary.scheduled == 12);
  CHECK(summary.irreversible == 13);
  CHECK(summary.point_of_no_return == "2024-03-01T09:00:00Z");
  CHECK(summary.by_class.at("retained") == 41);
  CHECK(summary.by_outcome.at("erase") == 12);
  CHECK(summary.by_type.at("deal") == 41);
}

TEST_CASE("the point of no return is the earliest") {
  Plan plan = test::empty_plan();
  plan.rules["r"] = test::rule("", "erase", "erased", false, "f");
  test::add_change(plan, "deal:1", "r", "erase", "", {}, "2024-04-01T00:00:00+02:00");
  test::add_change(plan, "deal:2", "r", "erase", "", {}, "2024-03-31T23:00:00Z");
  CHECK(summarise(plan).point_of_no_return == "2024-04-01T00:00:00+02:00");
}

TEST_CASE("times for people") {
  CHECK(people_time("2024-03-01T09:00:00Z") == "2024-03-01 09:00 UTC");
  CHECK(people_time("2024-03-01T00:30:05.250+02:00") == "2024-02-29 22:30:05.25 UTC");
  CHECK(people_time("0001-01-01T00:00:00Z") == "0001-01-01 00:00 UTC");
  CHECK(people_time("9999-12-31T23:59:59Z") == "9999-12-31 23:59:59 UTC");
  CHECK(people_time("2023-02-29T09:00:00Z") == "2023-02-29T09:00:00Z");
  CHECK(people_time("soon") == "soon");
  CHECK(people_due("2024-03-31T09:00:00Z", "2024-03-01T09:00:00Z") == "2024-03-31");
  CHECK(people_due("2024-03-31T00:00:00Z", "2024-03-01T09:00:00Z") == "2024-03-31");
  CHECK(people_due("2024-03-01T21:00:00Z", "2024-03-01T09:00:00Z") == "2024-03-01 21:00 UTC");
}

}  // namespace exeunt::plan
