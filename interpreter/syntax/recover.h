// Where to go on after an error. Hand-written loops: a recursive skipper would overflow the stack on 100,000 braces.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "interpreter/syntax/keywords.h"

namespace exeunt::syntax {

/// At what reading resumes.
enum class Resume : uint8_t {
  declaration,  ///< a line that begins a declaration
  clause,       ///< a line that begins a clause of this declaration, or a declaration
  item,         ///< in a block: a line that begins an item of it, or its `}`
  line,         ///< in a block: any line, or its `}`
};

struct ResumeRequest {
  Resume at = Resume::declaration;
  uint32_t begin = 0;   ///< where the broken piece begins; braces are counted from here
  uint32_t error = 0;   ///< reading resumes here or later, and always after `begin`
  uint32_t column = 0;  ///< of the declaration: one that is indented no deeper ends every block
  Keywords keywords;    ///< of the clauses or items
};

/// Offset to go on from; the end of the text where nothing fits. Hops over texts, comments and braces. O(skipped).
uint32_t find_resume(std::string_view text, const ResumeRequest& request);

/// Offsets of every `{` that is never closed, ascending. O(text).
std::vector<uint32_t> find_unclosed_braces(std::string_view text);

/// The first line after `begin` that begins a declaration no deeper indented than `column`, or the text's end.
uint32_t find_outer_declaration(std::string_view text, uint32_t begin, uint32_t column);

}  // namespace exeunt::syntax
