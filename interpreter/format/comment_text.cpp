#include "interpreter/format/comment_text.h"

#include <algorithm>

namespace exeunt::format {

static std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// The offset after the string literal whose quote is at `at`.
static std::size_t end_of_string(std::string_view text, std::size_t at, bool raw) {
  const std::string triple(3, text[at]);
  const std::string_view close = text.substr(at, 3) == triple ? std::string_view(triple) : text.substr(at, 1);
  for (at += close.size(); at < text.size(); ++at) {
    if (text[at] == '\\' && !raw) {
      ++at;
    } else if (text.substr(at, close.size()) == close) {
      return at + close.size();
    }
  }
  return text.size();
}

/// Whether the quote at `at` has an `r` before it, perhaps with a `b`.
static bool is_raw(std::string_view text, std::size_t at) {
  const auto is = [&](std::size_t i, char c) { return (text[i] | 0x20) == c; };
  return (at > 0 && is(at - 1, 'r')) || (at > 1 && is(at - 1, 'b') && is(at - 2, 'r'));
}

namespace {

struct Comment {
  std::size_t begin;
  std::size_t end;
};

/// Comments, and where the first and the last token stand.
struct Scanned {
  std::vector<Comment> comments;
  std::size_t first = std::string_view::npos;
  std::size_t last = 0;
};

Scanned scan(std::string_view text) {
  Scanned scanned;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f') {
      ++at;
    } else if (text.substr(at, 2) == "//") {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      scanned.comments.push_back({at, end});
      at = end;
    } else {
      scanned.first = std::min(scanned.first, at);
      at = c == '\'' || c == '"' ? end_of_string(text, at, is_raw(text, at)) : at + 1;
      scanned.last = at;
    }
  }
  return scanned;
}

std::string content(std::string_view text, const Comment& comment) {
  return std::string(trim(text.substr(comment.begin + 2, comment.end - comment.begin - 2)));
}

}  // namespace

CelParts split_cel(std::string_view text) {
  CelParts parts;
  const Scanned scanned = scan(text);
  if (scanned.first == std::string_view::npos) {
    parts.core = text;
    return parts;
  }
  parts.core = text.substr(scanned.first, scanned.last - scanned.first);
  for (const Comment& comment : scanned.comments) {
    if (comment.begin < scanned.first) {
      parts.before.push_back(content(text, comment));
    } else if (comment.begin >= scanned.last) {
      parts.after.push_back(content(text, comment));
    }
  }
  return parts;
}

std::vector<std::string> cel_comments(std::string_view text) {
  std::vector<std::string> texts;
  for (const Comment& comment : scan(text).comments) {
    texts.push_back(content(text, comment));
  }
  return texts;
}

}  // namespace exeunt::format
