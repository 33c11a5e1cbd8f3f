// Input made to hurt: it is refused or answered, never a crash and never a wait.
#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

static std::string repeated(std::string_view part, size_t count) {
  std::string out;
  for (size_t i = 0; i < count; ++i) {
    out += part;
  }
  return out;
}

TEST_CASE("what nests too deep gives one issue") {
  for (const std::string_view part : {"(", "[", "{a:", "f(", "a[", "a?b:", "!(", "-(", "a.f(", "T{a:", "[?", "a?(b", "x.all(i,"}) {
    INFO(part);
    Issues issues;
    CHECK(!parse(repeated(part, 50'000), issues));
    REQUIRE(issues.size() == 1);
    CHECK(issues[0].kind == IssueKind::too_deep);
    CHECK(issues[0].message == "the expression nests deeper than 250 levels");
  }
}

TEST_CASE("long chains that would make deep trees are refused as well") {
  for (const std::string_view part : {"a + ", "a < ", "a.", "a - ", "!", "-", "a.b()."}) {
    INFO(part);
    Issues issues;
    CHECK(!parse(repeated(part, 50'000) + "a", issues));
    REQUIRE(issues.size() == 1);
    CHECK(issues[0].kind == IssueKind::too_deep);
  }
}

TEST_CASE("what nests just within the limit parses, checks, prints and runs") {
  CHECK(evaluated(repeated("(", 240) + "1" + repeated(")", 240)) == "1");
  CHECK(evaluated(repeated("1 + ", 240) + "1") == "241");
  CHECK(evaluated(repeated("!", 240) + "b") == "true");
  CHECK(evaluated(repeated("b ? 1 : ", 240) + "2") == "1");
  CHECK(evaluated("size(" + repeated("[", 240) + repeated("]", 240) + ")") == "1");
}

TEST_CASE("long chains of && and || nest nothing") {
  CHECK(evaluated(repeated("b && ", 20'000) + "b") == "true");
  CHECK(evaluated(repeated("!b || ", 20'000) + "b") == "true");
}

TEST_CASE("an expression that is too long is refused") {
  Issues issues;
  ParseOptions options;
  options.max_bytes = 10;
  CHECK(!parse("aaaaaaaaaaa", issues, options));
  REQUIRE(issues.size() == 1);
  CHECK(text(issues) == "too_large 0..0 the expression is longer than 10 bytes");
}

TEST_CASE("every truncation of an expression is an expression or one with issues") {
  const std::string whole =
      R"(a.b[?0].?c{d: [1, ?2u, -0x3], `e`: {'f': b"\x41", ?g: r'h'}} && x.all(i, v, i ? has(v.w) : !u) // end)";
  for (size_t i = 0; i <= whole.size(); ++i) {
    Issues issues;
    const auto ast = parse(std::string_view(whole).substr(0, i), issues);
    CHECK(ast.has_value() == issues.empty());
  }
}

TEST_CASE("every byte is taken or refused") {
  for (int byte = 0; byte < 256; ++byte) {
    for (const std::string prefix : {"", "a", "'", "b'", "a == ", "1", "a.", "`"}) {
      Issues issues;
      const auto ast = parse(prefix + static_cast<char>(byte), issues);
      CHECK(ast.has_value() == issues.empty());
    }
  }
}

TEST_CASE("evaluation stops at the limit of its cost") {
  const std::string message = "error: the evaluation costs more than 20 steps";
  CHECK(evaluated("xs.all(i, xs.all(j, i + j > 0))", {20}) == message);
  CHECK(evaluated("!b || !b", {1}) == "error: the evaluation costs more than 1 steps");
  CHECK(evaluated("!b || !b", {5}) == "false");
}

/// The same variables, read where they stand; `s` is no text, whatever was declared.
class Bound : public Host {
 public:
  explicit Bound(bool is_bound) {
    for (uint32_t slot = 0; is_bound && slot <= slot_b; ++slot) {
      values_.push_back(variable(slot));
    }
  }
  Value variable(uint32_t slot) const override { return slot == slot_s ? Value::int64(5) : Host::variable(slot); }
  std::span<const Value> bound() const override { return values_; }

 private:
  std::vector<Value> values_;
};

TEST_CASE("whether the cost is too high depends neither on how variables are given nor on who looks on") {
  for (const std::string_view expression :
       {"xs.all(i, m.a + m['b'] + xs[0] > i)", "xs.map(i, [m, m][1].a == i && m.b != 7)", "xs.all(i, i in [1, 2, 3, 4, 5])",
        "xs.map(i, email.owner.manager == null || [1, 2, 3][1] == i)", "xs.map(i, 'a' + s + 'b' + 'c')", "xs.all(i, [1 + 2, 3 * 4][0] == 3)",
        "string(x) + s + 'b' + string(x)", "b || m.c == 1 || m.b == x"}) {
    Issues issues;
    auto ast = parse(expression, issues);
    REQUIRE(ast);
    auto checked = check(std::move(*ast), environment(), issues);
    REQUIRE(checked);
    const Program program(std::move(*checked));
    for (uint64_t cost = 0; cost < 80; ++cost) {
      INFO(expression << " with " << cost);
      const EvaluateLimits limits{.max_cost = cost};
      const std::string value = text(program.evaluate(Bound(true), limits));
      CHECK(text(program.evaluate(Bound(false), limits)) == value);
      CHECK(text(program.evaluate_traced(Bound(true), [](NodeId, const Value&) {}, limits)) == value);
      CHECK(text(program.evaluate_traced(Bound(false), [](NodeId, const Value&) {}, limits)) == value);
    }
  }
}

TEST_CASE("evaluation stops at the limit of turns") {
  EvaluateLimits limits;
  limits.max_iterations = 12;
  CHECK(evaluated("xs.all(i, xs.all(j, i + j > 0))", limits) == "true");
  limits.max_iterations = 11;
  CHECK(evaluated("xs.all(i, xs.all(j, i + j > 0))", limits) == "error: macros take more than 11 turns");
  CHECK(evaluated("true || xs.all(i, xs.all(j, i + j > 0))", limits) == "true");
}

TEST_CASE("a pattern is refused beyond the limit of its program") {
  EvaluateLimits limits;
  limits.max_regex_program = 20;
  CHECK(evaluated("s.matches('a{2,5}')", limits) == "false");
  CHECK(evaluated("s.matches('(a{2,50}){2}')", limits).starts_with("error: the pattern compiles to "));
  CHECK(evaluated("s.matches('(a{2,50}){2}')", limits).ends_with(" instructions; the limit is 20"));
  CHECK(evaluated("s.matches(s + '(a{2,50}){2}')", limits).ends_with(" instructions; the limit is 20"));
}

/// cel.bind(a0, START, cel.bind(a1, [a0, a0], … BODY))
static std::string doubling(std::string_view start, std::string_view step, size_t times, std::string_view body) {
  std::string out = "cel.bind(a0, " + std::string(start) + ", ";
  for (size_t i = 1; i <= times; ++i) {
    std::string next(step);
    for (size_t at = 0; (at = next.find('@', at)) != std::string::npos;) {
      next.replace(at, 1, std::to_string(i - 1)).insert(at, 1, 'a');
    }
    out += "cel.bind(a" + std::to_string(i) + ", " + next + ", ";
  }
  return out + std::string(body) + repeated(")", times + 1);
}

TEST_CASE("values that double in size cannot be made to cost more than the limit") {
  const std::string message = "error: the evaluation costs more than 1000000 steps";
  CHECK(evaluated(doubling("'0123456789'", "@ + @", 100, "size(a100) > 0"), {1'000'000}) == message);
  CHECK(evaluated(doubling("[1]", "@ + @", 100, "size(a100) > 0"), {1'000'000}) == message);
  CHECK(evaluated(doubling("[1]", "[dyn(@), @]", 100, "a100 == a100"), {1'000'000}) == message);
  CHECK(evaluated(doubling("[1]", "[dyn(@), @]", 100, "a100 in [a100]"), {1'000'000}) == message);
  CHECK(evaluated(doubling("[1]", "[dyn(@), @]", 100, "size(a100)"), {1'000'000}) == "2");
}

TEST_CASE("an operand is asked once, whatever it turns out to be") {
  struct Nested {
    std::string_view open;
    std::string_view innermost;
    std::string_view value;
  };
  for (const auto& [open, innermost, value] :
       {Nested{"1 + (", "x", "67"}, Nested{"1.0 + (", "1.0", "61.0"}, Nested{"1u + (", "1u", "61u"},
        Nested{"b == (", "b", "true"},
        Nested{"b != (", "b", "true"}, Nested{"b && (", "u || b", "true"}, Nested{"u || (", "b", "true"},
        Nested{"false ? b : (", "b", "true"}, Nested{"d == 's' || (", "b", "true"}}) {
    INFO(open);
    CHECK(evaluated(repeated(open, 60) + std::string(innermost) + repeated(")", 60), {.max_cost = 1000}) == value);
  }
}

TEST_CASE("patterns that defeat backtracking take linear time") {
  CHECK(evaluated("'" + repeated("a", 10'000) + "'.matches('(a*)*b')") == "false");
}

TEST_CASE("searching pays for what it may compare, also where it ends in an error") {
  const std::string big = "'" + repeated("a", 100'000) + "'";
  const std::string message = "error: the evaluation costs more than 10000000 steps";
  EvaluateLimits limits;
  limits.max_cost = 10'000'000;
  for (const std::string_view search :
       {"!t.contains(t.substring(50000) + 'b')", "t.indexOf(t, 200000) == 0", "t.lastIndexOf(t, -1) == 0",
        "t.indexOf(t.substring(50000) + 'b') != 0", "t.replace(t.substring(50000) + 'b', '') == t",
        "regex.extractAll(t, 'a.*?b|a') == []", "regex.replace(t, 'a.*?b|a', '') == ''", "t.charAt(200000) == 'a'"}) {
    INFO(search);
    CHECK(evaluated("cel.bind(t, " + big + ", lists.range(1000000).all(i, " + std::string(search) + "))", limits) ==
          message);
  }
}

TEST_CASE("wide and deep blocks are refused or answered") {
  CHECK(evaluated("cel.block([" + repeated("1, ", 200) + "1], cel.index(200))") == "1");
  Issues issues;
  CHECK(!parse("cel.block([" + repeated("1, ", 300) + "1], cel.index(300))", issues));
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].kind == IssueKind::too_deep);
}

}  // namespace exeunt::cel::test
