// The values of literals. Private to the parser.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "interpreter/cel/value.h"

namespace exeunt::cel {

/// What is wrong with a literal; empty message: nothing. Offsets are within the literal's text.
struct LiteralError {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string message;
  std::string help;
};

/// `text` is the token, white space excluded; `negative` puts a minus before it.
Value number_literal(std::string_view text, bool negative, LiteralError& error);
/// `text` is the token with prefixes and quotes.
Value string_literal(std::string_view text, LiteralError& error);

}  // namespace exeunt::cel
