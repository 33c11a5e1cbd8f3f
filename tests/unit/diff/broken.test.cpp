// Plans that are none: what is said, and where.
#include <catch2/catch.hpp>

#include "plans.h"

namespace exeunt::diff {

using Words = std::vector<std::string>;

static std::string document() {
  return plan::write_json(plan::test::ready_plan());
}

static std::string lines() {
  return plan::write_ndjson(plan::test::ready_plan());
}

static std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

static Words errors_of(const std::string& broken) {
  const Words before = test::compare_texts(broken, document()).errors;
  Words after = test::compare_texts(document(), broken).errors;
  for (std::string& line : after) {
    if (line.starts_with("b:")) {
      line.front() = 'a';
    }
    for (std::size_t at = line.find("`b`"); at != std::string::npos; at = line.find("`b`")) {
      line[at + 1] = 'a';
    }
  }
  CHECK(before == after);  // on either side
  return before;
}

TEST_CASE("what is no plan is said to be none") {
  CHECK(errors_of("") == Words{"E0903 `a` is not a change plan: it is empty"});
  CHECK(errors_of(" \n\t") == Words{"E0903 `a` is not a change plan: it is empty"});
  CHECK(errors_of("[1, 2]") == Words{"a:1:1: E0903 `a` is not a change plan: it is a list"});
  CHECK(errors_of("{}") == Words{"a:1:1: E0903 `a` is not a change plan: it has no `format`"});
  CHECK(errors_of("{\"type\":\"user\"}\n{\"type\":\"user\"}") ==
        Words{"a:1:1: E0903 `a` is not a change plan: it has no `format`"});
  CHECK(errors_of("{\"format\": \"other/1\"}") ==
        Words{"a:1:12: E0904 `a` is not a change plan: its `format` is `other/1`"});
  CHECK(errors_of("{\"format\": 7}") == Words{"a:1:12: E0906 `format` is a number, where a plan has text"});
  CHECK(errors_of("policy shop") == Words{"a:1:1: E0901 `a` is not JSON: invalid literal"});
}

TEST_CASE("a document cut off anywhere is noticed") {
  for (const std::string& whole : {document(), lines()}) {
    const std::size_t end = whole.find_last_not_of('\n');
    for (std::size_t length = 1; length <= end; length += 97) {
      INFO(length);
      CHECK_FALSE(errors_of(whole.substr(0, length)).empty());
    }
  }
}

TEST_CASE("mistakes are shown with line, column and path") {
  CHECK(errors_of(replaced(document(), "\"object\": \"deal:1\"", "\"object\": 1")).front().substr(2) ==
        errors_of(replaced(document(), "\"object\": \"deal:1\"", "\"object\": 2")).front().substr(2));
  const std::string change = "{\"object\": \"automation:4\", \"rule\"";
  CHECK(errors_of(replaced(document(), change, "{\"object\": \"automation:4\", \"rules\"")) ==
        Words{"a:41:5: E0907 `changes[1]` has no `rule`"});
  CHECK(errors_of(replaced(document(), "\"op\": \"erase\"", "\"op\": \"burn\"")).front().find("`changes[") !=
        std::string::npos);
}

TEST_CASE("a mistake that both plans share is told") {
  for (const auto& [from, to] : {std::pair("\"op\": \"set\", \"field\": \"owner\"", "\"op\": \"burn\", \"field\": \"owner\""),
                                 std::pair("\"object\": \"report:4\"", "\"object\": \"report\\x\""),
                                 std::pair("\"object\": \"deal:9\", \"rule\"", "\"object\": \"deal:9\", \"role\"")}) {
    const std::string broken = replaced(document(), from, to);
    CHECK_FALSE(test::compare_texts(broken, broken).errors.empty());
  }
}

TEST_CASE("what stands twice is refused") {
  const std::string line = "{\"record\": \"label\", \"object\": \"user:7\", \"label\": \"Sales Rep 7\"}\n";
  CHECK(errors_of(replaced(lines(), line, line + line)).front().ends_with("E0910 `label user:7` stands twice"));
  CHECK(errors_of(replaced(document(), "  \"howtos\": []", "  \"howtos\": [],\n  \"howtos\": []"))
            .front()
            .ends_with("E0910 `howtos` stands twice"));
  const std::string rule = "{\"record\": \"rule\", \"name\": \"zz\", \"outcomes\": [], \"cites\": []}\n";
  const std::string at = "{\"record\": \"change\"";
  CHECK(errors_of(replaced(lines(), at, rule + rule + at)).front().ends_with("E0910 `rule zz` stands twice"));
}

TEST_CASE("another order is refused, with what to do") {
  std::string text = lines();
  const std::size_t first = text.find("{\"record\": \"change\"");
  const std::size_t second = text.find('\n', first) + 1;
  const std::size_t third = text.find('\n', second) + 1;
  const std::string swapped =
      text.substr(0, first) + text.substr(second, third - second) + text.substr(first, second - first) + text.substr(third);
  CHECK(errors_of(swapped).front().find("E0913 `api_key:k1` stands after `automation:4`") != std::string::npos);
  // Kinds of lines that take turns: what is written in the order of a snapshot.
  const std::string mixed = text.substr(0, third) + "{\"record\": \"rule\", \"name\": \"zz\", \"outcomes\": [], \"cites\": []}\n" +
                            text.substr(third);
  CHECK(errors_of(mixed).front().find("E0913 `rule` stands after `change`") != std::string::npos);
}

TEST_CASE("nesting that no plan has is refused") {
  const std::string deep(100000, '[');
  CHECK(errors_of("{\"format\": \"exeunt.plan/1\", \"policy\": " + deep).front().find("E0909") != std::string::npos);
  CHECK(errors_of(deep).front().find("E0909") != std::string::npos);
  CHECK(errors_of(replaced(document(), "\"writes\": []", "\"writes\": [" + std::string(70, '[') + std::string(70, ']') + "]"))
            .front()
            .find("E0909") != std::string::npos);
}

TEST_CASE("brackets that do not match are shown where they stand") {
  CHECK(errors_of("{\"format\": \"exeunt.plan/1\", \"policy\": {\"a\": [}}") ==
        Words{"a:1:46: E0901 `a` is not JSON: unexpected `}`"});
  CHECK(errors_of("{\"format\": \"exeunt.plan/1\",}") ==
        Words{"a:1:28: E0901 `a` is not JSON: unexpected `}`; expected a member"});
  CHECK(errors_of(document() + "x").front().ends_with("E0901 `a` is not JSON: unexpected `x` after the end"));
}

TEST_CASE("an entry larger than memory should hold is refused") {
  const std::string huge(std::size_t{65} << 20, 'x');
  const auto result = test::compare_texts(replaced(document(), "\"user:7\": \"Sales Rep 7\"", "\"user:7\": \"" + huge + "\""), document());
  REQUIRE(result.errors.size() == 1);
  CHECK(result.errors[0].find("E0914 an entry of `labels` is larger than 67108864 bytes") != std::string::npos);
}

}  // namespace exeunt::diff
