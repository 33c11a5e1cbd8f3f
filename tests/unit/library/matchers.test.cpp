// The matchers: what they match, and what they say where they do not.
#include "shop.h"

#include <catch2/catch.hpp>

#include <exeunt/catch2.h>

namespace exeunt::tests {
namespace {

using namespace matchers;

/// What a test would show.
template <class Matcher>
std::string said(const Matcher& matcher, const Plan& plan) {
  CHECK_FALSE(matcher.match(plan));
  return matcher.describe();
}

TEST_CASE("matchers that match") {
  const Plan plan = tests::plan();
  CHECK_THAT(plan, IsReady());
  CHECK_THAT(plan, !IsBlocked());
  CHECK_THAT(plan, Affects("order:1") && Affects("draft:1") && !Affects("order:2") && !Affects("order:3"));
  CHECK_THAT(plan, Affects("order:1").with({.outcome = "transfer", .sets = {{"owner", "user:1"}}}));
  CHECK_THAT(plan, Affects("order:1").with({.class_name = "transferred", .due = ""}).by("open-orders"));
  CHECK_THAT(plan, Affects("draft:1").with({.outcome = "erase", .due = "2024-03-31T09:00:00Z"}));
  CHECK_THAT(plan, Affects("order:2").with({.outcome = "retain"}));
  CHECK_THAT(plan, LeavesUntouched("order:2"));
  CHECK_THAT(plan, LeavesUntouched({"order:2", "order:3"}));
  CHECK_THAT(plan, EqualsPlan(*Plan::parse(plan.json())));
}

TEST_CASE("what is said of an object that the plan does not change as expected") {
  const Plan plan = tests::plan();
  CHECK(said(Affects("order:3"), plan) == "affects order:3\n  but the plan says nothing about order:3");
  CHECK(said(Affects("draft:2"), plan) == "affects draft:2\n  but draft:2 is unaddressed: no rule speaks of it");
  CHECK(said(Affects("order:2"), plan) == "affects order:2\n  but order:2 stays as it is (closed-orders)");
  CHECK(said(Affects("order:1").with(
                 {.outcome = "erase", .due = "2024-03-31", .sets = {{"owner", "user:2"}, {"open", false}}}),
             plan) ==
        "affects order:1 as expected\n"
        "  but order:1 passes to Administrator 1 (user:1) (open-orders)\n"
        "    expected -, actual +\n"
        "    - outcome erase\n"
        "    + outcome transfer\n"
        "    - due 2024-03-31\n"
        "    + due (at the event)\n"
        "    - open = false\n"
        "    + open = (not written)\n"
        "    - owner = \"user:2\"\n"
        "    + owner = \"user:1\"\n");
  CHECK(said(Affects("order:1").with({.outcome = "transfer"}).by("other"), plan) ==
        "affects order:1 as expected\n"
        "  but order:1 passes to Administrator 1 (user:1) (open-orders)\n"
        "    expected -, actual +\n"
        "      outcome transfer\n"
        "    - rule other\n"
        "    + rule open-orders\n");
}

TEST_CASE("what is said of objects that are not left alone") {
  const Plan plan = tests::plan();
  CHECK(said(LeavesUntouched({"order:3", "order:1", "draft:1"}), plan) ==
        "leaves order:3, order:1, draft:1 untouched\n"
        "  but order:1 passes to Administrator 1 (user:1) (open-orders)\n"
        "  but draft:1 is erased, due 2024-03-31T09:00:00Z (private-drafts)");
  CHECK(said(LeavesUntouched("draft:2"), plan) ==
        "leaves draft:2 untouched\n  but draft:2 is unaddressed: no rule speaks of it");
}

TEST_CASE("what is said of plans that differ") {
  const Plan plan = tests::plan();
  Request request = leave();
  request.at = "2024-03-02T09:00:00Z";
  const Plan later = *shop().plan(account(), request);
  const std::string text = said(EqualsPlan(plan), later);
  CHECK(text.starts_with("equals the expected plan\n2 plans differ: 1 changed"));
  CHECK(text.find("draft:1") != std::string::npos);
  CHECK(said(EqualsPlan(plan, {.ignore = {"nonsense"}}), plan).find("E0898") != std::string::npos);
  CHECK_THAT(later, EqualsPlan(plan, {.ignore = {"request", "due", "summary"}}));
}

TEST_CASE("what is said of verdicts") {
  Request request = leave("user:1");
  request.by = "user:7";
  const Plan blocked = *shop().plan(account(), request);
  CHECK_THAT(blocked, IsBlocked() && IsBlocked("by-admin") && !IsBlocked("other"));
  CHECK(said(IsReady(), blocked) == "is ready\n  but by-admin: only an administrator may do this");
  CHECK(said(IsBlocked("other"), blocked) == "is blocked by other\n  but what blocks is by-admin");
  CHECK(said(IsBlocked(), tests::plan()) == "is blocked\n  but nothing blocks");
  CHECK(Catch::StringMaker<Plan>::convert(blocked).starts_with("plan: leave user:1, blocked, "));
}

TEST_CASE("elements of lists") {
  const char* const policy = R"(pack club "Club"
use std.outcomes
entity user is std.user { name string label }
entity room { members list<ref<user>> membership }
event leave for user {}
rule members-go
  on leave
  for room
  where subject in room.members
  then detach(subject)
)";
  const auto club = Policy::compile_texts({{"club.policy", policy}}, at_home());
  if (!club) {
    FAIL(club.error().text);
  }
  const auto account = Account::parse(R"([{"type":"user","id":"7"},{"type":"room","id":"1","members":["user:7"]}])");
  const Plan plan = *club->plan(*account, {.event = "leave", .subject = "user:7", .at = "2024-03-01"});
  CHECK_THAT(plan, Affects("room:1").with({.removes = {{"members", "user:7"}}}));
  CHECK(said(Affects("room:1").with({.adds = {{"members", "user:7"}}}), plan).find("+ members += (not written)") !=
        std::string::npos);
}

}  // namespace
}  // namespace exeunt::tests
