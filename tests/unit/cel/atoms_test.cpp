#include "interpreter/cel/atoms.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "interpreter/cel/parse.h"

using namespace exeunt::cel;

static std::vector<std::string> atoms_of(const std::string& text) {
  Issues issues;
  const auto tree = parse(text, issues);
  REQUIRE(tree);
  std::vector<std::string> found;
  for (const NodeId id : atoms(*tree)) {
    found.push_back(text.substr((*tree)[id].begin, (*tree)[id].end - (*tree)[id].begin));
  }
  return found;
}

TEST_CASE("atoms are what connectives put together, in the order of the text") {
  using Texts = std::vector<std::string>;
  CHECK(atoms_of("a") == Texts{"a"});
  CHECK(atoms_of("a == b && c") == Texts{"a == b", "c"});
  CHECK(atoms_of("a && (b || !c) && !(d ? e : f < 2)") == Texts{"a", "b", "c", "d", "e", "f < 2"});
  CHECK(atoms_of("!!a || a") == Texts{"a", "a"});
}

TEST_CASE("what a call, a comparison or a macro holds is no atom of its own") {
  using Texts = std::vector<std::string>;
  CHECK(atoms_of("f(a && b)") == Texts{"f(a && b)"});
  CHECK(atoms_of("(a || b) == c && x.exists(y, y && z)") == Texts{"(a || b) == c", "x.exists(y, y && z)"});
}

TEST_CASE("what connects atoms is told apart") {
  const auto of = [](const std::string& text) {
    Issues issues;
    const auto tree = parse(text, issues);
    REQUIRE(tree);
    return connective((*tree)[tree->root]);
  };
  CHECK(of("a && b") == Connective::conjunction);
  CHECK(of("a || b") == Connective::disjunction);
  CHECK(of("!a") == Connective::negation);
  CHECK(of("a ? b : c") == Connective::choice);
  for (const char* text : {"a", "a == b", "f(a && b)", "[a && b]", "-a"}) {
    CHECK_FALSE(of(text).has_value());
  }
}

TEST_CASE("a chain of ten thousand is taken apart") {
  std::string text = "a";
  for (int i = 1; i < 10000; ++i) {
    text += " && a";
  }
  CHECK(atoms_of(text).size() == 10000);
}
