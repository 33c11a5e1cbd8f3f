#include "tests/fuzz/cel/random_text.h"

#include <string_view>

namespace exeunt::fuzz {

namespace {

constexpr std::string_view marks[] = {"(",  ")",  "[",  "]",  "{",  "}",  ".",  ",",  ":",  "?",  "+",   "-",    "*",
                                      "/",  "%",  "!",  "<",  "<=", ">",  ">=", "==", "!=", "&&", "||",  " in ", "[?",
                                      ".?", "{?", "//", "\n", " ",  "\t", "`",  "'",  "\"", "\\", "'''", "r'",   "b'"};
constexpr std::string_view literals[] = {"0",
                                         "1",
                                         "-1",
                                         "7u",
                                         "0x1F",
                                         "0xFu",
                                         "1.5",
                                         "1e9",
                                         ".5",
                                         "true",
                                         "false",
                                         "null",
                                         "''",
                                         "'a'",
                                         "\"b\"",
                                         "b'c'",
                                         "r'\\d'",
                                         "'''x'''",
                                         "[]",
                                         "{}",
                                         "9223372036854775807",
                                         "18446744073709551615u",
                                         "1e308",
                                         "'\\u00e9'"};
constexpr std::string_view names[] = {"b",        "i",
                                      "j",        "u",
                                      "d",        "s",
                                      "e",        "y",
                                      "t",        "p",
                                      "li",       "ls",
                                      "ld",       "m",
                                      "md",       "n",
                                      "o",        "x",
                                      "z",        "ub",
                                      "eb",       "person",
                                      "name",     "age",
                                      "manager",  "role",
                                      "w",        "size",
                                      "has",      "all",
                                      "exists",   "map",
                                      "filter",   "matches",
                                      "string",   "int",
                                      "uint",     "double",
                                      "bytes",    "dyn",
                                      "type",     "timestamp",
                                      "duration", "optional",
                                      "of",       "none",
                                      "orValue",  "optMap",
                                      "cel",      "bind",
                                      "block",    "index",
                                      "math",     "greatest",
                                      "format",   "join",
                                      "split",    "replace",
                                      "sortBy",   "lists",
                                      "range",    "sets",
                                      "contains", "regex",
                                      "extract",  "base64",
                                      "encode",   "ip",
                                      "cidr",     "twice",
                                      "last",     "same",
                                      "older",    "google.protobuf.Value"};
constexpr std::string_view utf8[] = {
    "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xED\xA0\x80", "\xC0\x80", "\xF4\x90\x80\x80",
    "\xFF",     "\xE2\x80\xA8", "\xEF\xBB\xBF",     "\x7F",         "a",        "'"};
constexpr std::string_view escapes[] = {"\\",  "\\x",    "\\u", "\\U",   "0",     "1",       "7",          "f",
                                        "F",   "\\n",    "\\'", "\\\"",  "'",     "\"",      "b'",         "r\"",
                                        "'''", "\"\"\"", "\n",  "\\377", "\\400", "\\ud800", "\\U0010FFFF"};
constexpr std::string_view brackets[] = {"(", ")", "[", "]", "{", "}", "!", "-", "?", ":", "x", "1", ",", "."};
constexpr std::string_view numbers[] = {"0", "1", "9", "8", "7", ".", "e", "E", "+", "-", "x", "X", "u", "U", "f", "_"};

size_t random_length(Random& random) {
  switch (random.below(16)) {
    case 0:
      return random.below(3);
    case 1:
      return random.below(4096);
    case 2:
    case 3:
      return random.below(512);
    case 4:
    case 5:
    case 6:
    case 7:
      return random.below(8);
    case 8:
    case 9:
      return random.below(100);
    default:
      return random.below(32);
  }
}

template <typename Alphabet>
std::string joined(Random& random, size_t length, const Alphabet& alphabet) {
  std::string out;
  while (out.size() < length) {
    out += random.pick(alphabet);
  }
  return out;
}

/// Bytes `first` to `last`.
std::string bytes(Random& random, size_t length, unsigned first, unsigned last) {
  std::string out;
  while (out.size() < length) {
    out += static_cast<char>(static_cast<unsigned char>(first + random.below(last - first + 1)));
  }
  return out;
}

std::string tokens(Random& random, size_t length) {
  std::string out;
  while (out.size() < length) {
    out += random_token(random);
    out += random.one_in(4) ? " " : "";
  }
  return out;
}

/// An operand, an operator, an operand …: most of these parse.
std::string chain(Random& random, size_t length) {
  static constexpr std::string_view operators[] = {" + ",  " - ",  " * ",  " / ",  " % ",  " < ", " <= ", " > ", " >= ",
                                                   " == ", " != ", " && ", " || ", " in ", " ? ", " : ",  "."};
  std::string out;
  do {
    out += random.one_in(2) ? random.pick(literals) : random.pick(names);
    out += random.pick(operators);
  } while (out.size() < length);
  return out + std::string(random.pick(literals));
}

/// One piece over and over, with something inside and perhaps closed again.
std::string repeated(Random& random, size_t length) {
  static constexpr std::string_view pairs[][2] = {{"(", ")"}, {"[", "]"},   {"{1:", "}"}, {"f(", ")"},   {"!", ""},
                                                  {"-", ""},  {"x?y:", ""}, {"a.", ""},   {"[", "][0]"}, {"'", ""},
                                                  {"1+", ""}, {"a&&", ""},  {"x[", "]"},  {"//", "\n"},  {"{?1:", "}"}};
  const auto& pair = random.pick(pairs);
  const size_t count = 1 + length / 2;
  std::string out;
  for (size_t i = 0; i < count; ++i) {
    out += pair[0];
  }
  out += random_token(random);
  for (size_t i = random.one_in(4) ? random.below(count) : 0; i < count; ++i) {
    out += pair[1];
  }
  return out;
}

}  // namespace

std::string random_token(Random& random) {
  switch (random.below(3)) {
    case 0:
      return std::string(random.pick(marks));
    case 1:
      return std::string(random.pick(literals));
    default:
      return std::string(random.pick(names));
  }
}

std::string random_text(Random& random) {
  const size_t length = random_length(random);
  switch (random.below(11)) {
    case 0:
      return bytes(random, length, 0, 255);
    case 1:
      return bytes(random, length, 32, 126);
    case 2:
      return bytes(random, length, 0, 127);
    case 3:
      return joined(random, length, marks);
    case 4:
      return joined(random, length, utf8);
    case 5:
      return random.pick(escapes) == "'" ? joined(random, length, escapes)
                                         : "'" + joined(random, length, escapes) + "'";
    case 6:
      return joined(random, length, brackets);
    case 7:
      return joined(random, length % 40, numbers);
    case 8:
      return repeated(random, length);
    case 9:
      return chain(random, length);
    default:
      return tokens(random, length);
  }
}

}  // namespace exeunt::fuzz
