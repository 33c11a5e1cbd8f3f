// What must happen to an account when Sales Rep 7 leaves: tests as a product team would keep them beside its own.
#include <exeunt/catch2.h>

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_test_macros.hpp>
#endif

using namespace exeunt;
using namespace exeunt::matchers;

namespace {

// An error stops the test and prints itself, with the line of the policy that it is about.
const Policy& policy() {
  static const Policy compiled = *Policy::compile("pipedrive");
  return compiled;
}

Account account() {
  return *Account::load(ACCOUNT);
}

Plan deactivate(const std::string& at = "2024-03-01T09:00:00Z", const Policy& by = policy()) {
  return *by.plan(account(), {.event = "deactivate", .subject = "user:7", .by = "user:1", .at = at});
}

}  // namespace

TEST_CASE("private messages go after thirty days, and only those") {
  const Plan plan = deactivate();
  REQUIRE_THAT(plan, IsReady());
  CHECK_THAT(plan, Affects("email:12").with({.outcome = "erase", .due = "2024-03-31T09:00:00Z"}));
  CHECK_THAT(plan, LeavesUntouched({"email:1", "user:2"}));
  CHECK(plan.summary().point_of_no_return == "2024-03-31T09:00:00Z");
}

TEST_CASE("automations stop") {
  CHECK_THAT(deactivate(), Affects("automation:4").with({.sets = {{"status", "inactive"}}}).by("creator-turns-off"));
}

TEST_CASE("only administrators may do it") {
  const auto plan = policy().plan(
      account(), {.event = "deactivate", .subject = "user:7", .by = "user:3", .at = "2024-03-01T09:00:00Z"});
  REQUIRE(plan);
  CHECK_THAT(*plan, IsBlocked());
}

TEST_CASE("the day makes no difference but for what is due") {
  CHECK_THAT(deactivate("2024-03-04T09:00:00Z"),
             EqualsPlan(deactivate(), {.ignore = {"request", "due", "summary", "text", "displays"}}));
}

TEST_CASE("a month later the messages are gone, and cannot be brought back") {
  const Plan plan = deactivate();
  const auto later = plan.apply(account(), {.until = "2024-04-01"});
  REQUIRE(later);
  CHECK(later->erased == 12);
  const auto back = plan.revert(later->account, {.until = "2024-04-01"});
  REQUIRE(back);
  CHECK(back->remaining.size() >= 12);
}

TEST_CASE("a mistake in a policy is data") {
  const auto broken = Policy::compile_texts({{"mine.policy", "pack mine\nuse std.outcomse\n"}});
  REQUIRE_FALSE(broken);
  CHECK(broken.error().diagnostics.front().line == 2);
}
