#include "interpreter/syntax/recover.h"

#include <algorithm>

namespace exeunt::syntax {

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

/// Walks over a text piece by piece: a text in quotes, a comment, a word or one character.
class Walker {
 public:
  Walker(std::string_view text, uint32_t at) : text_(text), at_(at) {}

  bool done() const { return at_ >= text_.size(); }
  uint32_t at() const { return at_; }
  char peek() const { return text_[at_]; }

  void next() {
    const char c = text_[at_];
    const std::string_view word = word_at(text_, at_);
    if (!word.empty()) {
      at_ += static_cast<uint32_t>(word.size());
    } else if (c == '"' || c == '\'') {
      skip_text(c);
    } else if (c == '/' && text_.substr(at_).starts_with("//")) {
      skip_line();
    } else {
      ++at_;
    }
  }

 private:
  void skip_line() { at_ = static_cast<uint32_t>(std::min(text_.size(), text_.find_first_of("\r\n", at_))); }

  // A text that is not closed ends with its line, so that one forgotten quote does not swallow the file.
  void skip_text(char quote) {
    const std::string_view three = quote == '"' ? "\"\"\"" : "'''";
    if (!no_long_text_ && text_.substr(at_).starts_with(three)) {
      const std::size_t close = find_unescaped(three, at_ + 3);
      if (close != std::string_view::npos) {
        at_ = static_cast<uint32_t>(close + 3);
        return;
      }
      no_long_text_ = true;  // asked once: asking at every quote would be quadratic
    }
    for (++at_; at_ < text_.size() && !is_line_end(text_[at_]); ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size() && !is_line_end(text_[at_ + 1])) {
        ++at_;
      } else if (text_[at_] == quote) {
        ++at_;
        return;
      }
    }
  }

  std::size_t find_unescaped(std::string_view what, std::size_t at) const {
    if (text_.find(what, at) == std::string_view::npos) {
      return std::string_view::npos;
    }
    for (; at < text_.size(); ++at) {
      if (text_[at] == '\\') {
        ++at;
      } else if (text_.substr(at).starts_with(what)) {
        return at;
      }
    }
    return std::string_view::npos;
  }

  std::string_view text_;
  uint32_t at_;
  bool no_long_text_ = false;
};

}  // namespace

uint32_t find_resume(std::string_view text, const ResumeRequest& request) {
  const bool in_block = request.at == Resume::item || request.at == Resume::line;
  uint32_t depth = 0;
  bool first_on_line = line_start(text, request.begin).first_on_line;
  for (Walker walker(text, request.begin); !walker.done(); walker.next()) {
    const uint32_t at = walker.at();
    const char c = walker.peek();
    if (is_line_end(c)) {
      first_on_line = true;
      continue;
    }
    if (is_blank(c)) {
      continue;
    }
    if (at > request.begin && at >= request.error) {
      if (in_block && depth == 0 && c == '}') {
        return at;
      }
      if (first_on_line) {
        if (begins_declaration(text, at) &&
            (at - line_start(text, at).offset <= request.column || (depth == 0 && !in_block))) {
          return at;
        }
        const bool fits = request.at == Resume::declaration
                              ? begins_clause(text, at, header_keywords)
                              : request.at == Resume::line || contains(request.keywords, word_at(text, at));
        if (depth == 0 && fits) {
          return at;
        }
      }
    }
    first_on_line = false;
    if (c == '{') {
      ++depth;
    } else if (c == '}' && depth > 0) {
      --depth;
    }
  }
  return static_cast<uint32_t>(text.size());
}

std::vector<uint32_t> find_unclosed_braces(std::string_view text) {
  std::vector<uint32_t> open;
  for (Walker walker(text, 0); !walker.done(); walker.next()) {
    if (walker.peek() == '{') {
      open.push_back(walker.at());
    } else if (walker.peek() == '}' && !open.empty()) {
      open.pop_back();
    }
  }
  return open;
}

uint32_t find_outer_declaration(std::string_view text, uint32_t begin, uint32_t column) {
  bool first_on_line = false;
  for (Walker walker(text, begin); !walker.done(); walker.next()) {
    const uint32_t at = walker.at();
    if (is_line_end(walker.peek())) {
      first_on_line = true;
    } else if (!is_blank(walker.peek())) {
      if (first_on_line && begins_declaration(text, at) && at - line_start(text, at).offset <= column) {
        return at;
      }
      first_on_line = false;
    }
  }
  return static_cast<uint32_t>(text.size());
}

}  // namespace exeunt::syntax
