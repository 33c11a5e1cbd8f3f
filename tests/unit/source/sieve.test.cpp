#include "interpreter/source/sieve.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

namespace exeunt::source {
namespace {

constexpr std::size_t longest = std::size_t{32} << 10;
constexpr std::string_view usual = "user:9";

struct Seen {
  std::string text;
  bool is_plain = false;
  std::vector<std::size_t> quotes;  ///< of a plain line, counted from its beginning

  friend bool operator==(const Seen&, const Seen&) = default;
};

std::vector<Seen> sift_through(const std::string& lines, std::string_view name, std::size_t widest) {
  Sieve sieve(name, widest);
  std::vector<Seen> all;
  // Twice, since what was noted of the first lines is not to be seen in the second.
  for (int round = 0; round < 2; ++round) {
    all.clear();
    sieve.begin(lines);
    for (Sieve::Line line; sieve.next(line);) {
      Seen& seen = all.emplace_back(Seen{std::string(line.text), line.is_plain, {}});
      for (std::size_t i = 0; line.is_plain && i < line.quotes.size(); ++i) {
        seen.quotes.push_back(static_cast<std::size_t>(line.quote(i) - line.text.data()));
      }
    }
  }
  return all;
}

/// What is documented, byte by byte.
std::vector<Seen> expected(std::string_view lines, std::string_view name) {
  const std::string wanted = std::string(name) + "\"";
  const bool has_short_escapes = name.find_first_of("/\\\"") != std::string_view::npos;
  std::vector<Seen> all;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view text = lines.substr(0, end);
    Seen& seen = all.emplace_back(Seen{std::string(text), end < std::min(lines.size(), longest), {}});
    bool is_escaped = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool escapes = text[i] == '\\' && !is_escaped;
      const bool spells_a_letter = escapes && (has_short_escapes || text.substr(i + 1).starts_with('u'));
      seen.is_plain =
          seen.is_plain && !spells_a_letter && (text[i] != '{' || i == 0) && !text.substr(i).starts_with(wanted);
      if (text[i] == '"' && !is_escaped) {
        seen.quotes.push_back(i);
      }
      is_escaped = escapes;
    }
    if (!seen.is_plain) {
      seen.quotes.clear();
    }
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return all;
}

void check(const std::string& lines, std::string_view name = usual) {
  const std::vector<Seen> all = expected(lines, name);
  for (const std::size_t widest : {1, 32, 64}) {
    CHECK(sift_through(lines, name, widest) == all);
  }
}

TEST_CASE("a sieve finds lines, quotes, and what makes a line worth a closer look") {
  check("");
  check("\n");
  check("\n\n\n");
  check("{\"a\":1}");
  check("{\"owner\":\"user:9\"}\n{\"owner\":\"user:99\"}\n{\"owner\":\"user:\\u0039\"}\n{\"a\":{}}\n{{}\n");
}

TEST_CASE("a sieve tells escapes that may hide the name from those that do not") {
  for (std::size_t before = 0; before < 140; ++before) {
    const std::string shift(before, 'x');
    for (const std::string_view name : {"user:9", "user:a/b", "user:a\\b", "user:a\"b"}) {
      check(shift + "\"\\\"\"\n" + shift + "\"\\\\\"\n" + shift + "\"\\\\u0039\"\n" + shift + "\"\\u0039\"\n\"a\\/b\"\n", name);
    }
  }
}

TEST_CASE("a sieve says the same wherever in its words and blocks something stands") {
  for (std::size_t before = 0; before < 200; ++before) {
    const std::string shift(before, 'x');
    check(shift + "\"user:9\"\n" + shift + "{\n{" + shift + "\"\"\n\\" + shift + "\nuser:9" + shift + "\"");
  }
  constexpr std::size_t block = longest;
  for (const std::size_t before : {block - 70, block - 7, block - 1, block, block + 1, 2 * block, 5 * block + 3}) {
    const std::string shift(before, '"');
    check(shift + "user:9\"\n{\"a\":1}\n");
    check("{\"a\":1}\n" + shift + "\n{\"b\":\"user:9\"}\n");
    check(std::string(before, '\n') + "{\"b\":\"user:9\"}");
  }
}

TEST_CASE("a sieve says of random text what looking at each byte says") {
  std::mt19937 random(7);
  constexpr std::string_view letters = "aaaaaaaauser:9999\"\"\"\"\n{\\";
  for (int round = 0; round < 300; ++round) {
    std::string lines;
    const std::size_t some = round % 3 == 0 ? letters.size() : letters.size() - 2;  // with what is odd, and without
    for (std::size_t size = random() % 3000; lines.size() < size;) {
      lines += random() % 20 == 0 ? std::string(usual) + "\"" : std::string(1, letters[random() % some]);
    }
    check(lines);
  }
}

}  // namespace
}  // namespace exeunt::source
