#include "tests/fuzz/input/rearrange.h"

#include <algorithm>
#include <cctype>

#include "tests/fuzz/input/target.h"

namespace exeunt::fuzz {

namespace {

struct Stretch {
  std::size_t begin = 0;
  std::size_t size = 0;
};

/// What programs tend to trip over.
const std::string extremes[] = {"",
                                "0",
                                "-1",
                                "9223372036854775807",
                                "-9223372036854775808",
                                "18446744073709551616",
                                "1e400",
                                "-0.0",
                                "null",
                                "true",
                                "[]",
                                "{}",
                                "[[[[[[[[",
                                "{\"a\":{\"a\":",
                                "\"",
                                "\\",
                                "\n",
                                "\r\n",
                                "\t",
                                "\xEF\xBB\xBF",
                                "\xE2\x80\xAE",
                                "\xF0\x9F\x98\x80",
                                "\xC3",
                                "\\ud800",
                                "\x1b[31m",
                                "'",
                                "''",
                                "\"\"\"",
                                "//",
                                "#",
                                "- ",
                                ": ",
                                "user:7",
                                "user:",
                                ":",
                                "2024-03-01",
                                "9999-12-31T23:59:59.999999999Z",
                                "0001-01-01T00:00:00Z",
                                "-30d",
                                "99999999999d"};

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.' || c == ':';
}

/// A byte, a word, or a line with its end, around a place of the text.
Stretch stretch(const std::string& text, Random& random) {
  if (text.empty()) {
    return {};
  }
  const std::size_t at = random.below(text.size());
  switch (random.below(4)) {
    case 0:
      return {at, 1};
    case 1: {
      const std::size_t before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
      const std::size_t begin = before == std::string::npos ? 0 : before + 1;
      const std::size_t end = text.find('\n', at);
      return {begin, (end == std::string::npos ? text.size() : end + 1) - begin};
    }
    case 2:
      return {at, std::min(text.size() - at, random.below(32))};
    default: {
      std::size_t begin = at;
      std::size_t end = at;
      while (begin > 0 && is_word(text[begin - 1])) {
        --begin;
      }
      while (end < text.size() && is_word(text[end])) {
        ++end;
      }
      return {begin, end - begin};
    }
  }
}

void change(std::string& text, const std::string& other, Random& random) {
  const Stretch what = stretch(text, random);
  switch (random.below(7)) {
    case 0:
      text.erase(what.begin, what.size);
      break;
    case 1:
      text.insert(what.begin, text, what.begin, what.size);
      break;
    case 2:
      text.replace(what.begin, what.size, random.pick(extremes));
      break;
    case 3: {
      const Stretch from = stretch(other, random);
      text.replace(what.begin, what.size, other, from.begin, from.size);
      break;
    }
    case 4: {
      const std::string piece = text.substr(what.begin, what.size);
      text.erase(what.begin, what.size);
      text.insert(random.below(text.size() + 1), piece);
      break;
    }
    case 5:
      if (!text.empty()) {
        text[random.below(text.size())] = static_cast<char>(random.below(256));
      }
      break;
    default: {
      const Stretch from = stretch(text, random);
      text.replace(what.begin, what.size, std::string(text, from.begin, from.size));
      break;
    }
  }
}

}  // namespace

std::string rearranged(const std::vector<std::string>& inputs, Random& random) {
  std::string text = random.pick(inputs);
  for (std::size_t times = 1 + random.below(4); times > 0; --times) {
    change(text, random.pick(inputs), random);
  }
  text.resize(std::min(text.size(), longest_input));
  return text;
}

}  // namespace exeunt::fuzz
