#include "tests/differential/pools.h"

#include <array>
#include <limits>

namespace exeunt::differential::pools {

std::string text(Random& random) {
  static const std::array<std::string, 24> words = {"plan", "plan", "secret", "secret", "Draft", "open", "a b", "",
      " ", "~", "7", "user:7", "\u00e9\n\"", "it's", "back\\slash", "\t", "null", "true", "{subject}", "\u202egnp.exe",
      "\U0001f600\u0301", "\u4e2d\u6587", "-", "a,b;c=d"};
  return random.one_in(60) ? std::string(200 + random.below(400), 'x') : random.pick(words);
}

int64_t whole(Random& random) {
  static const std::array<int64_t, 14> extremes = {std::numeric_limits<int64_t>::max(),
      std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max() - 1, 1'000'000'007, -1, 100, 53, 4096,
      (int64_t{1} << 53) + 1, -(int64_t{1} << 53), 2'147'483'648, -2'147'483'649, 10, 42};
  return random.one_in(5) ? random.pick(extremes) : static_cast<int64_t>(random.below(4));
}

double real(Random& random) {
  static const std::array<double, 12> extremes = {1e308, -1e308, 5e-324, 0.1, -0.0, 1e15, 1e17, 123456789.123456789,
      -2.5, 9007199254740993.0, 1e-7, 3.0};
  static const std::array<double, 5> usual = {0.0, 1.0, 1.5, 2.5, 1000.0};
  return random.one_in(4) ? random.pick(extremes) : random.pick(usual);
}

std::string time(Random& random) {
  static const std::array<std::string, 13> times = {"2024-03-01T09:00:00Z", "2024-03-01T09:00:00Z",
      "2024-02-01T00:00:00Z", "2024-02-29T23:59:59.999999999Z", "2025-01-01T00:00:00+01:00", "2024-03-31T09:00:00Z",
      "2024-03-11T09:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1969-12-31T23:59:59.5Z",
      "2024-03-01T10:00:00+01:00", "2024-03-01T09:00:00.000000001Z", "2016-12-31T23:59:59-11:30"};
  return random.pick(times);
}

std::string span(Random& random) {
  static const std::array<std::string, 8> spans = {"24h", "90s", "0s", "720h", "1h30m", "1.5s", "87600h", "240h"};
  return random.pick(spans);
}

std::string id(Random& random, std::size_t number) {
  static const std::array<std::string, 14> odd = {"007", "x-1", "~", "~~~0", "1e3", "99999999999999999999", "a/b:c",
      "\u00e9", "with space", "quo\"te", "new/rule", "-1", "1.0", "a,b"};
  return random.one_in(6) ? random.pick(odd) : std::to_string(number);
}

std::string quoted(Random& random, const std::string& text) {
  const bool is_plain = text.find_first_of("\\'\"\n\t\r") == std::string::npos;
  if (is_plain && random.one_in(8)) {
    return "r'" + text + "'";
  }
  const char quote = random.one_in(4) ? '"' : '\'';
  std::string out(1, quote);
  for (const char c : text) {
    switch (c) {
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\\':
        out += "\\\\";
        break;
      default:
        out += c == quote ? std::string("\\") + c : std::string(1, c);
    }
  }
  return out + quote;
}

}  // namespace exeunt::differential::pools
