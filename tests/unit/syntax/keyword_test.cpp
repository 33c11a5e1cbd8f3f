// Keywords are only keywords where they are expected.
#include <catch2/catch.hpp>

#include "tests/unit/syntax/reading.h"

using namespace exeunt;
using namespace exeunt::syntax;

TEST_CASE("declarations may be called what keywords are") {
  for (const std::string& word : keywords()) {
    CAPTURE(word);
    CHECK(dump("rule " + word + " on " + word + " note 'x'") ==
          "\n  (rule " + word + "\n    (on " + word + ")\n    (note \"x\"))\n");
    CHECK(dump("entity " + word + " { }") == "\n  (entity " + word + ")\n");
    CHECK(errors("concept " + word + "\nclass " + word + " 'x'\nlet " + word + " = 1\nevent " + word +
                 " for user { }") == "");
  }
}

TEST_CASE("fields may be called what keywords are") {
  for (const std::string& word : keywords()) {
    CAPTURE(word);
    if (word == "is") {
      continue;  // under a field it says what the field is
    }
    CHECK(dump("entity e {\n  a string\n  " + word + " string\n  b int\n}") ==
          "\n  (entity e\n    (field a\n      (type string))\n    (field " + word +
              "\n      (type string))\n    (field b\n      (type int)))\n");
  }
}

TEST_CASE("a modifier may stand on the next line") {
  CHECK(dump("entity e {\n  a ref<user>\n    ownership\n    derived label \"A\"\n  label label label\n}") == R"(
  (entity e
    (field a
      (type ref<user>)
      (role ownership)
      (derived)
      (label)
      (title "A"))
    (field label
      (type label)
      (label)))
)");
}

TEST_CASE("an expression ends where any clause begins") {
  for (const std::string clause : {"on e", "phase p", "for x", "then t", "after 30d", "after args.x", "due at",
                                   "unless x", "overrides r", "note 'n'", "cite c"}) {
    for (const std::string before :
         {"where a.b", "where a.b && !c", "where f(a)", "where [1][0] == 1", "where {'a': 1}.a == 1"}) {
      CAPTURE(before, clause);
      CHECK(errors("rule r\n  " + before + "\n  " + clause + "\n") == "");
      CHECK(errors("rule r " + before + " " + clause + "\n") == "");
    }
  }
  for (const std::string declaration :
       {"concept c", "class c", "enum c { a }", "entity c { }", "outcome c { }", "let c = 1", "event c for d { }",
        "howto c on d { }", "rule c", "advise c 'x'", "drop rule c", "replace rule c", "capability c"}) {
    CAPTURE(declaration);
    CHECK(errors("rule r\n  where a.b\n" + declaration + "\n") == "");
    CHECK(errors("let l = first user\n" + declaration + "\n") == "");
    CHECK(errors("let l = all user u where u.a\n" + declaration + "\n") == "");
  }
}

TEST_CASE("variables may be called what clauses are") {
  CHECK(dump("rule r\n  where\n    note.owner == subject && phase == 'x' && then.a\n  then erase") == R"(
  (rule r
    (where "note.owner==subject&&phase=='x'&&then.a")
    (then erase))
)");
  CHECK(dump("event e for user { require g: by.admin else 'no' }") ==
        "\n  (event e\n    (for user)\n    (require g\n      (that \"by.admin\")\n      (else \"no\")))\n");
}

TEST_CASE("keywords() is sorted, without doubles") {
  const std::vector<std::string> words = keywords();
  CHECK(std::is_sorted(words.begin(), words.end()));
  CHECK(std::adjacent_find(words.begin(), words.end()) == words.end());
  for (const char* word : {"rule", "where", "ownership", "unblock", "edition", "desc", "derived"}) {
    CHECK(std::find(words.begin(), words.end(), word) != words.end());
  }
}
