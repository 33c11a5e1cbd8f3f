// The tokens of an expression, comments included, for the formatter. Private to the parser.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace exeunt::cel {

enum class TokenKind : uint8_t {
  word,     ///< a name or a keyword
  literal,  ///< a number, a string, a quoted field name
  mark,     ///< an operator, a bracket, a comma …
  comment,  ///< to the end of the line, which it does not include
};

struct Token {
  TokenKind kind = TokenKind::mark;
  bool starts_line = false;  ///< only white space before it on its line
  std::string_view text;
};

/// Empty where a string is not closed.
std::vector<Token> tokenize(std::string_view text);

}  // namespace exeunt::cel
