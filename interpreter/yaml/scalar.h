// Re-reads one scalar from the bytes of the file, to know where each character of its value stands.
//
// yaml-cpp says what a scalar's value is and where it begins, not where its characters come from: `'it''s'`, "\u00e9",
// folded and indented text all move them. `scan` follows YAML 1.2 for all five styles; the caller compares its value with
// yaml-cpp's and trusts the positions only where both agree.
//   where: "a ==\n  'x'"  ->  value `a == 'x'`, runs (0, after the quote), (5, at 'x')
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/ast/ast.h"

namespace exeunt::yaml {

struct Scalar {
  std::string value;
  std::vector<ast::TextRun> runs;
  bool closed = true;       ///< false: the file ended before the closing quote
  uint32_t end = 0;         ///< after the last byte: the closing quote, the last character of the text
  uint32_t body_begin = 0;  ///< block scalars: after the header line, which may end in a comment; else where it begins
};

/// Where a scalar stands decides where it ends.
struct ScalarContext {
  int parent_indent = -1;  ///< column of the block collection it is in, 0-based; -1 at the top
  bool in_flow = false;    ///< inside [] or {}
};

/// Reads the scalar that begins at `begin`. Never fails: what is malformed ends early. O(length of the scalar).
Scalar scan(std::string_view text, uint32_t begin, const ScalarContext& context);

}  // namespace exeunt::yaml
