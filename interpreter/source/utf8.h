// UTF-8 as messages need it: walking over characters, and how many terminal columns one takes.
//
// Widths come from a table in the code, never from the locale, so that a caret stands in the same place everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace exeunt::source {

struct Character {
  char32_t code = 0;    ///< U+FFFD where the bytes are not valid UTF-8
  uint32_t length = 0;  ///< bytes taken; 1 for an invalid byte, 0 at the end of the text
};

/// The character that starts at `offset`.
Character decode(std::string_view text, std::size_t offset);

/// Code points in `text`; an invalid byte counts as one. O(n).
std::size_t count_characters(std::string_view text);

/// Terminal columns: 0 for combining marks and other invisible characters, 2 for wide ones (CJK, emoji), else 1.
/// Control characters have no width of their own; the caller decides how to show them.
uint32_t display_width(char32_t code);

/// A byte that is a control character by itself: a tab or a line end, too.
constexpr bool is_ascii_control(char c) { return (c >= '\0' && c < ' ') || c == '\x7f'; }

/// A character that must not reach a terminal as it is: controls, and what reorders or hides the text around it.
bool is_control(char32_t code);

}  // namespace exeunt::source
