// Makes text safe to print: what a file holds must not move a terminal's cursor, colour it, or reorder what it shows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "interpreter/source/utf8.h"

namespace exeunt::diagnostic {

/// What is printed in place of one character, and how many columns that takes.
struct Glyph {
  std::string text;
  uint32_t width = 1;
};

/// Controls become their pictures (`␛`), characters that reorder text their number (`<U+202E>`), a byte that is not
/// UTF-8 its value (`<FF>`); everything else stays. A tab is a control here: only a line knows its tab stops.
Glyph glyph(std::string_view text, std::size_t offset, source::Character character);

/// The whole text made visible. O(n).
std::string visible(std::string_view text);

/// Columns that `visible(text)` takes.
uint32_t visible_width(std::string_view text);

}  // namespace exeunt::diagnostic
