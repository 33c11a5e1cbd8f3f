// UTF-8, as far as CEL needs it: strings are sequences of code points.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace exeunt::cel {

struct CodePoint {
  char32_t value = 0;
  uint32_t size = 0;  ///< bytes; 0 where the text is not UTF-8
};

/// The code point at the front of `text`, which is not empty. Rejects overlong forms and surrogates.
CodePoint first_code_point(std::string_view text);

bool is_utf8(std::string_view text);

/// Code points in valid UTF-8.
int64_t count_code_points(std::string_view text);

/// False for surrogates and numbers beyond U+10FFFF.
bool append_utf8(std::string& out, uint32_t code_point);

}  // namespace exeunt::cel
