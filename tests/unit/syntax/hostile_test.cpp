// Whatever the input, reading ends, in time linear in its length, and says something.
#include <catch2/catch.hpp>

#include <random>

#include "interpreter/syntax/state.h"
#include "tests/unit/syntax/reading.h"
#include "tests/unit/syntax/sample.h"

using namespace exeunt::syntax;

static std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) {
    out += piece;
  }
  return out;
}

TEST_CASE("nesting without end is refused, and what follows is still read") {
  const Reading reading = read("pack p\nentity e { a " + repeated("list<", 100'000) + "\n}\nconcept c");
  CHECK(reading.errors == "2:339-343 E0119 nested more than 64 levels deep\n");
  CHECK(kept(reading.file) == "concept c");
  CHECK(errors("entity e { a " + repeated("list<", 64) + "int" + repeated(">", 64) + " }") == "");
  for (const std::string piece : {"(", "[", "{", "!", "-", "a(", "a?a:", "a.b(", "{'a':"}) {
    CAPTURE(piece);
    const Reading deep = read("pack p\nrule r where " + repeated(piece, 100'000) + "\nconcept c");
    CHECK(deep.errors.find("E0503") != std::string::npos);
    CHECK(kept(deep.file) == "concept c");
  }
}

TEST_CASE("brackets where nothing opens") {
  for (const std::string piece : {"(",          "[",
                                  "{",          "}",
                                  ")",          "<",
                                  "\"",         "'",
                                  "\"\"\"",     "/*",
                                  "//",         "\\",
                                  "entity e {", "entity e {\n",
                                  "rule",       "rule r ",
                                  "rule r\n",   "a",
                                  "-",          ",",
                                  "enum e { a", "outcome o {\n create a {\n",
                                  "é"}) {
    CAPTURE(piece);
    for (const std::string before :
         {"", "pack p\n", "pack p\nentity e {\n", "pack p\nrule r on ", "pack p\nrule r where "}) {
      const Reading reading = read(before + repeated(piece, 5'000));
      CHECK((reading.errors != "" || !reading.file.declarations.empty() || piece == "//" || piece == "-" ||
             piece == "a"));
    }
  }
}

TEST_CASE("a megabyte in one word, text, comment, line") {
  const std::string word = repeated("a", 1'000'000);
  CHECK(errors("concept " + word) == "");
  CHECK(errors("concept c '" + word + "'") == "");
  CHECK(errors("concept c // " + word) == "");
  CHECK(errors("concept " + repeated("a-", 500'000) + "a") == "");
  CHECK(first_line(errors("entity " + repeated("a-", 500'000) + "a { }")).starts_with("2:8-1000009 E0120"));
  CHECK(errors("rule r on e" + repeated(", e", 300'000)) == "");
  CHECK(errors("rule r where a" + repeated(" && a", 100'000)) == "");
  CHECK(errors(repeated("concept c ", 100'000)) == "");
  CHECK(errors(std::string(1'000'000, ' ') + "concept c" + std::string(1'000'000, '\n')) == "");
  CHECK(first_line(errors("rule r where " + word + word)).find("E0504") != std::string::npos);
}

TEST_CASE("fifty megabytes in one line") {
  const std::string rule = "rule r on e for x where x.a == 'b' then f(g) // ";
  CHECK(kept(read("pack p " + rule + repeated("x", 50'000'000)).file) == "rule r");
  const Reading rules = read("pack p " + repeated("rule r on e where x.a then f ", 20'000));
  CHECK(rules.file.declarations.size() == 20'000);
}

TEST_CASE("reading stops after many errors") {
  const std::string text = errors("entity e {\n" + repeated("?\n", 10'000) + "}");
  CHECK(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) == State::max_errors + 1);
  CHECK(text.find("E0199 stopped reading after 500 errors in this file") != std::string::npos);
}

TEST_CASE("a file cut off anywhere") {
  for (std::size_t length = 0; length < sample.size(); ++length) {
    const Reading reading = read(std::string(sample.substr(0, length)));
    // Comments and finished declarations may be all there is; anything else is an error.
    CHECK((reading.errors != "" || reading.file.pack));
  }
}

TEST_CASE("a file with any byte replaced") {
  static constexpr char bytes[] = {'}', '{', '"',  '\'', '\n',   ' ',  '(', ')', '<',
                                   ',', ':', '\\', '/',  '\xC3', '\0', 'a', '?'};
  for (std::size_t at = 0; at < sample.size(); ++at) {
    std::string text(sample);
    text[at] = bytes[at % std::size(bytes)];
    read(std::move(text));
  }
}

TEST_CASE("random bytes and random words") {
  std::mt19937 random(7);  // the same every time
  for (int round = 0; round < 100; ++round) {
    std::string text = round % 2 == 0 ? "" : "pack p\n";
    for (int i = 0; i < 400; ++i) {
      text += static_cast<char>(random());
    }
    read(text);
  }
  std::vector<std::string> pieces = keywords();
  for (const char* piece : {"{",  "}",    "(",   ")",     "<", ">",   ",",   ":",  "=",  "?",
                            "\n", "\n  ", "'a'", "\"b\"", "x", "x.y", "30d", "==", "//", "\"\"\""}) {
    pieces.emplace_back(piece);
    pieces.emplace_back(piece);
  }
  for (int round = 0; round < 300; ++round) {
    std::string text = "pack p\n";
    for (int i = 0; i < 60; ++i) {
      text += pieces[random() % pieces.size()] + " ";
    }
    read(text);
  }
}
