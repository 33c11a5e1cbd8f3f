// Plans: what stands in them, read again, explained, compared, applied and taken back.
#include "shop.h"

#include <catch2/catch.hpp>

#include <exeunt/catch2.h>

namespace exeunt::tests {
namespace {

TEST_CASE("a plan says what happens") {
  const Plan plan = tests::plan();
  CHECK(plan.verdict() == Verdict::ready);
  CHECK(plan.request().subject == "user:7");
  REQUIRE(plan.guards().size() == 1);
  CHECK(plan.guards()[0].name == "by-admin");
  CHECK(plan.guards()[0].holds == Answer::yes);
  const std::vector<Change> orders = plan.changes("order:1");
  REQUIRE(orders.size() == 1);
  const Change& order = orders[0];
  CHECK(order.rule == "open-orders");
  CHECK(order.outcome == "transfer");
  CHECK(order.class_name == "transferred");
  CHECK(order.due.empty());
  CHECK(order.reversible);
  CHECK_FALSE(order.unchanged);
  REQUIRE(order.writes.size() == 1);
  CHECK(order.writes[0].op == Op::set);
  CHECK(order.writes[0].field == "owner");
  CHECK(order.writes[0].from == Value("user:7"));
  CHECK(order.writes[0].to == Value("user:1"));
  CHECK(plan.changes("order:2").at(0).unchanged);
  CHECK(plan.changes("draft:1").at(0).due == "2024-03-31T09:00:00Z");
  CHECK_FALSE(plan.changes("draft:1").at(0).reversible);
  CHECK(plan.changes("order:3").empty());
  CHECK(plan.changes().size() == 4);
  REQUIRE(plan.unaddressed().size() == 1);
  CHECK(plan.unaddressed()[0].object == "draft:2");
  CHECK(plan.unaddressed()[0].fields == std::vector<std::string>{"owner"});
  CHECK(plan.summary().affected == 3);
  CHECK(plan.summary().scheduled == 1);
  CHECK(plan.summary().irreversible == 1);
  CHECK(plan.summary().point_of_no_return == "2024-03-31T09:00:00Z");
}

TEST_CASE("what is not known is told") {
  const auto account = Account::parse(R"({"type":"user","id":"7"}
{"type":"user","id":"1"}
{"type":"order","id":"1","owner":"user:7"}
)");
  const auto plan = shop().plan(*account, leave());
  REQUIRE(plan);
  CHECK(plan->verdict() == Verdict::blocked);
  CHECK(plan->guards().at(0).holds == Answer::unknown);
  CHECK(plan->guards()[0].missing.at(0).object == "user:1");
  CHECK(plan->guards()[0].missing[0].field == "user.admin");
  REQUIRE_FALSE(plan->undecided().empty());
  CHECK(plan->undecided()[0].object == "order:1");
  CHECK(plan->undecided()[0].missing.at(0).field == "order.open");
}

TEST_CASE("a plan in every form, and read again") {
  const Plan plan = tests::plan();
  CHECK(plan.text().find("READY") != std::string::npos);
  CHECK(plan.text({.concise = true}).find("- draft:1") != std::string::npos);
  CHECK(plan.text({.colour = true}).find("\x1b[") != std::string::npos);
  CHECK(plan.markdown().find("draft:1") != std::string::npos);
  const auto again = Plan::parse(plan.json());
  REQUIRE(again);
  CHECK(again->json() == plan.json());
  CHECK(Plan::parse(plan.ndjson())->json() == plan.json());
  CHECK(Plan::parse(plan.groups())->groups() == plan.groups());
  CHECK(plan.diff(*Plan::parse(plan.groups()), {.ignore = {"labels"}})->empty());
  CHECK(again->request().at == "2024-03-01T09:00:00Z");
  CHECK(again->changes("order:1").at(0).writes.at(0).to == Value("user:1"));
}

TEST_CASE("plans that cannot be read") {
  const std::string json = tests::plan().json();
  CHECK(code(Plan::parse("")) == "E0007");
  CHECK(code(Plan::parse("\xff")) == "E0005");
  CHECK(code(Plan::parse(std::string("{}\0", 3))) == "E0006");
  CHECK(code(Plan::parse("{}")) == "E0903");
  CHECK(code(Plan::parse(json.substr(0, json.size() / 2))) == "E0902");
  CHECK_FALSE(Plan::parse(std::string(1'000'000, '[')));
  CHECK(code(Plan::load("/nowhere/plan.json")) == "E0001");
  CHECK(code(Plan::load("-")) == "E0001");
  const auto named = Plan::parse("[", "my plan");
  CHECK(named.error().text.find("my plan:1") != std::string::npos);
}

TEST_CASE("why, from the policy or from the document") {
  const Plan plan = tests::plan();
  const auto why = plan.explain("order:1");
  REQUIRE(why);
  CHECK(why->text().find("order.owner == subject") != std::string::npos);
  CHECK(why->json().find("exeunt.explanation/1") != std::string::npos);
  CHECK(plan.explain("order:3"));
  CHECK(code(plan.explain("order:99")) == "E0803");
  CHECK(code(plan.explain("nonsense")) == "E0802");
  CHECK(code(plan.explain("\xff")) == "E1301");
  const Plan document = *Plan::parse(plan.json());
  CHECK(document.explain("order:1")->text().find("open-orders") != std::string::npos);
  CHECK(code(document.explain("order:3")) == "E0896");
}

TEST_CASE("what differs between plans") {
  const Plan before = tests::plan();
  CHECK(before.diff(tests::plan())->empty());
  CHECK(before.diff(*Plan::parse(before.json()))->empty());
  Request later = leave();
  later.at = "2024-03-02T09:00:00Z";
  const Plan after = *shop().plan(account(), later);
  const auto difference = before.diff(after);
  REQUIRE(difference);
  CHECK_FALSE(difference->empty());
  CHECK(difference->text().find("draft:1") != std::string::npos);
  CHECK(difference->json().find("\"draft:1\"") != std::string::npos);
  CHECK(difference->markdown().find("draft:1") != std::string::npos);
  CHECK(before.diff(after, {.ignore = {"request", "due", "summary"}})->empty());
  CHECK(code(before.diff(after, {.ignore = {"duee"}})) == "E0898");
}

TEST_CASE("the account afterwards, later, and before") {
  const Plan plan = tests::plan();
  const Account before = account();
  const auto event = plan.apply(before);
  REQUIRE(event);
  CHECK(event->changed == 1);
  CHECK(event->erased == 0);
  CHECK(event->to_come == 1);
  CHECK(event->next_due == "2024-03-31T09:00:00Z");
  CHECK(event->account.text().find(R"({"type":"order","id":"1","title":"Lamp","owner":"user:1","open":true})") !=
        std::string::npos);
  const auto later = plan.apply(before, {.until = "2024-04-01"});
  REQUIRE(later);
  CHECK(later->erased == 1);
  CHECK(later->to_come == 0);
  CHECK(later->account.size() == before.size() - 1);

  const auto back = plan.revert(event->account);
  REQUIRE(back);
  CHECK(back->account.text() == before.text());
  const auto far_back = plan.revert(later->account, {.until = "2024-04-01"});
  REQUIRE(far_back);
  REQUIRE(far_back->remaining.size() == 1);
  CHECK(far_back->remaining[0].object == "draft:1");
  CHECK(far_back->remaining[0].outcome == "erase");
  // What comes out can be planned on again.
  CHECK(shop().plan(later->account, leave()));
}

TEST_CASE("what cannot be applied") {
  const Plan plan = tests::plan();
  const Account other = *Account::parse(account().text() + R"({"type":"order","id":"9"})");
  CHECK(code(plan.apply(other)) == "E0895");
  CHECK(plan.apply(other, {.any_account = true})->changed == 1);
  CHECK(code(plan.apply(account(), {.until = "soon"})) == "E0805");
  CHECK(code(plan.apply(account(), {.until = "2024-02-01"})) == "E0924");
  CHECK(code(plan.apply(account(), {.until = "\xff"})) == "E1301");
  Request by_nobody = leave("user:1");
  by_nobody.by = "user:7";
  const Plan blocked = *shop().plan(account(), by_nobody);
  CHECK(code(blocked.apply(account())) == "W0920");
  CHECK(code(blocked.json_patch(account())) == "W0920");
}

TEST_CASE("a change is called off by the policy that planned it") {
  const Policy policy = mail_policy();
  const Account account = *Account::parse(mail_account);
  const auto leaves = [] {
    Request request = leave();
    request.by.clear();
    return request;
  };
  const Plan plan = *policy.plan(account, leaves());
  const ApplyOptions later{.until = "2024-05-01"};
  CHECK(plan.apply(account, later)->erased == 1);
  std::string text = mail_account;
  text.replace(text.find("false"), 5, "true");
  const Account kept = *Account::parse(text);
  const Plan kept_plan = *policy.plan(kept, leaves());
  const auto applied = kept_plan.apply(kept, later);
  REQUIRE(applied);
  CHECK(applied->erased == 0);
  REQUIRE(applied->called_off.size() == 1);
  CHECK(applied->called_off[0].object == "draft:1");
  CHECK(applied->called_off[0].rule == "drafts-go");
  CHECK(applied->called_off[0].outcome == "erase");
  CHECK(applied->called_off[0].due == "2024-03-31T09:00:00Z");

  const Plan document = *Plan::parse(plan.json());
  CHECK(code(document.apply(account, later)) == "E1303");
  CHECK(document.apply(account)->erased == 0);
  CHECK(document.apply(account, {.until = "2024-05-01", .policy = policy})->erased == 1);
  CHECK(code(document.apply(account, {.until = "2024-05-01", .policy = shop()})) == "E0894");
}

TEST_CASE("the changes as JSON Patch") {
  const auto patch = tests::plan().json_patch(account(), {.until = "2024-04-01"});
  REQUIRE(patch);
  CHECK(patch->find(R"({"op": "replace", "path": "/2/owner", "value": "user:1"})") != std::string::npos);
  CHECK(patch->find(R"({"op": "remove", "path": "/5"})") != std::string::npos);
}

TEST_CASE("values outlive what they came from") {
  std::optional<Plan> plan;
  std::optional<Account> after;
  {
    const Policy policy = shop();
    const Account account = tests::account();
    plan = *policy.plan(account, leave());
    after = plan->apply(account)->account;
  }
  CHECK(plan->explain("order:1"));
  CHECK(after->size() == 7);
  const Plan copy = *plan;
  const Plan moved = std::move(*plan);
  CHECK(copy.json() == moved.json());
  CHECK(plan->json() == copy.json());  // nothing is ever empty
}

}  // namespace
}  // namespace exeunt::tests
