#include "interpreter/diagnostic/visible.h"

#include <fmt/format.h>

namespace exeunt::diagnostic {

namespace {

/// UTF-8 of a character between U+0800 and U+FFFF, where the control pictures are.
std::string encode_picture(char32_t code) {
  return {static_cast<char>(0xe0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3f)),
          static_cast<char>(0x80 | (code & 0x3f))};
}

}  // namespace

Glyph glyph(std::string_view text, std::size_t offset, source::Character character) {
  constexpr char32_t pictures = 0x2400;
  constexpr char32_t picture_of_delete = 0x2421;
  if (character.code == 0xfffd && character.length == 1) {
    return {fmt::format("<{:02X}>", static_cast<unsigned char>(text[offset])), 4};
  }
  if (character.code < 0x20) {
    return {encode_picture(pictures + character.code), 1};
  }
  if (character.code == 0x7f) {
    return {encode_picture(picture_of_delete), 1};
  }
  if (source::is_control(character.code)) {
    std::string number = fmt::format("<U+{:04X}>", static_cast<uint32_t>(character.code));
    const auto width = static_cast<uint32_t>(number.size());
    return {std::move(number), width};
  }
  return {std::string(text.substr(offset, character.length)), source::display_width(character.code)};
}

std::string visible(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const source::Character character = source::decode(text, at);
    result += glyph(text, at, character).text;
    at += character.length;
  }
  return result;
}

uint32_t visible_width(std::string_view text) {
  uint32_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const source::Character character = source::decode(text, at);
    width += glyph(text, at, character).width;
    at += character.length;
  }
  return width;
}

}  // namespace exeunt::diagnostic
