#include "interpreter/cli/unified_diff.h"

#include <catch2/catch.hpp>
#include <string>

using exeunt::cli::unified_diff;

namespace {

std::string lines(int first, int last) {
  std::string text;
  for (int i = first; i <= last; ++i) {
    text += std::to_string(i) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("equal texts have no difference") {
  CHECK(unified_diff("f", "", "").empty());
  CHECK(unified_diff("f", "a\nb\n", "a\nb\n").empty());
}

TEST_CASE("a changed line stands between three lines of context") {
  CHECK(unified_diff("f", lines(1, 9), lines(1, 4) + "five\n" + lines(6, 9)) ==
        "--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST_CASE("from nothing and to nothing") {
  CHECK(unified_diff("f", "", "a\nb\n") == "--- f\n+++ f\n@@ -0,0 +1,2 @@\n+a\n+b\n");
  CHECK(unified_diff("f", "a\n", "") == "--- f\n+++ f\n@@ -1 +0,0 @@\n-a\n");
}

TEST_CASE("a missing last line end is a difference") {
  CHECK(unified_diff("f", "a", "a\n") == "--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
}

TEST_CASE("edits far apart are hunks of their own, near ones share one") {
  const std::string before = lines(1, 20);
  std::string after = before;
  after.replace(after.find("2\n"), 2, "two\n");
  after.replace(after.find("18\n"), 3, "");
  CHECK(unified_diff("f", before, after) ==
        "--- f\n+++ f\n@@ -1,5 +1,5 @@\n 1\n-2\n+two\n 3\n 4\n 5\n@@ -15,6 +15,5 @@\n 15\n 16\n 17\n-18\n 19\n 20\n");
  CHECK(unified_diff("f", "a\n1\n2\n3\nb\n", "A\n1\n2\n3\nB\n") ==
        "--- f\n+++ f\n@@ -1,5 +1,5 @@\n-a\n+A\n 1\n 2\n 3\n-b\n+B\n");
}

TEST_CASE("the script is a shortest one") {
  CHECK(unified_diff("f", "a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n") ==
        "--- f\n+++ f\n@@ -1,7 +1,6 @@\n-a\n-b\n c\n+b\n a\n b\n-b\n a\n+c\n");
}

TEST_CASE("texts that differ everywhere are shown as replaced, not searched for hours") {
  const std::string diff = unified_diff("f", lines(1, 50000), lines(50001, 100000));
  CHECK(diff.starts_with("--- f\n+++ f\n@@ -1,50000 +1,50000 @@\n-1\n-2\n"));
  CHECK(diff.ends_with("+100000\n"));
}
