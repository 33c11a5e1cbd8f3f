#include "interpreter/yaml/comment.h"

#include <algorithm>

namespace exeunt::yaml {

/// Whether only white space stands before `offset` on its line.
static bool begins_line(std::string_view text, uint32_t offset) {
  while (offset > 0 && (text[offset - 1] == ' ' || text[offset - 1] == '\t')) {
    --offset;
  }
  return offset == 0 || text[offset - 1] == '\n' || text.substr(0, offset) == "\xEF\xBB\xBF";
}

static std::string without_marker(std::string_view comment, std::size_t marker) {
  comment.remove_prefix(marker);
  if (comment.starts_with(' ')) {
    comment.remove_prefix(1);
  }
  while (!comment.empty() && (comment.back() == ' ' || comment.back() == '\t' || comment.back() == '\r')) {
    comment.remove_suffix(1);
  }
  return std::string(comment);
}

std::vector<ast::Comment> collect_comments(std::string_view text, source::FileId file, const Ranges& scalars) {
  std::vector<ast::Comment> comments;
  auto scalar = scalars.begin();
  const std::size_t first = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (std::size_t at = text.find('#', first); at != std::string_view::npos; at = text.find('#', at)) {
    while (scalar != scalars.end() && scalar->second <= at) {
      ++scalar;
    }
    if (scalar != scalars.end() && scalar->first <= at) {
      at = scalar->second;
      continue;
    }
    const char before = at == first ? '\n' : text[at - 1];
    if (before != '\n' && before != ' ' && before != '\t') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const auto begin = static_cast<uint32_t>(at);
    std::size_t last = end;
    while (last > at && (text[last - 1] == '\r' || text[last - 1] == ' ' || text[last - 1] == '\t')) {
      --last;
    }
    comments.push_back({without_marker(text.substr(at, end - at), 1), {file, begin, static_cast<uint32_t>(last)},
                        begins_line(text, begin)});
    at = end;
  }
  return comments;
}

/// The offset after the string literal that begins at `at` (an opening quote), or the text's end.
static std::size_t skip_string(std::string_view text, std::size_t at) {
  const std::string quote(1, text[at]);
  const std::string triple = quote + quote + quote;
  const std::string& close = text.substr(at, 3) == triple ? triple : quote;
  const bool raw = at > 0 && (text[at - 1] == 'r' || text[at - 1] == 'R');
  for (at += close.size(); at < text.size(); ++at) {
    if (text[at] == '\\' && !raw) {
      ++at;
    } else if (text.substr(at, close.size()) == close) {
      return at + close.size();
    }
  }
  return text.size();
}

std::vector<ast::Comment> collect_phrase_comments(const ast::Expression& phrase, std::string_view file_text) {
  std::vector<ast::Comment> comments;
  const std::string_view text = phrase.text;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"' || text[at] == '\'') {
      at = skip_string(text, at);
    } else if (text.substr(at, 2) == "//") {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const source::Span span = phrase.locate(static_cast<uint32_t>(at), static_cast<uint32_t>(end));
      comments.push_back({without_marker(text.substr(at, end - at), 2), span, begins_line(file_text, span.begin)});
      at = end;
    } else {
      ++at;
    }
  }
  return comments;
}

}  // namespace exeunt::yaml
