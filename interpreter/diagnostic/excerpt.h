// One line of a file as it is shown under a message, and where the underline goes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace exeunt::diagnostic {

struct Excerpt {
  std::string text;     ///< printable: tabs expanded, controls visible, `…` where the line was cut
  uint32_t column = 0;  ///< 0-based terminal column of the underline in `text`
  uint32_t length = 1;  ///< terminal columns underlined, at least one
};

/// The part of `line` around the bytes [begin, end), at most `width` columns of it; the whole line where it fits.
/// Linear in `width`, not in the line, which may have many megabytes.
Excerpt excerpt(std::string_view line, std::size_t begin, std::size_t end, uint32_t width);

}  // namespace exeunt::diagnostic
