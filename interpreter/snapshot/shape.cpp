#include "interpreter/snapshot/shape.h"

#include <cstddef>
#include <cstdint>

namespace exeunt::snapshot {

namespace {

/// The offset after the closing quote of the text that begins at `at`, or the size where it is not closed.
std::size_t skip_text(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return text.size() + 1;
}

bool is_followed_by_colon(std::string_view text, std::size_t at) {
  const std::size_t next = text.find_first_not_of(" \t\r\n", at);
  return next != std::string_view::npos && text[next] == ':';
}

}  // namespace

Shape look_at(std::string_view text) {
  Shape shape;
  int64_t depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '"') {
      const std::size_t after = skip_text(text, at);
      if (after > text.size()) {
        return shape;
      }
      if (depth == 1 && text.substr(at, after - at) == "\"objects\"" && is_followed_by_colon(text, after)) {
        shape.has_objects_member = true;
      }
      at = after;
      continue;
    }
    if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    }
    ++at;
  }
  shape.is_closed = depth <= 0;
  return shape;
}

}  // namespace exeunt::snapshot
