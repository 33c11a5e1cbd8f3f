// The regex extension.
#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

TEST_CASE("extracting and replacing by a pattern") {
  const Case cases[] = {
      {"regex.extract('id 42, id 7', 'id ([0-9]+)')", "optional.of('42')"},
      {"regex.extract('abc', '[0-9]+')", "optional.none()"},
      {"regex.extract('ab', '(x)?b')", "optional.none()"},
      {"regex.extractAll('id 42, id 7', 'id ([0-9]+)')", "['42', '7']"},
      {"regex.extractAll('aé', '')", "['', '', '']"},
      {"regex.extractAll('abc', 'd')", "[]"},
      {"regex.replace('2024-03', r'(\\d+)-(\\d+)', r'\\2/\\1')", "'03/2024'"},
      {"regex.replace('aaa', 'a', 'b', 2)", "'bba'"},
      {"regex.replace('aaa', 'a', 'b', 0)", "'aaa'"},
      {"regex.replace('hé', '', '-')", "'-h-é-'"},
      {"regex.replace('baaac', 'a*', 'x')", "'xbxcx'"},
      {"regex.replace('a', 'a', r'\\\\')", "'\\\\'"},
      {"regex.replace('ab', 'a', r'<\\0>')", "'<a>b'"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("what is wrong with a pattern is said where it stands") {
  const Case cases[] = {
      {"size(regex.extractAll(s, '('))", "regex.extractAll(s, '('): bad pattern: missing ): ("},
      {"regex.extract(s, '(t)(e)')",
       "regex.extract(s, '(t)(e)'): a pattern to extract by has one group or none, not 2"},
      {"regex.replace(s, 't', r'\\1')",
       "regex.replace(s, 't', r'\\1'): bad replacement: Rewrite schema requests 1 matches, but the regexp only has 0 parenthesized subexpressions."},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(failed(c.expression) == c.expected);
  }
}

TEST_CASE("replacing by a pattern does not grow text beyond the limit") {
  EvaluateLimits limits;
  limits.max_text_bytes = 10;
  CHECK(failed("regex.replace('abcde', '.', r'\\0\\0')", limits) == "'aabbccddee'");
  CHECK(failed("regex.replace('abcdef', '.', r'\\0\\0')", limits).ends_with("the text would be 11 bytes long; the limit is 10"));
}

}  // namespace exeunt::cel::test
