#include "interpreter/source/plain_json.h"

#include <array>
#include <catch2/catch.hpp>
#include <random>
#include <string>

using namespace exeunt;
using source::PlainJson;

namespace {

/// Bytes among which every one that matters is frequent.
std::string random_bytes(std::mt19937& random, std::size_t size) {
  constexpr std::string_view alphabet = "\"\"\\{}[]ab \x01\x1f\x7f\x80\xc3\xa9\xff";
  std::string out;
  for (std::size_t i = 0; i < size; ++i) {
    out += random() % 8 == 0 ? static_cast<char>(random() % 256) : alphabet[random() % alphabet.size()];
  }
  return out;
}

std::string text_of(std::string_view json) {
  const auto text = PlainJson(json).take_text();
  if (!text) {
    return "none";
  }
  return std::string(text->raw) + (text->is_plain ? " plain" : "") + (text->has_escapes ? " escapes" : "");
}

std::string value_of(std::string_view json) {
  return std::string(PlainJson(json).take_value(3).value_or("none"));
}

}  // namespace

TEST_CASE("Marks are where the characters are") {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    const std::string bytes = random_bytes(random, 64);
    const source::JsonMarks marks = source::find_marks(bytes.data());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const auto is_marked = [i](uint64_t mask) { return (mask >> i & 1) != 0; };
      REQUIRE(is_marked(marks.quotes) == (bytes[i] == '"'));
      REQUIRE(is_marked(marks.backslashes) == (bytes[i] == '\\'));
      REQUIRE(is_marked(marks.openings) == (bytes[i] == '{' || bytes[i] == '['));
      REQUIRE(is_marked(marks.closings) == (bytes[i] == '}' || bytes[i] == ']'));
    }
  }
}

TEST_CASE("Plain characters end where the first other one stands, however many there are") {
  for (int c = 0; c < 256; ++c) {
    const bool is_plain = c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
    for (std::size_t before = 0; before < 40; ++before) {
      const std::string text = std::string(before, 'x') + static_cast<char>(c) + "\"";
      const char* const end = source::skip_plain_characters(text.data(), text.data() + text.size());
      REQUIRE(end - text.data() == static_cast<std::ptrdiff_t>(before + (is_plain ? 1 : 0)));
    }
  }
}

TEST_CASE("Nothing is read past the end") {
  const std::string text = "abc\"";
  CHECK(source::skip_plain_characters(text.data(), text.data() + 2) == text.data() + 2);
  CHECK(text_of(std::string_view(text).substr(0, 0)) == "none");
  CHECK(text_of("\"") == "none");
  CHECK(text_of("\"abc") == "none");
  CHECK(text_of("\"abc\\") == "none");
  CHECK(text_of("\"abc\\\"") == "none");
}

TEST_CASE("Texts say what they take to read") {
  CHECK(text_of(" \"abc\" ") == "abc plain");
  CHECK(text_of("\"\"") == " plain");
  CHECK(text_of("\"a\\\"b\"") == "a\\\"b escapes");
  CHECK(text_of("\"a\\\\\"b\"") == "a\\\\ escapes");
  CHECK(text_of("\"\xc3\xa9\"") == "\xc3\xa9");
  CHECK(text_of("\"\x7f\"") == "\x7f");
  for (const char* bad : {"\"\x1f\"", "\"\n\"", "\"\xff\"", "\"\xc3\"", "\"\xed\xa0\x80\"", "\"\xc0\xaf\"", "abc", "'a'"}) {
    CHECK(text_of(bad) == "none");
  }
  CHECK(text_of(std::string_view("\"a\0b\"", 5)) == "none");
}

TEST_CASE("A name stands with its colon, or nothing is passed") {
  PlainJson json(" \"one\" : 1");
  CHECK_FALSE(json.take_name("on"));
  CHECK_FALSE(json.take_name("ones"));
  CHECK(json.take_name("one"));
  CHECK(json.take_token() == "1");
  CHECK(json.at_end());
  CHECK_FALSE(PlainJson("\"one\"").take_name("one"));
  CHECK_FALSE(PlainJson("\"one").take_name("one"));
  CHECK_FALSE(PlainJson("\"on\\u0065\":").take_name("one"));
}

TEST_CASE("Values are passed by their brackets") {
  CHECK(value_of(" {\"a]\": [1, {}]} ") == "{\"a]\": [1, {}]}");
  CHECK(value_of("\"a\",1") == "\"a\"");
  CHECK(value_of("12,1") == "12");
  CHECK(value_of("[[[]]]") == "[[[]]]");
  for (const char* bad : {"", " ", "]", ",", "[1", "{\"a", "[[[[]]]]"}) {
    CHECK(value_of(bad) == "none");
  }
}

TEST_CASE("Whole numbers are plain where no other spelling is theirs") {
  for (const char* plain : {"0", "7", "-7", "10", "999999999999999999", "-999999999999999999"}) {
    CHECK(source::is_plain_integer(plain));
  }
  for (const char* other : {"", "-", "-0", "01", "+1", "1.0", "1e3", "1 ", "9223372036854775808", "1000000000000000000",
                            "x", "--1", "\xd9\xa1"}) {
    CHECK_FALSE(source::is_plain_integer(other));
  }
}
