#include <catch2/catch.hpp>

#include "interpreter/cel/evaluate.h"
#include "interpreter/cel/parse.h"

namespace exeunt::cel {
namespace {

/// Knows the map `item`, in part: {'a': 1, 'b': {'c': null}}.
class Partial : public Activation {
 public:
  explicit Partial(bool answers) : answers_(answers) {}

  Value variable(uint32_t) const override {
    return Value::map({{Value::string("a"), Value::int64(1)},
                       {Value::string("b"), Value::map({{Value::string("c"), Value::null()}})}});
  }
  std::optional<Value> missing_key(const Value& key) const override {
    return answers_ ? std::optional(Value::unknown(key.string_value().size())) : std::nullopt;
  }

 private:
  bool answers_;
};

std::string evaluate(std::string_view text, bool answers = true) {
  Environment environment;
  environment.declare_variable("item", Type::dyn(), 0);
  Issues issues;
  auto checked = check(parse(text, issues).value(), environment, issues);
  REQUIRE(checked);
  return Program(*std::move(checked)).evaluate(Partial(answers)).text();
}

TEST_CASE("a host may say what a map does not know") {
  CHECK(evaluate("item.x", false) == "error: no such key: 'x'");
  CHECK(evaluate("item.x") == "unknown");
  CHECK(evaluate("item['x']") == "unknown");
  CHECK(evaluate("item.b.x.y") == "unknown");
  CHECK(evaluate("item.a == 1 || item.x") == "true");
  CHECK(evaluate("item.a == 2 && item.x") == "false");
  CHECK(evaluate("item.a == 1 && item.x == 1") == "unknown");
  CHECK(evaluate("item.a == 1 ? item.a : item.x") == "1");
}

TEST_CASE("asking whether a key is there needs no answer") {
  CHECK(evaluate("has(item.x)") == "false");
  CHECK(evaluate("has(item.b.c)") == "true");
  CHECK(evaluate("'x' in item") == "false");
  CHECK(evaluate("item.?x.orValue(5)") == "5");
  CHECK(evaluate("item[?'x'].orValue(5)") == "5");
  CHECK(evaluate("item.?b.?x.hasValue()") == "false");
}

}  // namespace
}  // namespace exeunt::cel
