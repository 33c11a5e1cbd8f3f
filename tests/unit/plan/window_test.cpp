#include "interpreter/plan/window.h"

#include <catch2/catch.hpp>

#include "interpreter/plan/json.h"
#include "sample.h"

namespace exeunt::plan {

using Skip = Window::Skip;

/// The values of a list one after the other, through a window of so many bytes.
static std::vector<std::string> values_of(const std::string& text, std::size_t capacity) {
  const auto input = source::Seekable::of("text", text);
  Window window(input, 0, text.size(), capacity);
  std::vector<std::string> values;
  while (true) {
    window.skip_space();
    window.mark();
    if (window.at_end() || window.skip_value() != Skip::done) {
      return values;
    }
    CHECK(window.offset() <= text.size());
    values.emplace_back(window.marked());
  }
}

static Skip skip(const std::string& text) {
  const auto input = source::Seekable::of("text", text);
  Window window(input, 0, text.size(), 8);
  return window.skip_value();
}

TEST_CASE("a window of any size shows the same values") {
  const std::string text = write_ndjson(test::full_plan());
  const auto whole = values_of(text, text.size());
  CHECK(whole.size() == static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
  for (const std::size_t capacity : {1, 2, 7, 64, 1000}) {
    CHECK(values_of(text, capacity) == whole);
  }
}

TEST_CASE("without a mark a window does not grow") {
  const std::string text = "\"" + std::string(100000, 'x') + "\" 1";
  const auto input = source::Seekable::of("text", text);
  Window window(input, 0, text.size(), 16);
  CHECK(window.skip_value() == Skip::done);
  CHECK(window.offset() == text.size() - 2);
  CHECK(window.ahead(100) == " 1");
  window.skip_space();
  window.mark();
  CHECK(window.skip_value() == Skip::done);
  CHECK(window.marked() == "1");
  CHECK(window.at_end());
  CHECK(window.peek() == '\0');
}

TEST_CASE("what is no value is told") {
  CHECK(skip("") == Skip::truncated);
  CHECK(skip("  ") == Skip::truncated);
  CHECK(skip("{\"a\": [1, 2") == Skip::truncated);
  CHECK(skip("\"abc") == Skip::truncated);
  CHECK(skip("\"abc\\\"") == Skip::truncated);
  CHECK(skip("\"abc\\") == Skip::truncated);
  CHECK(skip("]") == Skip::nothing);
  CHECK(skip(",") == Skip::nothing);
  CHECK(skip("[1}") == Skip::mismatched);
  CHECK(skip("{\"a\": 1]") == Skip::mismatched);
  CHECK(skip(std::string(200, '[')) == Skip::too_deep);
  CHECK(skip("\"]}\\\"\" 1") == Skip::done);
}

TEST_CASE("lines are passed whole") {
  const std::string text = "one\ntwo and more than a window\r\n\nlast";
  const auto input = source::Seekable::of("text", text);
  Window window(input, 0, text.size(), 4);
  std::vector<std::string> lines;
  while (!window.at_end()) {
    window.mark();
    window.skip_line();
    lines.emplace_back(window.marked());
  }
  CHECK(lines == std::vector<std::string>{"one\n", "two and more than a window\r\n", "\n", "last"});
}

}  // namespace exeunt::plan
