#include "interpreter/console/entry.h"

#include <cstddef>

namespace exeunt::console {

namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool takes_expression(std::string_view command) {
  return command.starts_with(":type") || command.starts_with(":ast");
}

}  // namespace

/// From `at` inside a triple-quoted text to the position after it, or to the end of the line.
std::size_t EntryScanner::skip_text(std::string_view line, std::size_t at) {
  for (; at < line.size(); ++at) {
    if (line[at] == '\\' && !raw_) {
      ++at;
    } else if (line[at] == quote_ && line.size() - at >= 3 && line[at + 1] == quote_ && line[at + 2] == quote_) {
      quote_ = 0;
      return at + 3;
    }
  }
  return line.size();
}

void EntryScanner::take(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (is_first_) {
    is_first_ = false;
    ignore_ = begin != std::string_view::npos && line[begin] == ':' && !takes_expression(line.substr(begin));
  } else if (begin == std::string_view::npos && quote_ == 0) {
    ended_ = true;
  }
  if (ignore_) {
    return;
  }
  std::size_t at = quote_ != 0 ? skip_text(line, 0) : 0;
  while (at < line.size()) {
    const char c = line[at];
    if (c == '/' && line.substr(at).starts_with("//")) {
      return;
    }
    if (c == '(' || c == '[' || c == '{') {
      ++depth_;
    } else if (c == ')' || c == ']' || c == '}') {
      depth_ -= depth_ == 0 ? 0 : 1;
    } else if (c == '"' || c == '\'') {
      // `r`, `b`, `rb` and `br` may stand before a text, as a word of their own.
      std::size_t prefix = at;
      while (prefix > 0 && is_word(line[prefix - 1])) {
        --prefix;
      }
      const std::string_view word = line.substr(prefix, at - prefix);
      raw_ = word.size() <= 2 && word.find_first_of("rR") != std::string_view::npos;
      const bool is_triple = line.size() - at >= 3 && line[at + 1] == c && line[at + 2] == c;
      if (is_triple) {
        quote_ = c;
        at = skip_text(line, at + 3);
        continue;
      }
      for (++at; at < line.size() && line[at] != c; ++at) {
        at += line[at] == '\\' && !raw_ ? 1 : 0;
      }
    }
    ++at;
  }
}

}  // namespace exeunt::console
