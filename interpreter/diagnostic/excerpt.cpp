#include "interpreter/diagnostic/excerpt.h"

#include <algorithm>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/source/utf8.h"

namespace exeunt::diagnostic {

namespace {

constexpr uint32_t tab_stop = 4;
constexpr std::string_view ellipsis = "…";

Glyph glyph_at_column(std::string_view line, std::size_t offset, source::Character character, uint32_t column) {
  if (character.code == '\t') {
    const uint32_t width = tab_stop - column % tab_stop;
    return {std::string(width, ' '), width};
  }
  return glyph(line, offset, character);
}

std::size_t previous(std::string_view line, std::size_t offset) {
  // A character has at most four bytes; invalid bytes stand for themselves.
  for (std::size_t length = 1; length <= 4 && length <= offset; ++length) {
    if (source::decode(line, offset - length).length == length) {
      return offset - length;
    }
  }
  return offset - 1;
}

/// Where to begin so that about `columns` stand before `offset`.
std::size_t step_back(std::string_view line, std::size_t offset, uint32_t columns) {
  uint32_t taken = 0;
  while (offset > 0 && taken < columns) {
    offset = previous(line, offset);
    taken += glyph_at_column(line, offset, source::decode(line, offset), 0).width;
  }
  // A mark without the letter it belongs to would sit on the ellipsis.
  while (offset < line.size()) {
    const source::Character character = source::decode(line, offset);
    if (source::display_width(character.code) != 0) {
      break;
    }
    offset += character.length;
  }
  return offset;
}

/// Lays the line out from `from` until `width` columns are full. `is_complete` tells whether the line's end was
/// reached.
Excerpt lay_out(std::string_view line, std::size_t from, std::size_t begin, std::size_t end, uint32_t width,
                bool& is_complete) {
  Excerpt result;
  uint32_t column = 0;
  if (from > 0) {
    result.text += ellipsis;
    column = 1;
  }
  std::size_t at = from;
  uint32_t underline_begin = column;
  uint32_t underline_end = column;
  while (at < line.size()) {
    const source::Character character = source::decode(line, at);
    const Glyph shown = glyph_at_column(line, at, character, column);
    if (column + shown.width + 1 > width) {
      break;
    }
    result.text += shown.text;
    column += shown.width;
    at += character.length;
    if (at <= begin) {
      underline_begin = column;
    }
    if (at <= end) {
      underline_end = column;
    }
  }
  is_complete = at == line.size();
  if (!is_complete) {
    if (end > at) {
      underline_end = column;
    }
    result.text += ellipsis;
  }
  result.column = underline_begin;
  result.length = std::max(1u, underline_end > underline_begin ? underline_end - underline_begin : 0u);
  return result;
}

}  // namespace

Excerpt excerpt(std::string_view line, std::size_t begin, std::size_t end, uint32_t width) {
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  bool is_complete = false;
  Excerpt whole = lay_out(line, 0, begin, end, width, is_complete);
  if (is_complete) {
    return whole;
  }
  // A third before, two thirds after: what follows a mistake explains it more often than what precedes it.
  const std::size_t from = step_back(line, begin, width / 3);
  return lay_out(line, from, begin, end, width, is_complete);
}

}  // namespace exeunt::diagnostic
