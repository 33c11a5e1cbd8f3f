// Tests that fail, for what they say.
#include <exeunt/catch2.h>

using namespace exeunt;
using namespace exeunt::matchers;

static Plan plan(const std::string& at) {
  const Policy policy = *Policy::compile("pipedrive");
  const Account account = *Account::load(ACCOUNT);
  return *policy.plan(account, {.event = "deactivate", .subject = "user:7", .by = "user:1", .at = at});
}

TEST_CASE("something else was expected") {
  CHECK_THAT(plan("2024-03-01T09:00:00Z"), Affects("email:12").with({.outcome = "retain"}));
}

TEST_CASE("another plan was expected") {
  CHECK_THAT(plan("2024-03-01T09:00:00Z"), EqualsPlan(plan("2024-03-02")));
}

TEST_CASE("a pack that there is not") {
  const auto policy = Policy::compile("pipedriwe");
  REQUIRE(policy);
}
