#include "interpreter/yaml/scalar.h"

#include <catch2/catch.hpp>

using namespace exeunt;

/// The value, with the file's character that each of its own comes from below it: they agree but where YAML changes it.
static std::string sources_of(const yaml::Scalar& scalar, std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < scalar.value.size(); ++i) {
    const ast::TextRun* run = &scalar.runs.front();
    for (const ast::TextRun& each : scalar.runs) {
      if (each.text_offset <= i) {
        run = &each;
      }
    }
    const std::size_t at = run->file_offset + (i - run->text_offset);
    out += at < text.size() ? text[at] : '$';
  }
  return out;
}

struct Example {
  const char* name;
  std::string text;
  uint32_t begin;
  yaml::ScalarContext context;
  std::string value;
  std::string source;
  uint32_t end;
};

TEST_CASE("each style of scalar gives its value and where its characters stand") {
  const yaml::ScalarContext in_map{0, false};
  const yaml::ScalarContext in_flow{0, true};
  const Example examples[] = {
      {"plain", "k: a == b", 3, in_map, "a == b", "a == b", 9},
      {"plain before a comment", "k: a b  # c", 3, in_map, "a b", "a b", 6},
      {"plain with a # inside", "k: a#b", 3, in_map, "a#b", "a#b", 6},
      {"plain with a colon inside", "k: a:b", 3, in_map, "a:b", "a:b", 6},
      {"plain over lines", "k: a\n  b\n\n  c\nl: d", 3, in_map, "a b\nc", "a\nb\nc", 13},
      {"plain ended by indentation", "k: a\nb: c", 3, in_map, "a", "a", 4},
      {"plain ended by a comment line", "k: a\n  # c\n  b", 3, in_map, "a", "a", 4},
      {"plain in a list", "[a b, c]", 1, in_flow, "a b", "a b", 4},
      {"plain with Windows line ends", "k: a\r\n  b\r\n", 3, in_map, "a b", "a\rb", 9},
      {"single quotes", "k: 'it''s'", 3, in_map, "it's", "it's", 10},
      {"single quotes over lines", "k: 'a \n\n   b'", 3, in_map, "a\nb", "a\nb", 13},
      {"double quotes", "k: \"a\\tb\"", 3, in_map, "a\tb", "a\\b", 9},
      {"double quotes, code points", "k: \"\\u00e9\\x41\"", 3, in_map, "\xC3\xA9" "A", "\\u\\", 15},
      {"double quotes, escaped line end", "k: \"a \\\n   b\"", 3, in_map, "a b", "a b", 13},
      {"literal", "k: |\n  a\n   b\n\n  c\nl: d", 3, in_map, "a\n b\n\nc\n", "a\n b\n\nc\n", 18},
      {"literal, stripped", "k: |-\n  a\n", 3, in_map, "a", "a", 9},
      {"literal, kept", "k: |+\n  a\n\n", 3, in_map, "a\n\n", "a\n\n", 9},
      {"literal with a stated indentation", "k: |2\n   a\n", 3, in_map, " a\n", " a\n", 10},
      {"literal after a comment", "k: | # c\n  a\n", 3, in_map, "a\n", "a\n", 12},
      {"literal without text", "k: |\nl: d", 3, in_map, "", "", 4},
      {"folded", "k: >\n  a\n  b\n\n  c\n", 3, in_map, "a b\nc\n", "a\nb\nc\n", 17},
      {"folded with a deeper line", "k: >-\n  a\n    b\n  c", 3, in_map, "a\n  b\nc", "a\n  b\nc", 19},
  };
  for (const Example& example : examples) {
    DYNAMIC_SECTION(example.name) {
      const yaml::Scalar scalar = yaml::scan(example.text, example.begin, example.context);
      CHECK(scalar.value == example.value);
      CHECK(sources_of(scalar, example.text) == example.source);
      CHECK(scalar.end == example.end);
    }
  }
}
