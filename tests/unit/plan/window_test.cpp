#include "interpreter/plan/window.h"

#include <catch2/catch.hpp>
#include <random>

#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"
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

namespace {

/// One value passed byte by byte, and where that ended.
std::pair<Skip, std::size_t> skip_plainly(const std::string& text) {
  constexpr std::string_view ends = "\",:]}[{ \t\n\r";
  std::string open;
  std::size_t at = text.find_first_not_of(" \t\n\r");
  if (at == std::string::npos) {
    return {Skip::truncated, text.size()};
  }
  do {
    const char c = text[at];
    if (c == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        at += text[at] == '\\' ? 1 : 0;
      }
      if (at >= text.size()) {
        return {Skip::truncated, text.size()};
      }
      ++at;
    } else if (c == '{' || c == '[') {
      if (open.size() == max_depth + 3) {
        return {Skip::too_deep, at};
      }
      open += c;
      ++at;
      continue;
    } else if (c == '}' || c == ']') {
      if (open.empty() || (open.back() == '{') != (c == '}')) {
        return {open.empty() ? Skip::nothing : Skip::mismatched, at};
      }
      open.pop_back();
      ++at;
    } else if (ends.find(c) != std::string_view::npos) {
      if (open.empty()) {
        return {Skip::nothing, at};
      }
      ++at;
      continue;
    } else {
      at = std::min(text.find_first_of(ends, at), text.size());
    }
    if (open.empty()) {
      return {Skip::done, at};
    }
  } while (at < text.size());
  return {Skip::truncated, text.size()};
}

}  // namespace

TEST_CASE("values are passed as if byte by byte, whatever the text and the window") {
  constexpr std::string_view alphabet = "{}[]{}[]\"\"\"\\\\,: a1\n";
  std::mt19937 random(5);
  for (int round = 0; round < 5000; ++round) {
    std::string text(random() % 3 == 0 ? "{" : "");
    const bool has_escapes = random() % 2 == 0;
    for (std::size_t size = random() % 300; size > 0; --size) {
      const char c = alphabet[random() % alphabet.size()];
      text += c != '\\' || has_escapes ? c : 'b';
      text.append(random() % 16 == 0 ? random() % 70 : 0, 'x');
      text.append(random() % 200 == 0 ? random() % 70 : 0, '[');
    }
    const auto expected = skip_plainly(text);
    for (const std::size_t capacity : {std::size_t{1}, std::size_t{63}, std::size_t{200}, text.size() + 1}) {
      const auto input = source::Seekable::of("text", text);
      Window window(input, 0, text.size(), capacity);
      INFO(text << " " << capacity);
      const Skip result = window.skip_value();
      REQUIRE(result == expected.first);
      REQUIRE(std::min<uint64_t>(window.offset(), text.size()) == expected.second);
    }
  }
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
