// Policies compiled, accounts loaded, and what is said where they cannot be.
#include "shop.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <thread>

#include <exeunt/catch2.h>

namespace exeunt::tests {
namespace {

TEST_CASE("a policy says what it is") {
  const Policy policy = shop();
  CHECK(policy.pack() == "shop");
  CHECK(policy.title() == "Shop");
  CHECK(policy.edition() == "2024-01-01");
  CHECK(policy.editions() == std::vector<std::string>{"2024-01-01"});
  CHECK(policy.events() == std::vector<std::string>{"leave"});
  CHECK(policy.digest().starts_with("sha256:"));
  CHECK(policy.warnings().empty());
  CHECK(Policy::compile(shared() + "/shop", {.home = root()})->digest() == policy.digest());
  CHECK(Policy::compile("shop@2024-01-01", at_home())->digest() == policy.digest());
}

TEST_CASE("a policy from memory is the one on disk") {
  const std::vector<SourceText> files = {{"facts.yaml", read(shared() + "/shop/facts.yaml")},
                                         {"shop.policy", read(shared() + "/shop/shop.policy")}};
  const auto policy = Policy::compile_texts(files, {.home = root()});
  REQUIRE(policy);
  CHECK(policy->digest() == shop().digest());
}

TEST_CASE("what is wrong with a policy is data, and text with the line") {
  const auto policy = Policy::compile_texts(
      {{"mail.policy", std::string(mail) + "rule x on leave for drat then retain\n"}}, {.home = root()});
  REQUIRE_FALSE(policy);
  const Diagnostic& first = policy.error().diagnostics.front();
  CHECK(first.severity == Severity::error);
  CHECK(first.file == "mail.policy");
  CHECK(first.line == 16);
  CHECK(first.column == 21);
  CHECK(first.help == std::vector<std::string>{"did you mean `draft`?"});
  CHECK(policy.error().text.find("16 | rule x on leave for drat then retain") != std::string::npos);
  CHECK(policy.error().text.find(first.code) != std::string::npos);
}

TEST_CASE("warnings are told where they are asked for") {
  const std::vector<SourceText> files = {{"mail.policy", mail}};
  CHECK(Policy::compile_texts(files, {.home = root()})->warnings().empty());
  const auto policy = Policy::compile_texts(files, {.home = root(), .lint = true});
  REQUIRE(policy);
  REQUIRE_FALSE(policy->warnings().empty());
  CHECK(policy->warnings().front().severity == Severity::warning);
}

TEST_CASE("packs are found at the home that is given, set or installed") {
  ::setenv("EXEUNT_HOME", root().c_str(), 1);
  CHECK(Policy::compile("pipedrive"));
  ::setenv("EXEUNT_HOME", "/nowhere", 1);
  CHECK_FALSE(Policy::compile("pipedrive", {.home = "/nowhere either"}));
  CHECK(Policy::compile("pipedrive", {.home = root()}));
  ::unsetenv("EXEUNT_HOME");
  CHECK(Policy::compile("pipedrive", {.installed_home = root()}));
}

TEST_CASE("packs that cannot be compiled") {
  CHECK(code(Policy::compile("", at_home())) == "E0301");
  CHECK(code(Policy::compile("shob", at_home())) == "E0302");
  CHECK(code(Policy::compile("shop@1999-01-01", at_home())) != "");
  CHECK(code(Policy::compile(std::string("shop\0p", 6), at_home())) == "E1301");
  CHECK(code(Policy::compile("shop", {.edition = "\xff", .policies = {shared()}, .home = root()})) == "E1301");
  CHECK(code(Policy::compile("shop", {.policies = {shared()}, .home = "/nowhere"})) != "");
  CHECK(code(Policy::compile_texts({}, at_home())) == "E0304");
  CHECK(code(Policy::compile_texts({{"mail.txt", mail}}, at_home())) == "E0303");
  CHECK(code(Policy::compile_texts({{"mail.policy", ""}}, at_home())) == "E0007");
  CHECK(code(Policy::compile_texts({{"mail.policy", "\xff\xfe"}}, at_home())) == "E0005");
  CHECK(code(Policy::compile_texts({{"mail.policy", std::string("pack\0", 5)}}, at_home())) == "E0006");
  CHECK_FALSE(Policy::compile_texts({{"mail.policy", std::string(300'000, '(')}}, at_home()));
  CHECK_FALSE(Policy::compile_texts({{"mail.policy.yaml", std::string(300'000, '[')}}, at_home()));
  CHECK(code(Policy::compile_texts({{"mail.policy", std::string((16u << 20) + 1, ' ')}}, at_home())) == "E0004");
}

TEST_CASE("without a standard library, that is what is said") {
  const auto before = std::filesystem::current_path();
  const std::string pack = std::filesystem::absolute(shared() + "/shop").string();
  std::filesystem::current_path("/");
  const auto policy = Policy::compile(pack, {.installed_home = ""});
  std::filesystem::current_path(before);
  CHECK(code(policy) == "E0897");
}

TEST_CASE("an account is its content") {
  const Account account = tests::account();
  CHECK(account.size() == 7);
  CHECK(account.text() == read(shared() + "/account.ndjson"));
  const auto document = Account::parse(R"([{"id":"7", "type":"user"}, {"type":"user","id":1}])");
  const auto lines = Account::parse("{\"type\":\"user\",\"id\":\"1\"}\n{\"type\":\"user\",\"id\":\"7\"}\n");
  REQUIRE(document);
  REQUIRE(lines);
  CHECK(lines->digest().starts_with("xxh3:"));
  CHECK(*document == *Account::parse("- {type: user, id: 1}\n- {type: user, id: 7}\n"));
  CHECK(*lines == *Account::parse(lines->text()));
  CHECK_FALSE(*lines == *Account::parse("{\"type\":\"user\",\"id\":\"7\"}\n{\"type\":\"user\",\"id\":\"1\"}\n"));  // another order
  CHECK_FALSE(*lines == *document);  // another spelling
  CHECK_FALSE(*lines == account);
  CHECK(Account::parse("- {type: user, id: 1}\n- {type: user, id: 7}\n")->size() == 2);
}

TEST_CASE("accounts that cannot be read") {
  CHECK(code(Account::load("/nowhere/account.ndjson")) == "E0001");
  CHECK(code(Account::load("/")) == "E0002");
  CHECK(code(Account::load("")) == "E0001");
  CHECK(code(Account::load("-")) == "E0001");
  CHECK(code(Account::load(std::string("a\0b", 3))) == "E1301");
  const auto broken = Account::parse("{\"type\":\"user\",\"id\":\"1\"}\n{\"type\":\"user\"", {}, "two.ndjson");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().diagnostics.front().file == "two.ndjson");
  CHECK(broken.error().diagnostics.front().line == 2);
  for (const std::string& text : {std::string("{"), std::string("\xff\xfe\x00", 3), std::string("[1, 2]"),
                                  std::string(1'000'000, '['), std::string(1'000'000, '{'), std::string("nonsense")}) {
    CHECK_FALSE(Account::parse(text));
  }
}

TEST_CASE("what a policy does not know of an account is told when it plans") {
  const auto account = Account::parse(R"({"type":"user","id":"7","name":5})");
  REQUIRE(account);
  const auto plan = shop().plan(*account, leave());
  REQUIRE_FALSE(plan);
  CHECK(plan.error().diagnostics.front().line == 1);
  const auto strict = Account::parse(tests::account().text() + R"({"type":"ship","id":"1"})", {.strict = true});
  CHECK_FALSE(shop().plan(*strict, leave()));
}

TEST_CASE("requests that make no sense") {
  const Policy policy = shop();
  const Account account = tests::account();
  const auto plan = [&](Request request) { return code(policy.plan(account, request)); };
  CHECK(plan({}) == "E0801");
  CHECK(plan({.event = "leav"}) == "E0801");
  Request request = leave("user:99");
  CHECK(plan(request) == "E0803");
  request = leave();
  request.at = "soon";
  CHECK(plan(request) == "E0805");
  request = leave();
  request.transfers = {"\xff"};
  CHECK(plan(request) == "E1301");
  request = leave();
  request.arguments = {{"reason", std::string("a\0", 2)}};
  CHECK(plan(request) == "E1301");
  request = leave();
  request.subject = std::string(1'000'000, 'x');
  CHECK(plan(request) == "E0802");
}

TEST_CASE("one policy and one account, from several threads") {
  const Policy policy = shop();
  const Account account = tests::account();
  const std::string expected = policy.plan(account, leave())->json();
  std::vector<std::string> found(8);
  std::vector<std::thread> threads;
  for (std::string& each : found) {
    threads.emplace_back([&] {
      Request request = leave();
      request.locations = &each == &found.front();
      const Plan plan = *policy.plan(account, request);
      each = std::to_string(plan.changes().size()) + plan.explain("order:1")->text() +
             (request.locations ? expected : plan.json());
    });
  }
  for (std::thread& each : threads) {
    each.join();
  }
  for (const std::string& each : found) {
    CHECK(each == found.front());
  }
}

TEST_CASE("a value that is not there is an error that is") {
  const auto policy = Policy::compile("", at_home());
  CHECK_FALSE(policy.has_value());
  CHECK(Catch::StringMaker<Result<Policy>>::convert(policy).find("E0301") != std::string::npos);
}

TEST_CASE("values are JSON in one spelling") {
  CHECK(Value().json() == "null");
  CHECK(Value(nullptr).is_null());
  CHECK(Value(true).json() == "true");
  CHECK(Value(-5).json() == "-5");
  CHECK(Value(uint64_t{18446744073709551615u}).json() == "18446744073709551615");
  CHECK(Value(2.0).json() == "2.0");
  CHECK(Value("a \"b\"\n").json() == R"("a \"b\"\n")");
  CHECK(Value("\xff").json() == "\"\xef\xbf\xbd\"");
  CHECK(Value::list({1, "b", Value::list({})}) == *Value::parse(" [ 1,\"b\" , [] ]"));
  CHECK(Value::list({}) == *Value::parse("[]"));
  CHECK(code(Value::parse("[1")) == "E0901");
  CHECK(code(Value::parse("")) == "E0901");
  CHECK(code(Value::parse(std::string(1'000'000, '['))) == "E0909");
  CHECK(code(Value::parse(R"({"a":1,"a":2})")) == "E0910");
}

}  // namespace
}  // namespace exeunt::tests
