// Large, deep and circular packs: an answer, no crash, no follow-up errors.
#include <catch2/catch.hpp>

#include "tests/unit/check/support.h"

using namespace exeunt;

namespace {

const std::string small_pack = R"(pack demo
class kept
entity user { name string label  kind string  level int }
outcome retain { class kept }
outcome put(field: field, to: value) { class kept set field = to }
event leave for user {}
)";

std::string number(int i) {
  return std::to_string(i);
}

template <class Make>
std::string repeat(int count, const Make& make) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += make(i);
  }
  return text;
}

}  // namespace

TEST_CASE("many rules") {
  const auto checked = test::check(small_pack + repeat(3000,
                                                    [](int i) {
                                                      return "rule r" + number(i) +
                                                             " on leave for user where user.kind == 'k" + number(i) +
                                                             "' then put(level, " + number(i) + ")\n";
                                                    }),
                                   {"", true, {}});
  REQUIRE(checked->program);
  CHECK(checked->program->find_event("leave")->rules.size() == 3000);
  CHECK(checked->sink.warnings() == 3000);  // each cites nothing; none of them conflict
}

TEST_CASE("a chain of lets as long as the pack") {
  const auto checked = test::check(small_pack + "let l0 = 1\n" + repeat(5000, [](int i) {
                                     return "let l" + number(i + 1) + " = l" + number(i) + " + 1\n";
                                   }));
  INFO(checked->text());
  REQUIRE(checked->program);
  CHECK(checked->program->lets.size() == 5001);
}

TEST_CASE("a circle of lets is one error, whoever else names it") {
  const auto checked =
      test::check(small_pack + "let l0 = l1999\n" +
                  repeat(2000, [](int i) { return "let l" + number(i + 1) + " = l" + number(i) + "\n"; }) +
                  "let after = l5 + 'x'\nrule r on leave for user where l7 == 1 then retain\n");
  CHECK(checked->program == nullptr);
  CHECK(checked->sink.errors() == 1);
}

TEST_CASE("a circle of overrides, and a chain of them") {
  const auto chain = [](int first) {
    return [first](int i) {
      return "rule r" + number(i) + " on leave for user then put(kind, 'k" + number(i) + "')" +
             (i < first ? "" : " overrides r" + number((i + 1999) % 2000)) + "\n";
    };
  };
  CHECK(test::check(small_pack + repeat(2000, chain(1)), {"", true, {}})->sink.errors() == 0);
  CHECK(test::check(small_pack + repeat(2000, chain(0)))->sink.errors() == 1);
}

TEST_CASE("one unknown name in thousands of places") {
  const auto checked = test::check(small_pack + repeat(2000, [](int i) {
                                     return "rule r" + number(i) + " on leav for user then put(kind, 'x') overrides s" +
                                            number(i) + "\n";
                                   }));
  CHECK(checked->sink.errors() == 4000);
}

TEST_CASE("an error in a field's type has no consequences") {
  const auto checked = test::check(R"(pack demo
class kept
entity user { name string label }
entity deal { owner ref<usr>  stage stagee  title string }
entity lead { owner ref<user>  stage string }
outcome put(field: field, to: value) { class kept set field = to }
event leave for user { arg to ref<persn>  require x: args.to.name == 'x' else "{args.to.name}" }
let owners = all.deal.map(d, d.owner.name)
rule a on leave for deal where deal.owner == subject && deal.stage == 'x' && planned(deal.owner).name == '' then put(stage, 1)
rule b on leave for deal, lead as it where it.stage == 'open' then put(owner, subject)
)");
  CHECK(checked->messages() == std::vector<std::string>{"E0337 there is no entity `usr`",
                                                        "E0338 there is no type `stagee`",
                                                        "E0337 there is no entity `persn`"});
}

TEST_CASE("an error that several variants share is reported once") {
  const auto checked = test::check(R"(pack demo
class kept
entity user { name string label }
entity deal { owner ref<user> }
entity lead { owner ref<user> }
outcome retain { class kept }
event leave for user {}
event go for user {}
rule a on leave, go for deal, lead as it where it.ownr == subject && nobody then retain
advise b "{nobody}" on leave, go for deal, lead as it where it.ownr == subject
)");
  CHECK(checked->sink.errors() == 4);
}

TEST_CASE("deep expressions end at CEL's limit") {
  const std::string deep(2000, '(');
  const auto checked = test::check(small_pack + "rule r on leave for user where " + deep + "true" +
                                   std::string(2000, ')') + " then retain\n");
  CHECK(checked->program == nullptr);
  CHECK(checked->sink.errors() >= 1);
}

TEST_CASE("an empty pack compiles to nothing") {
  const auto checked = test::check("pack demo\n");
  REQUIRE(checked->program);
  CHECK(checked->program->events.empty());
  CHECK(checked->program->model->entities.empty());
  CHECK(test::check(std::vector<std::string>{})->program != nullptr);
}
