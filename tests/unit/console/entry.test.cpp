#include "interpreter/console/entry.h"

#include <catch2/catch.hpp>
#include <initializer_list>

using exeunt::console::EntryScanner;

static bool is_open(std::initializer_list<const char*> lines) {
  EntryScanner scanner;
  for (const char* line : lines) {
    scanner.take(line);
  }
  return scanner.is_open();
}

TEST_CASE("an entry goes on while a bracket is open") {
  CHECK_FALSE(is_open({"1 + 2"}));
  CHECK(is_open({"[1,"}));
  CHECK(is_open({"f(", "[1]"}));
  CHECK_FALSE(is_open({"[1,", "2]"}));
  CHECK_FALSE(is_open({"1)"}));
  CHECK_FALSE(
      is_open({")("
               ")"}));
}

TEST_CASE("brackets in texts and comments are none") {
  CHECK_FALSE(is_open({"'(' + \"[\""}));
  CHECK_FALSE(is_open({"'\\'('"}));
  CHECK_FALSE(is_open({R"(r'\' + '(')"}));
  CHECK_FALSE(is_open({"1 // ("}));
  CHECK(is_open({"( // )"}));
  CHECK_FALSE(is_open({"'not closed ("}));
  CHECK_FALSE(is_open({"''"}));
  CHECK_FALSE(is_open({"'\\"}));
}

TEST_CASE("a text in three quotes goes on over lines, empty ones too") {
  CHECK(is_open({"'''a"}));
  CHECK(is_open({"'''a", "", "b"}));
  CHECK_FALSE(is_open({"'''a", "", "b''' + '('"}));
  CHECK(is_open({"'''a\\'''"}));
  CHECK_FALSE(is_open({R"(r'''a\''')"}));
  CHECK(is_open({"\"\"\"a'''"}));
  CHECK_FALSE(is_open({"''''''"}));
}

TEST_CASE("an empty line ends an open bracket") {
  CHECK_FALSE(is_open({"[1,", ""}));
  CHECK_FALSE(is_open({"[1,", "  \t"}));
}

TEST_CASE("a command that takes no expression is one line") {
  CHECK_FALSE(is_open({":bind a(b"}));
  CHECK(is_open({":type [1,"}));
  CHECK(is_open({":ast [1,"}));
}
