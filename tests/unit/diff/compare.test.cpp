#include "interpreter/diff/compare.h"

#include <catch2/catch.hpp>

#include "interpreter/plan/order.h"
#include "plans.h"

namespace exeunt::diff {

using Words = std::vector<std::string>;
using test::in_words;

static plan::Plan ready() {
  return plan::test::ready_plan();
}

static plan::Change& change_of(plan::Plan& plan, const std::string& object) {
  for (plan::Change& change : plan.changes) {
    if (change.object == object) {
      return change;
    }
  }
  throw std::runtime_error("no change of " + object);
}

TEST_CASE("a plan is the same as itself") {
  for (const plan::Plan& plan : {plan::test::empty_plan(), ready(), plan::test::full_plan()}) {
    CHECK(in_words(plan, plan) == Words{});
    CHECK(compare(plan, plan).same());
  }
}

TEST_CASE("order does not matter") {
  plan::Plan plan = plan::test::full_plan();
  plan::Plan shuffled = plan;
  std::reverse(shuffled.changes.begin(), shuffled.changes.end());
  std::reverse(shuffled.capabilities.begin(), shuffled.capabilities.end());
  std::reverse(shuffled.undecided.begin(), shuffled.undecided.end());
  CHECK(in_words(plan, shuffled) == Words{});
}

TEST_CASE("both forms of a plan are the same") {
  const plan::Plan plan = plan::test::full_plan();
  const auto result = test::compare_texts(plan::write_json(plan), plan::write_ndjson(plan));
  CHECK(result.errors == Words{});
  CHECK(in_words(result.subjects) == Words{});
}

TEST_CASE("what differs about a change is named") {
  const plan::Plan before = ready();
  plan::Plan after = before;
  SECTION("due") {
    change_of(after, "email:3").due = "2024-04-30T09:00:00Z";
    CHECK(in_words(before, after) == Words{"object email:3: changes changed due"});
    CHECK(in_words(before, after, {"due"}) == Words{});
    CHECK(in_words(before, after, {"changes"}) == Words{});
    CHECK(in_words(before, after, {"value", "text", "cause", "summary"}).size() == 1);
  }
  SECTION("value") {
    change_of(after, "report:2").writes[0].to = plan::test::text_value("user:2");
    CHECK(in_words(before, after) == Words{"object report:2: changes changed writes.owner.to"});
    CHECK(in_words(before, after, {"value"}) == Words{});
  }
  SECTION("another rule and nothing else is a move") {
    change_of(after, "report:2").rule = "deals-stay";
    CHECK(in_words(before, after) == Words{"object report:2: changes moved rule"});
    CHECK(in_words(before, after, {"cause"}) == Words{});
  }
  SECTION("outcome, and the class that goes with it") {
    plan::Change& change = change_of(after, "deal:9");
    change.rule = "reports-pass-on";
    change.outcome = "transfer";
    change.text = "passes to Administrator 1 (user:1)";
    CHECK(in_words(before, after) == Words{"object deal:9: changes changed rule outcome text class"});
    CHECK(in_words(before, after, {"outcome", "text", "cause"}) == Words{"object deal:9: changes changed class"});
  }
  SECTION("a write more") {
    change_of(after, "automation:4").writes.push_back(
        {plan::Op::set, "editor", plan::test::text_value("user:7"), plan::test::text_value("user:1")});
    CHECK(in_words(before, after) == Words{"object automation:4: changes changed writes.editor"});
  }
  SECTION("added and removed") {
    after.changes.erase(after.changes.begin());
    plan::test::add_change(after, "deal:100", "deals-stay", "retain", "stays as it is");
    CHECK(in_words(before, after) == Words{"object api_key:k1: changes removed", "object deal:100: changes added"});
  }
  SECTION("the same change twice is one more") {
    after.changes.push_back(change_of(after, "deal:7"));
    CHECK(in_words(before, after) == Words{"object deal:7: changes added"});
  }
}

TEST_CASE("a verb of another class changes everything by it") {
  const plan::Plan before = ready();
  plan::Plan after = before;
  after.rules["reports-pass-on"].outcomes[0].class_name = "unassigned";
  const Words words = in_words(before, after);
  REQUIRE(words.size() == 6);
  CHECK(words[0] == "object report:1: changes changed class");
  CHECK(words[5] == "rule reports-pass-on: rules changed outcomes.transfer.class");
  CHECK(in_words(before, after, {"class"}) == Words{});
}

TEST_CASE("everything that is said about an object stands together") {
  const plan::Plan before = ready();
  plan::Plan after = before;
  after.changes.erase(std::find_if(after.changes.begin(), after.changes.end(),
                                   [](const plan::Change& change) { return change.object == "email:3"; }));
  after.undecided.push_back({"email:3", "private-linked-emails", {{"email:3", "email.visibility"}}, ""});
  after.snapshot.digest = "xxh3:cc";
  CHECK(in_words(before, after, {"digest"}) == Words{"object email:3: changes removed | undecided added"});
  const Difference difference = compare(before, after);
  const Entry& undecided = difference.subjects.back().entries.back();
  CHECK(undecided.causes == std::vector<Cause>{{Cause::Kind::value, "email.visibility", "given", "not given"}});
}

TEST_CASE("causes") {
  const plan::Plan before = ready();
  plan::Plan after = before;
  const auto causes = [&] { return compare(before, after).subjects.back().entries.back().causes; };
  plan::Change& change = change_of(after, "report:5");
  change.writes[0].to = plan::test::text_value("user:2");
  SECTION("none can be told where nothing that a plan is made of differs") {
    CHECK(causes() == std::vector<Cause>{{Cause::Kind::unexplained, "", "", ""}});
  }
  SECTION("the only thing that differs is the cause") {
    after.policy.edition = "2025-01-01";
    CHECK(causes() == std::vector<Cause>{{Cause::Kind::edition, "", "2024-02-29", "2025-01-01"}});
  }
  SECTION("what the snapshot held before is nearer than what else differs") {
    after.policy.edition = "2025-01-01";
    after.snapshot.digest = "xxh3:cc";
    change.writes[0].from = plan::test::text_value("user:3");
    CHECK(causes() == std::vector<Cause>{{Cause::Kind::value, "owner", "user:7", "user:3"}});
  }
  SECTION("a rule, and what made it another one") {
    after.policy.digest = "sha256:zz";
    change.rule = "owner-turns-off";
    CHECK(causes() == std::vector<Cause>{{Cause::Kind::rule, "", "reports-pass-on", "owner-turns-off"},
                                         {Cause::Kind::policy, "", "", ""}});
  }
  SECTION("a due time that moves with the event") {
    after.request.at = "2024-03-02T09:00:00Z";
    after.snapshot.digest = "xxh3:cc";
    change.writes[0].to = plan::test::text_value("user:1");
    for (plan::Change& each : after.changes) {
      each.due = each.due.empty() ? "" : "2024-04-01T09:00:00Z";
    }
    CHECK(causes() == std::vector<Cause>{
                          {Cause::Kind::request, "at", "2024-03-01T09:00:00Z", "2024-03-02T09:00:00Z"}});
  }
}

TEST_CASE("small lists are told apart by name, and what moved to another rule is found") {
  const plan::Plan before = plan::test::full_plan();
  plan::Plan after = before;
  after.advice[0].rule = "tell-them";
  after.guards[0].holds = plan::Outcome3::unknown;
  after.capabilities[0].change = plan::CapabilityChange::gained;
  after.labels["user:1"] = "Administrator 2";
  after.types.erase("report");
  CHECK(in_words(before, after) == Words{"guard account-settings: guards changed holds",
                                         "capability filter-by-user: capabilities changed change",
                                         "advice tell-them: advice moved rule", "type report: types removed",
                                         "label user:1: labels changed label"});
  CHECK(in_words(before, after, {"guards", "capabilities", "cause", "types", "labels"}) == Words{});
}

TEST_CASE("a value too deep for a document is said") {
  plan::Plan deep = ready();
  plan::Value value;
  for (int i = 0; i < 100; ++i) {
    value = plan::Value{plan::Value::List{std::move(value)}};
  }
  deep.changes[0].arguments = plan::Value{plan::Value::Members{{"deep", std::move(value)}}};
  const Difference difference = compare(ready(), deep);
  CHECK_FALSE(difference.same());
  CHECK(difference.errors == Words{"`after` is nested more than 64 levels deep"});
}

}  // namespace exeunt::diff
