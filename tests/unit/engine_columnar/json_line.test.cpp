#include "interpreter/engine/columnar/json_line.h"

#include <simdjson.h>

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

namespace exeunt::engine::columnar {
namespace {

/// Text with what has to stand behind a block.
class Block {
 public:
  explicit Block(std::string_view text) : text_(text), size_(text.size()) { text_.append(JsonLines::padding, '\0'); }
  std::string_view view() const { return {text_.data(), size_}; }

 private:
  std::string text_;
  std::size_t size_;
};

constexpr uint32_t deep = 1024;

bool is_object(const std::string& line, uint32_t max_depth = deep) {
  const Block block(line);
  JsonLines lines(max_depth);
  std::string_view found;
  return lines.begin(block.view()) && lines.next(found) == JsonLines::Next::object &&
         lines.next(found) == JsonLines::Next::end;
}

enum class Parsed { object, no_object, cannot_say };

/// What a parser says of it.
Parsed parse(const std::string& line) {
  static simdjson::dom::parser parser;
  simdjson::dom::element element;
  const auto error = parser.parse(line).get(element);
  if (error == simdjson::NUMBER_ERROR) {
    return Parsed::cannot_say;  // beyond its range, perhaps, of which a line knows nothing
  }
  const bool is_one_line = line.find('\n') == std::string::npos;
  return error == simdjson::SUCCESS && element.is_object() && is_one_line ? Parsed::object : Parsed::no_object;
}

/// `object`, `malformed` ... of each line.
std::vector<bool> verdicts(std::string_view text) {
  const Block block(text);
  JsonLines lines(deep);
  std::vector<bool> out;
  REQUIRE(lines.begin(block.view()));
  std::string_view line;
  for (auto next = lines.next(line); next != JsonLines::Next::end; next = lines.next(line)) {
    out.push_back(next == JsonLines::Next::object);
  }
  return out;
}

const std::vector<std::string> objects = {
    R"({})", R"( { } )", R"({"a":1})", "{\"a\"\t:\r1 ,\"b\" : \"x\" }", R"({"a":"","b":[],"c":{},"d":null,"e":true,"f":false})",
    R"({"a":0,"b":-0,"c":-1.5e+10,"d":1E5,"e":0.0,"f":10})", R"({"a":[1,[2,[3,{"b":[{}]}]],"x"]})", R"({"a":["x","y" , "z"]})",
    R"({"a\"b":"\\","c":"\u00e9\ud83d\ude00\/\b\f\n\r\t"})", R"({"\u0061":["\"]","[\""]})", "{\"a\":\"\xc3\xa9\"}", R"({"":""})",
    R"({"a":"}","b":"{","c":",","d":":","e":"[]"})", R"({"a":{"b":{"c":[[],[{}]]}}})", R"({"a": [ ] , "b": [ "x" ] })",
};

TEST_CASE("lines that are objects") {
  for (const std::string& line : objects) {
    INFO(line);
    CHECK(parse(line) == Parsed::object);
    CHECK(is_object(line));
    CHECK(is_object(line + "\n"));
    CHECK(is_object(line + "\r\n"));
    CHECK(is_object("\n \n" + line + "\n\t\n"));
  }
}

TEST_CASE("numbers and literals") {
  for (const char* const value :
       {"01", "-01", "1.", ".5", "-", "+1", "1e", "1e+", "1.e5", "--1", "0x1", "1_0", "tru", "truee", "True", "nul", "nullx", "falsy", "NaN",
        "Infinity", "1 2", "true false", "1\n", "", "'a'", "a", "\"a", "a\"", "\"a\"b", "\"a\" \"b\""}) {
    INFO(value);
    CHECK_FALSE(is_object("{\"a\":" + std::string(value) + "}"));
    CHECK_FALSE(is_object("{\"a\":[" + (value[0] == '\0' ? "1," : std::string(value)) + "]}"));
    CHECK_FALSE(is_object("{\"a\":{\"b\":" + std::string(value) + "}}"));
  }
}

TEST_CASE("escapes and encoding") {
  for (const char* const text : {"\\x", "\\u12", "\\u12g4", "\\ud800", "\\ud800x", "\\ud800\\u0041", "\\udc00", "\\ud800\\ud800", "\\",
                                 "\x01", "\t", "\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe2\x82"}) {
    INFO(text);
    CHECK_FALSE(is_object("{\"a\":\"" + std::string(text) + "\"}"));
    CHECK_FALSE(is_object("{\"" + std::string(text) + "\":1}"));
    CHECK_FALSE(is_object("{\"a\":[\"" + std::string(text) + "\"]}"));
    CHECK_FALSE(is_object("{\"a\":[1,\"" + std::string(text) + "\"]}"));
  }
  CHECK_FALSE(is_object(std::string("{\"a\":\"\0\"}", 9)));
  CHECK_FALSE(is_object(std::string("{\"a\":\0}", 7)));
  CHECK_FALSE(is_object("{\"a\":1 \\}"));
}

TEST_CASE("one line, one object") {
  for (const char* const line :
       {"{}{}", "{} {}", "{\"a\":1}{\"a\":2}", "{\"a\":1} x", "{\"a\":1},", "[{}]", "{\n}", "{\"a\":1\n}", "{\"a\"\n:1}", "{\"a\":\n1}",
        "{\"a\":[]\n}", "{\"a\":{}\n}", "{\"a\":[\n]}", "{\"a\":[\"x\"\n]}", "{\"a\":[\"x\"]\n}", "{\"a\":[[]\n]}", "{\"a\":[1\n]}",
        "{\"a\":1,\n\"b\":2}", "{\"a\":{\"b\":[]\n}}", "{\"a\":[1,\n2]}"}) {
    INFO(line);
    CHECK_FALSE(is_object(line));
  }
}

TEST_CASE("depth") {
  const auto nested = [](std::size_t depth) {
    return "{\"a\":" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  CHECK(is_object(nested(64), 64));
  CHECK_FALSE(is_object(nested(65), 64));
  CHECK_FALSE(is_object("{\"a\":" + std::string(100'000, '['), 64));
}

TEST_CASE("a wrong line does not hide the others") {
  CHECK(verdicts("{\"a\":1}\n{\"a\":}\n{\"a\":2}\n") == std::vector<bool>{true, false, true});
  CHECK(verdicts("{\n{\"a\":1}\n]\n\n{}\r\n{},\n{}") == std::vector<bool>{false, true, false, true, false, true});
  CHECK(verdicts("{\"a\":[\n{\"b\":1}\n{\"a\":[1,\n{}\n") == std::vector<bool>{false, true, false, true});
  CHECK(verdicts("").empty());
  CHECK(verdicts(" \n\t\n\r\n").empty());
}

TEST_CASE("members as they are written") {
  const Block block(R"( {"type":"deal", "o\u0077ner" : "user:7" ,"list":["a","\n"],"mixed":["a",1],"empty":[ ],"inner":{"x":1},"n":-1.5,"no":null} )");
  JsonLines lines(deep);
  REQUIRE(lines.begin(block.view()));
  std::string_view line;
  REQUIRE(lines.next(line) == JsonLines::Next::object);
  const auto members = lines.members();
  REQUIRE(members.size() == 8);
  CHECK(line.front() == '{');
  CHECK(line.back() == '}');
  CHECK(members[0].lead == "\"type\":");
  CHECK(members[0].value.text() == "deal");
  CHECK(members[1].key_is_escaped);
  CHECK(members[1].key() == "o\\u0077ner");
  CHECK(members[1].value.text() == "user:7");
  CHECK((members[2].value.kind == JsonKind::list && members[2].value.is_texts && members[2].value.is_escaped));
  CHECK(members[2].value.elements == 2);
  CHECK((members[3].value.kind == JsonKind::list && !members[3].value.is_texts));
  CHECK((members[4].value.is_texts && members[4].value.elements == 0));
  CHECK(members[5].value.text() == R"({"x":1})");
  CHECK((members[6].value.kind == JsonKind::number && members[6].value.text() == "-1.5"));
  CHECK(members[7].value.kind == JsonKind::null);
  ListOfTexts texts(members[2].value);
  std::string_view text;
  REQUIRE(texts.next(text));
  CHECK(text == "a");
  REQUIRE(texts.next(text));
  CHECK(text == "\\n");
  CHECK_FALSE(texts.next(text));
}

TEST_CASE("texts that escapes mean") {
  std::string out;
  append_unescaped(R"(a\"\\\/\b\f\n\r\tz\u00e9\u20ac\ud83d\ude00\u0000)", out);
  CHECK(out == std::string("a\"\\/\b\f\n\r\tz\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\0", 20));
}

// The walk says what a parser says, of lines that are nearly right.
TEST_CASE("mutations") {
  std::mt19937 dice(20240301);
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(dice() % limit); };
  const std::string letters = "{}[]:,\"\\ \t\r\n0123456789eE+-.truefalsnu/b\x01\xc3\xa9\xff";
  std::size_t wrong = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string line = objects[below(objects.size())];
    for (std::size_t changes = below(4); changes > 0 && !line.empty(); --changes) {
      const std::size_t at = below(line.size());
      switch (below(4)) {
        case 0:
          line[at] = letters[below(letters.size())];
          break;
        case 1:
          line.insert(at, 1, letters[below(letters.size())]);
          break;
        case 2:
          line.erase(at, 1 + below(3));
          break;
        default:
          line.insert(at, line.substr(below(line.size()), below(6)));
          break;
      }
    }
    const Parsed expected = parse(line);
    const bool is_blank = line.find_first_not_of(" \t\r\n") == std::string::npos;
    // A line end between objects, or around one, makes lines of their own.
    if (expected == Parsed::cannot_say || is_blank || line.find('\n') != std::string::npos) {
      continue;
    }
    wrong += expected == Parsed::object ? 0 : 1;
    if (is_object(line) != (expected == Parsed::object)) {
      FAIL_CHECK(line);
    }
  }
  CHECK(wrong > 10'000);
}

}  // namespace
}  // namespace exeunt::engine::columnar
