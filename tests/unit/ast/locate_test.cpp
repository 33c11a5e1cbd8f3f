#include <catch2/catch.hpp>

#include "interpreter/ast/ast.h"

using namespace exeunt::ast;

static const exeunt::source::FileId file{3};

TEST_CASE("a verbatim expression adds its own place") {
  const Expression expression{"a.b == c", {file, 10, 18}, {}};
  CHECK(expression.locate(0, 1) == Span{file, 10, 11});
  CHECK(expression.locate(7, 8) == Span{file, 17, 18});
  CHECK(expression.locate(8, 8) == Span{file, 18, 18});
  CHECK(expression.slice(2, 3).text == "b");
  CHECK(expression.slice(2, 3).span == Span{file, 12, 13});
  CHECK(expression.slice(2, 8).locate(2, 4) == expression.locate(4, 6));
}

TEST_CASE("runs lead across lines") {
  // "ab\n  cd" folded to "ab cd"
  const Expression expression{"ab cd", {file, 10, 17}, {{0, 10}, {3, 15}}};
  CHECK(expression.locate(0, 2) == Span{file, 10, 12});
  CHECK(expression.locate(3, 5) == Span{file, 15, 17});
  CHECK(expression.locate(1, 4) == Span{file, 11, 16});
  // The end of a range belongs to its last byte, not to the byte after it on another line.
  CHECK(expression.locate(0, 3) == Span{file, 10, 13});
  CHECK(expression.locate(5, 5) == Span{file, 17, 17});
  const Expression slice = expression.slice(1, 5);
  CHECK(slice.text == "b cd");
  CHECK(slice.span == Span{file, 11, 17});
  for (uint32_t at = 0; at < 4; ++at) {
    CHECK(slice.locate(at, at + 1) == expression.locate(at + 1, at + 2));
  }
}

TEST_CASE("a text of which nobody knows what stands where answers with all of its place") {
  const Expression expression{"ab", {file, 10, 30}, {}};
  CHECK(expression.locate(1, 2) == Span{file, 10, 30});
}
