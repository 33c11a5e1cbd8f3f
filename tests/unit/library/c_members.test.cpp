// Every member of every entry that the C header lets one ask for.
#include "shop.h"

#include <catch2/catch.hpp>
#include <exeunt/c.h>

#include <memory>

namespace exeunt::tests {
namespace {

const char* const club_policy = R"(pack club "Club"
edition "2024-01-01"
use std.outcomes
entity user is std.user {
  name  string label
  admin bool
}
entity box "Box" {
  owner  ref<user>? ownership
  people list<ref<user>> membership
  note   string?
  keep   bool
}
entity entry {
  about ref<box>
}
outcome hand-over(to: ref<*>) "goes to {to}" {
  class transferred
  reversible
  set owner = to
  clear note
  add to to people
  remove subject from people
  create entry {
    about = object
  }
}
event leave for user {
  phase now
  phase later
  require by-admin: by.admin
    else "only an administrator may do this"
    unblock "ask an administrator"
  require has-name: subject.name != ''
    else "a user needs a name"
}
rule pass-on
  on leave
  phase now
  for box
  where box.owner == subject && !box.keep
  then hand-over(by)
rule burn
  on leave
  phase later
  for box
  where box.owner == subject && box.keep
  then erase after 1d unless box.note == 'stop'
)";

const char* const club_account = R"({"type":"user","id":"1","name":"One","admin":true}
{"type":"user","id":"7","name":"Seven","admin":false}
{"type":"box","id":"1","owner":"user:7","people":["user:7"],"note":"n","keep":false}
{"type":"box","id":"2","owner":"user:7","people":[],"note":"n","keep":true}
{"type":"box","id":"3","owner":"user:7","people":[],"note":null}
)";

template <auto free_handle>
struct Free {
  template <class Handle>
  void operator()(Handle* handle) const {
    free_handle(handle);
  }
};
using ErrorHandle = std::unique_ptr<exeunt_error, Free<exeunt_error_free>>;
using OptionsHandle = std::unique_ptr<exeunt_options, Free<exeunt_options_free>>;
using PolicyHandle = std::unique_ptr<exeunt_policy, Free<exeunt_policy_free>>;
using AccountHandle = std::unique_ptr<exeunt_account, Free<exeunt_account_free>>;
using PlanHandle = std::unique_ptr<exeunt_plan, Free<exeunt_plan_free>>;
using AppliedHandle = std::unique_ptr<exeunt_applied, Free<exeunt_applied_free>>;
using DifferenceHandle = std::unique_ptr<exeunt_difference, Free<exeunt_difference_free>>;
using TextHandle = std::unique_ptr<char, Free<exeunt_text_free>>;

/// What a getter answers: its text, of the size that it says, or "(none)".
template <class Getter, class... Arguments>
std::string text(Getter get, const Arguments&... arguments) {
  size_t size = 99;
  const char* const found = get(arguments..., &size);
  return found == nullptr ? "(none)" : std::string(found, size);
}

OptionsHandle options(const std::vector<std::pair<std::string, std::string>>& values) {
  OptionsHandle out(exeunt_options_new());
  for (const auto& [name, value] : values) {
    exeunt_error* error = nullptr;
    REQUIRE(exeunt_options_set(out.get(), name.c_str(), name.size(), value.c_str(), value.size(), &error) == 1);
  }
  return out;
}

PolicyHandle compile(const char* policy) {
  const exeunt_source source{"made-up.policy", EXEUNT_NUL, policy, EXEUNT_NUL};
  return PolicyHandle(
      exeunt_policy_compile_texts(&source, 1, options({{"home", root()}, {"lint", "true"}}).get(), nullptr));
}
AccountHandle parse(const char* account) {
  return AccountHandle(exeunt_account_parse(account, EXEUNT_NUL, nullptr, nullptr));
}
PlanHandle make(const PolicyHandle& policy, const AccountHandle& account, const std::string& subject,
                const std::string& by) {
  const OptionsHandle request =
      options({{"event", "leave"}, {"subject", subject}, {"by", by}, {"at", "2024-03-01T09:00:00Z"}});
  return PlanHandle(exeunt_plan_make(policy.get(), account.get(), request.get(), nullptr));
}
std::string get(const PlanHandle& plan, int list, size_t index, int member) {
  return text(exeunt_plan_get, plan.get(), list, index, member);
}

TEST_CASE("members of a policy in C") {
  const PolicyHandle policy = compile(club_policy);
  REQUIRE(policy);
  CHECK(text(exeunt_policy_get, policy.get(), EXEUNT_POLICY_PACK) == "club");
  CHECK(text(exeunt_policy_get, policy.get(), EXEUNT_POLICY_EDITION) == "2024-01-01");
  CHECK(text(exeunt_policy_get, policy.get(), EXEUNT_POLICY_DIGEST).starts_with("sha256:"));
  CHECK(text(exeunt_policy_get, policy.get(), 99) == "(none)");
  REQUIRE(exeunt_policy_count(policy.get(), EXEUNT_POLICY_EDITIONS) == 1);
  CHECK(text(exeunt_policy_item, policy.get(), EXEUNT_POLICY_EDITIONS, 0u) == "2024-01-01");
  CHECK(exeunt_policy_count(policy.get(), 99) == 0);
  CHECK(text(exeunt_policy_item, policy.get(), 99, 0u) == "(none)");

  const ErrorHandle warnings(exeunt_policy_warnings(policy.get()));
  REQUIRE(exeunt_error_count(warnings.get()) > 0);
  CHECK(exeunt_error_severity(warnings.get(), 0) == EXEUNT_WARNING);
  CHECK(text(exeunt_error_get, warnings.get(), 0u, EXEUNT_DIAGNOSTIC_MESSAGE) != "");
  CHECK(text(exeunt_error_get, warnings.get(), 0u, 99) == "(none)");
  CHECK(text(exeunt_error_help, warnings.get(), 0u, 99u) == "(none)");
}

TEST_CASE("members of a plan in C") {
  const PolicyHandle policy = compile(club_policy);
  const AccountHandle account = parse(club_account);
  CHECK(text(exeunt_account_digest, account.get()).starts_with("xxh3:"));
  const PlanHandle plan = make(policy, account, "user:7", "user:1");
  REQUIRE(plan);
  CHECK(exeunt_plan_verdict(plan.get()) == EXEUNT_READY);

  REQUIRE(exeunt_plan_count(plan.get(), EXEUNT_CHANGES) == 2);
  CHECK(get(plan, EXEUNT_CHANGES, 0, EXEUNT_OBJECT) == "box:1");
  CHECK(get(plan, EXEUNT_CHANGES, 0, EXEUNT_RULE) == "pass-on");
  CHECK(get(plan, EXEUNT_CHANGES, 0, EXEUNT_OUTCOME) == "hand-over");
  CHECK(get(plan, EXEUNT_CHANGES, 0, EXEUNT_CLASS) == "transferred");
  CHECK(get(plan, EXEUNT_CHANGES, 0, EXEUNT_WORDING) == "goes to One (user:1)");
  CHECK(get(plan, EXEUNT_CHANGES, 0, EXEUNT_PHASE) == "now");
  CHECK(get(plan, EXEUNT_CHANGES, 0, EXEUNT_UNLESS) == "");
  CHECK(get(plan, EXEUNT_CHANGES, 0, EXEUNT_NAME) == "(none)");
  CHECK(get(plan, EXEUNT_CHANGES, 1, EXEUNT_UNLESS) == "box.note == 'stop'");
  CHECK(get(plan, EXEUNT_CHANGES, 1, EXEUNT_DUE) == "2024-03-02T09:00:00Z");
  std::vector<std::string> writes;
  for (size_t i = 0; i < exeunt_plan_write_count(plan.get(), 0); ++i) {
    const auto write = [&](int member) { return text(exeunt_plan_write_get, plan.get(), 0u, i, member); };
    writes.push_back(write(EXEUNT_WRITE_OP) + " " + write(EXEUNT_WRITE_FIELD) + " " + write(EXEUNT_WRITE_FROM) + " " +
                     write(EXEUNT_WRITE_TO));
    CHECK(write(99) == "(none)");
  }
  CHECK(writes == std::vector<std::string>{
                      R"(create  null {"type": "entry", "id": "new/pass-on/hand-over/box:1", "about": "box:1"})",
                      R"(clear note "n" null)", R"(set owner "user:7" "user:1")",
                      R"(add people ["user:7"] "user:1")", R"(remove people ["user:7"] "user:7")"});
  CHECK(text(exeunt_plan_write_get, plan.get(), 1u, 0u, EXEUNT_WRITE_OP) == "erase");
  CHECK(text(exeunt_plan_write_get, plan.get(), 0u, 99u, EXEUNT_WRITE_OP) == "(none)");
  CHECK(text(exeunt_plan_write_get, plan.get(), 99u, 0u, EXEUNT_WRITE_OP) == "(none)");

  CHECK(exeunt_plan_count(plan.get(), EXEUNT_UNADDRESSED) == 0);
  CHECK(exeunt_plan_count(plan.get(), EXEUNT_UNDECIDED) == 2);
  CHECK(get(plan, EXEUNT_UNDECIDED, 0, EXEUNT_OBJECT) == "box:3");
  CHECK(get(plan, EXEUNT_UNDECIDED, 0, EXEUNT_RULE) == "burn");
  CHECK(get(plan, EXEUNT_UNDECIDED, 0, EXEUNT_FAILURE) == "");
  CHECK(get(plan, EXEUNT_UNDECIDED, 0, EXEUNT_WORDING) == "(none)");
  CHECK(get(plan, EXEUNT_UNDECIDED, 99, EXEUNT_OBJECT) == "(none)");
  CHECK(get(plan, EXEUNT_UNADDRESSED, 0, EXEUNT_OBJECT) == "(none)");

  CHECK(exeunt_plan_summary(plan.get(), EXEUNT_SUMMARY_OBJECTS) == 2);
  CHECK(exeunt_plan_summary(plan.get(), EXEUNT_SUMMARY_SCHEDULED) == 1);
  CHECK(exeunt_plan_summary(plan.get(), EXEUNT_SUMMARY_IRREVERSIBLE) == 1);
}

TEST_CASE("guards in C") {
  const PolicyHandle policy = compile(club_policy);
  const AccountHandle account = parse(R"({"type":"user","id":"1","name":"One"}
{"type":"user","id":"7","name":"","admin":false}
)");
  const PlanHandle blocked = make(policy, account, "user:7", "user:7");
  REQUIRE(blocked);
  CHECK(exeunt_plan_verdict(blocked.get()) == EXEUNT_BLOCKED);
  REQUIRE(exeunt_plan_count(blocked.get(), EXEUNT_GUARDS) == 2);
  CHECK(get(blocked, EXEUNT_GUARDS, 0, EXEUNT_NAME) == "by-admin");
  CHECK(get(blocked, EXEUNT_GUARDS, 0, EXEUNT_OUTCOME) == "no");
  CHECK(get(blocked, EXEUNT_GUARDS, 0, EXEUNT_MESSAGE) == "only an administrator may do this");
  CHECK(get(blocked, EXEUNT_GUARDS, 0, EXEUNT_UNBLOCK) == "ask an administrator");
  CHECK(get(blocked, EXEUNT_GUARDS, 0, EXEUNT_FAILURE) == "");
  CHECK(get(blocked, EXEUNT_GUARDS, 0, EXEUNT_OBJECT) == "(none)");
  CHECK(get(blocked, EXEUNT_GUARDS, 1, EXEUNT_UNBLOCK) == "");
  CHECK(get(blocked, EXEUNT_GUARDS, 2, EXEUNT_NAME) == "(none)");
  const PlanHandle doubtful = make(policy, account, "user:7", "user:1");
  CHECK(get(doubtful, EXEUNT_GUARDS, 0, EXEUNT_OUTCOME) == "unknown");
}

TEST_CASE("rules that disagree, in C") {
  const PolicyHandle policy = compile(R"(pack club "Club"
use std.outcomes
entity user is std.user {
  name  string label
}
entity box "Box" {
  owner ref<user>? ownership
}
event leave for user {}
rule one
  on leave
  for box
  where box.owner == subject
  then transfer(by)
rule two
  on leave
  for box
  where box.owner == subject
  then unassign(owner)
)");
  const AccountHandle account = parse(club_account);
  const PlanHandle plan = make(policy, account, "user:7", "user:1");
  REQUIRE(plan);
  CHECK(exeunt_plan_verdict(plan.get()) == EXEUNT_CONFLICTED);
}

TEST_CASE("every form of what is written in C") {
  const PolicyHandle policy = compile(club_policy);
  const AccountHandle account = parse(club_account);
  const PlanHandle plan = make(policy, account, "user:7", "user:1");
  const PlanHandle none = make(policy, account, "user:1", "user:1");
  const auto of_plan = [&](int format) {
    const TextHandle written(exeunt_plan_write(plan.get(), format, nullptr, nullptr, nullptr));
    return std::string(written.get());
  };
  CHECK(of_plan(EXEUNT_NDJSON).find("\n{") != std::string::npos);
  CHECK(of_plan(EXEUNT_MARKDOWN).find("**") != std::string::npos);
  const TextHandle why(exeunt_plan_explain(plan.get(), "box:1", EXEUNT_NUL, EXEUNT_JSON, nullptr, nullptr, nullptr));
  CHECK(std::string(why.get()).find("\"pass-on\"") != std::string::npos);
  exeunt_error* error = nullptr;
  CHECK(exeunt_plan_explain(plan.get(), "box:77", EXEUNT_NUL, EXEUNT_JSON, nullptr, nullptr, &error) == nullptr);
  CHECK(text(exeunt_error_get, ErrorHandle(error).get(), 0u, EXEUNT_DIAGNOSTIC_CODE) != "(none)");

  const DifferenceHandle difference(exeunt_plan_diff(plan.get(), none.get(), nullptr, nullptr));
  const auto of_difference = [&](int format) {
    const TextHandle written(exeunt_difference_write(difference.get(), format, nullptr, nullptr, nullptr));
    return std::string(written.get());
  };
  CHECK(of_difference(EXEUNT_JSON).starts_with("{"));
  CHECK(of_difference(EXEUNT_MARKDOWN).find("**") != std::string::npos);
  CHECK(exeunt_difference_write(difference.get(), EXEUNT_GROUPS, nullptr, nullptr, nullptr) == nullptr);
}

TEST_CASE("plans that are read from files in C") {
  const std::string path = std::filesystem::temp_directory_path() / "exeunt_c_members_plan.json";
  const PlanHandle plan = make(compile(club_policy), parse(club_account), "user:7", "user:1");
  const TextHandle document(exeunt_plan_write(plan.get(), EXEUNT_JSON, nullptr, nullptr, nullptr));
  std::ofstream(path) << document.get();
  const PlanHandle loaded(exeunt_plan_load(path.c_str(), EXEUNT_NUL, nullptr));
  std::filesystem::remove(path);
  REQUIRE(loaded);
  CHECK(get(loaded, EXEUNT_CHANGES, 1, EXEUNT_RULE) == "burn");
  exeunt_error* error = nullptr;
  CHECK(exeunt_plan_load(path.c_str(), EXEUNT_NUL, &error) == nullptr);
  CHECK(text(exeunt_error_get, ErrorHandle(error).get(), 0u, EXEUNT_DIAGNOSTIC_CODE) == "E0001");
}

TEST_CASE("members of an account afterwards in C") {
  const PolicyHandle policy = compile(club_policy);
  const AccountHandle account = parse(club_account);
  const PlanHandle plan = make(policy, account, "user:7", "user:1");
  const AppliedHandle now(exeunt_plan_apply(plan.get(), account.get(), policy.get(), nullptr, nullptr));
  REQUIRE(now);
  CHECK(exeunt_applied_total(now.get(), EXEUNT_APPLIED_CHANGED) == 1);
  CHECK(exeunt_applied_total(now.get(), EXEUNT_APPLIED_CREATED) == 1);
  CHECK(exeunt_applied_total(now.get(), EXEUNT_APPLIED_TO_COME) == 1);
  CHECK(exeunt_applied_total(now.get(), 99) == 0);
  CHECK(text(exeunt_applied_next_due, now.get()) == "2024-03-02T09:00:00Z");
  CHECK(exeunt_applied_count(now.get(), 99) == 0);

  // What stands in the account that the event left calls the change off, and is asked when it is due.
  const AccountHandle stopped = parse(R"({"type":"user","id":"1","name":"One","admin":true}
{"type":"user","id":"7","name":"Seven","admin":false}
{"type":"box","id":"2","owner":"user:7","people":[],"note":"stop","keep":true}
)");
  const PlanHandle waiting = make(policy, stopped, "user:7", "user:1");
  const AppliedHandle later(exeunt_plan_apply(waiting.get(), stopped.get(), policy.get(),
                                              options({{"until", "2024-05-01"}}).get(), nullptr));
  REQUIRE(later);
  REQUIRE(exeunt_applied_count(later.get(), EXEUNT_CALLED_OFF) == 1);
  const auto called_off = [&](int member) {
    return text(exeunt_applied_get, later.get(), EXEUNT_CALLED_OFF, 0u, member);
  };
  CHECK(called_off(EXEUNT_OBJECT) == "box:2");
  CHECK(called_off(EXEUNT_RULE) == "burn");
  CHECK(called_off(EXEUNT_DUE) == "2024-03-02T09:00:00Z");
  CHECK(called_off(EXEUNT_PHASE) == "(none)");
  CHECK(text(exeunt_applied_get, later.get(), 99, 0u, EXEUNT_OBJECT) == "(none)");
}

TEST_CASE("options whose values are checked in C") {
  const OptionsHandle given = options({});
  const auto is_taken = [&](const char* name, const char* value) {
    return exeunt_options_set(given.get(), name, EXEUNT_NUL, value, EXEUNT_NUL, nullptr) == 1;
  };
  CHECK(is_taken("lint", "true"));
  CHECK(is_taken("lint", "false"));
  CHECK_FALSE(is_taken("lint", "True"));
  CHECK(is_taken("absent", "null"));
  CHECK(is_taken("absent", "unknown"));
  CHECK_FALSE(is_taken("absent", "none"));
  CHECK(is_taken("width", "80"));
  CHECK_FALSE(is_taken("width", "80x"));
  CHECK(is_taken("ignore", "texts"));
}

TEST_CASE("the version in C") {
  CHECK(std::string(exeunt_version()) == version());
}

}  // namespace
}  // namespace exeunt::tests
