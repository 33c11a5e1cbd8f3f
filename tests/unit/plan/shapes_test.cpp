#include "interpreter/plan/shapes.h"

#include <catch2/catch.hpp>

namespace exeunt::plan {

/// Whether a text is taken for good after `known` was.
static bool follows(const std::string& known, const std::string& text) {
  Shapes shapes;
  CHECK_FALSE(shapes.knows(known));
  shapes.learn();
  return shapes.knows(text);
}

TEST_CASE("what stands freely does not make another shape") {
  const std::string known = R"({"object": "deal:1", "writes": [{"op": "set", "to": 12}]})";
  CHECK(follows(known, known));
  CHECK(follows(known, R"({"object": "deal:24", "writes": [{"op": "set", "to": 7}]})"));
  CHECK(follows(known, "{\"object\": \"\xc3\xb6\", \"writes\": [{\"op\": \"set\", \"to\": 0}]}"));
}

TEST_CASE("everything that could be wrong makes another shape") {
  const std::string known = R"({"object": "deal:1", "writes": [{"op": "set", "to": 12}]})";
  for (const char* other : {
           R"({"object": "deal:1", "writes": [{"op": "burn", "to": 12}]})",    // one of a few words
           R"({"objects": "deal:1", "writes": [{"op": "set", "to": 12}]})",    // a name
           R"({"object" : "deal:1", "writes": [{"op": "set", "to": 12}]})",    // white space
           R"({"object": 1, "writes": [{"op": "set", "to": 12}]})",            // a kind
           R"({"object": "deal:1", "writes": [{"op": "set", "to": 012}]})",    // no number
           R"({"object": "deal:1", "writes": [{"op": "set", "to": 1.2}]})",    // another kind of number
           R"({"object": "deal:1", "writes": [{"op": "set", "to": -0}]})",     //
           R"({"object": "deal:1", "writes": [{"op": "set", "to": -12}]})",    //
           R"({"object": "deal:1", "writes": [{"op": "set", "to": 18446744073709551616}]})",
           R"({"object": "deal:1", "writes": [{"op": "set" "to": 12}]})",      // no JSON
           R"({"object": "deal:1", "writes": [{"op": "set", "to": 12})",       //
           R"({"object": "deal:1)",                                            //
           R"({"object": "deal\x", "writes": [{"op": "set", "to": 12}]})",     // an escape
           "{\"object\": \"\x01\", \"writes\": [{\"op\": \"set\", \"to\": 12}]}",
           "{\"object\": \"\xff\", \"writes\": [{\"op\": \"set\", \"to\": 12}]}",
           "{\"object\": \"\xed\xa0\x80\", \"writes\": [{\"op\": \"set\", \"to\": 12}]}",
       }) {
    INFO(other);
    CHECK_FALSE(follows(known, other));
  }
}

TEST_CASE("numbers that are not whole are judged one by one") {
  CHECK_FALSE(follows("[1e5]", "[1e400]"));
  CHECK_FALSE(follows("[1.5]", "[1.7]"));
  CHECK(follows("[-5]", "[-17]"));
}

TEST_CASE("a name stays one whatever stands before its colon") {
  CHECK_FALSE(follows(R"({"a" : "x", "b": "y"})", R"({"c" : "x", "b": "y"})"));
  CHECK_FALSE(follows("{\"a\"\n\t: 1}", "{\"b\"\n\t: 1}"));
}

TEST_CASE("a text that cannot be drawn is not learned") {
  Shapes shapes;
  const std::string text = R"({"object": "a\u0041"})";
  CHECK_FALSE(shapes.knows(text));
  shapes.learn();
  CHECK_FALSE(shapes.knows(text));
}

}  // namespace exeunt::plan
