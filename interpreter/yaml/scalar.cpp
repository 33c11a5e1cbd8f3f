#include "interpreter/yaml/scalar.h"

#include <algorithm>
#include <optional>

namespace exeunt::yaml {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_break(char c) { return c == '\n' || c == '\r'; }

/// Characters that reading stops at.
class Stops {
 public:
  constexpr explicit Stops(std::string_view characters) {
    for (const char c : characters) {
      stops_[static_cast<unsigned char>(c)] = true;
    }
  }
  /// Where the first of them stands from `at` on, or the text's end.
  constexpr std::size_t find(std::string_view text, std::size_t at) const {
    while (at < text.size() && !stops_[static_cast<unsigned char>(text[at])]) {
      ++at;
    }
    return at;
  }

 private:
  bool stops_[256] = {};
};
/// What is not text wherever it stands, for plain and for quoted scalars.
constexpr Stops plain_stops(" \t\n\r:#,?[]{}");
constexpr Stops quoted_stops(" \t\n\r'\"\\");

void append_utf8(std::string& out, uint32_t code) {
  const auto byte = [&out](uint32_t value) { out.push_back(static_cast<char>(static_cast<unsigned char>(value))); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | (code >> 6));
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | (code >> 12));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | (code >> 18));
    byte(0x80 | ((code >> 12) & 0x3F));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

/// A cursor over the file and the value read so far.
class Scan {
 public:
  Scan(std::string_view text, uint32_t begin, const ScalarContext& context)
      : text_(text), at_(begin), context_(context) {
    scalar_.end = begin;
    scalar_.body_begin = begin;
  }

  Scalar run() {
    switch (peek()) {
      case '|':
      case '>': block(); break;
      case '\'': single_quoted(); break;
      case '"': double_quoted(); break;
      default: plain(); break;
    }
    if (scalar_.runs.empty()) {
      scalar_.runs.push_back({0, at_});
    }
    return std::move(scalar_);
  }

 private:
  char peek(uint32_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool done() const { return at_ >= text_.size(); }

  /// The next character of the value stands at `file_offset`.
  void map(uint32_t file_offset) {
    auto& runs = scalar_.runs;
    const auto offset = static_cast<uint32_t>(scalar_.value.size());
    if (!runs.empty() && runs.back().file_offset + (offset - runs.back().text_offset) == file_offset) {
      return;  // the run before goes on
    }
    if (!runs.empty() && runs.back().text_offset == offset) {
      runs.back().file_offset = file_offset;
    } else {
      runs.push_back({offset, file_offset});
    }
  }
  void take(uint32_t count = 1) {
    map(at_);
    scalar_.value.append(text_.substr(at_, count));
    at_ += count;
  }
  void put(char c, uint32_t file_offset) {
    map(file_offset);
    scalar_.value.push_back(c);
  }

  void skip_blanks() {
    while (is_blank(peek())) {
      ++at_;
    }
  }
  bool skip_break() {
    if (peek() == '\r' && peek(1) == '\n') {
      at_ += 2;
      return true;
    }
    if (is_break(peek())) {
      ++at_;
      return true;
    }
    return false;
  }
  uint32_t end_of_line(uint32_t from) const {
    while (from < text_.size() && !is_break(text_[from])) {
      ++from;
    }
    return from;
  }
  bool at_document_marker() const {
    if (at_ != 0 && !is_break(text_[at_ - 1])) {
      return false;
    }
    const std::string_view three = text_.substr(at_, 3);
    return (three == "---" || three == "...") &&
           (at_ + 3 >= text_.size() || is_blank(text_[at_ + 3]) || is_break(text_[at_ + 3]));
  }

  /// One line break inside flow text is a space, more are one line break fewer. The cursor is on the first break.
  void fold() {
    const uint32_t from = at_;
    std::vector<uint32_t> breaks;
    while (is_break(peek())) {
      breaks.push_back(at_);
      skip_break();
      skip_blanks();
    }
    if (breaks.size() == 1) {
      put(' ', from);
    }
    for (std::size_t i = 1; i < breaks.size(); ++i) {
      put('\n', breaks[i]);
    }
  }

  bool plain_ends_here() const {
    const char c = peek();
    const char next = peek(1);
    if (c == ':') {
      return at_ + 1 >= text_.size() || is_blank(next) || is_break(next) ||
             (context_.in_flow && (next == ',' || next == ']' || next == '}'));
    }
    if (c == '#') {
      return at_ > 0 && (is_blank(text_[at_ - 1]) || is_break(text_[at_ - 1]));
    }
    return context_.in_flow && (c == ',' || c == '?' || c == '[' || c == ']' || c == '{' || c == '}');
  }

  void plain() {
    while (true) {
      while (!done() && !is_break(peek()) && !plain_ends_here()) {
        if (!is_blank(peek())) {
          take(static_cast<uint32_t>(plain_stops.find(text_, at_ + 1)) - at_);
          scalar_.end = at_;
          continue;
        }
        // Blanks belong to the value only when text follows on the line.
        uint32_t width = 0;
        while (is_blank(peek(width))) {
          ++width;
        }
        at_ += width;
        const bool text_follows = !done() && !is_break(peek()) && !plain_ends_here();
        at_ -= width;
        if (!text_follows) {
          at_ += width;
          break;
        }
        take(width);
      }
      if (!is_break(peek()) || !continues_plain()) {
        return;
      }
      at_ = scalar_.end;
      skip_blanks();
      fold();
    }
  }
  /// Whether the text goes on below: the next line that is not blank is indented enough and no comment.
  bool continues_plain() {
    const uint32_t saved = at_;
    uint32_t line = at_;
    while (skip_break()) {
      line = at_;
      skip_blanks();
    }
    uint32_t indent = 0;
    while (line + indent < text_.size() && text_[line + indent] == ' ') {
      ++indent;
    }
    const bool indented = context_.in_flow || static_cast<int>(indent) > context_.parent_indent;
    const uint32_t content = at_;
    at_ = line;
    const bool marker = at_document_marker();
    at_ = content;
    const bool goes_on = !done() && !marker && indented && peek() != '#' && !plain_ends_here();
    at_ = saved;
    return goes_on;
  }

  void single_quoted() {
    scalar_.closed = false;
    ++at_;
    scalar_.runs.push_back({0, at_});
    while (!done()) {
      if (peek() == '\'') {
        if (peek(1) != '\'') {
          scalar_.closed = true;
          ++at_;
          break;
        }
        put('\'', at_);
        at_ += 2;
      } else {
        quoted_text();
      }
    }
    scalar_.end = at_;
  }

  /// Characters of quoted text, or a fold with the blanks around it.
  void quoted_text() {
    if (!is_blank(peek()) && !is_break(peek())) {
      take(static_cast<uint32_t>(quoted_stops.find(text_, at_ + 1)) - at_);
      return;
    }
    uint32_t width = 0;
    while (is_blank(peek(width))) {
      ++width;
    }
    if (is_break(peek(width))) {
      at_ += width;
      fold();
    } else {
      take(width);
    }
  }

  void double_quoted() {
    scalar_.closed = false;
    ++at_;
    scalar_.runs.push_back({0, at_});
    while (!done()) {
      if (peek() == '"') {
        scalar_.closed = true;
        ++at_;
        break;
      }
      if (peek() == '\\') {
        escape();
      } else {
        quoted_text();
      }
    }
    scalar_.end = std::min(at_, static_cast<uint32_t>(text_.size()));
  }

  void escape() {
    const uint32_t begin = at_;
    ++at_;
    if (is_break(peek())) {
      skip_break();
      skip_blanks();
      return;
    }
    if (done()) {
      return;
    }
    const char c = peek();
    ++at_;
    const auto code = [&](uint32_t value) {
      map(begin);
      append_utf8(scalar_.value, value);
    };
    switch (c) {
      case '0': code(0); break;
      case 'a': code(0x07); break;
      case 'b': code(0x08); break;
      case 't':
      case '\t': code(0x09); break;
      case 'n': code(0x0A); break;
      case 'v': code(0x0B); break;
      case 'f': code(0x0C); break;
      case 'r': code(0x0D); break;
      case 'e': code(0x1B); break;
      case 'N': code(0x85); break;
      case '_': code(0xA0); break;
      case 'L': code(0x2028); break;
      case 'P': code(0x2029); break;
      case 'x': code(hexadecimal(2)); break;
      case 'u': code(hexadecimal(4)); break;
      case 'U': code(hexadecimal(8)); break;
      default: code(static_cast<unsigned char>(c)); break;
    }
  }
  uint32_t hexadecimal(int digits) {
    uint32_t value = 0;
    for (; digits > 0 && !done(); --digits, ++at_) {
      const char c = peek();
      const char lower = static_cast<char>(c | 0x20);
      if (c >= '0' && c <= '9') {
        value = value * 16 + static_cast<uint32_t>(c - '0');
      } else if (lower >= 'a' && lower <= 'f') {
        value = value * 16 + static_cast<uint32_t>(lower - 'a' + 10);
      } else {
        break;
      }
    }
    return value <= 0x10FFFF ? value : 0xFFFD;
  }

  void block() {
    const bool folded = peek() == '>';
    ++at_;
    char chomping = ' ';
    int explicit_indent = 0;
    for (int i = 0; i < 2; ++i) {
      if (peek() == '+' || peek() == '-') {
        chomping = peek();
        ++at_;
      } else if (peek() >= '1' && peek() <= '9') {
        explicit_indent = peek() - '0';
        ++at_;
      }
    }
    scalar_.end = at_;
    at_ = end_of_line(at_);
    skip_break();
    scalar_.body_begin = at_;
    const std::optional<uint32_t> indent = block_indent(explicit_indent);
    block_lines(folded, chomping, indent.value_or(0), indent.has_value());
  }

  /// The column of the text: stated, or that of the first line that is not blank. No value: there is no text.
  std::optional<uint32_t> block_indent(int explicit_indent) const {
    const int parent = std::max(context_.parent_indent, 0);
    if (explicit_indent > 0) {
      return static_cast<uint32_t>(parent + explicit_indent);
    }
    uint32_t line = at_;
    while (line < text_.size()) {
      uint32_t column = 0;
      while (line + column < text_.size() && text_[line + column] == ' ') {
        ++column;
      }
      if (line + column >= text_.size()) {
        break;
      }
      if (!is_break(text_[line + column])) {
        if (static_cast<int>(column) > context_.parent_indent) {
          return column;
        }
        break;
      }
      line += column + 1;
    }
    return std::nullopt;
  }

  void block_lines(bool folded, char chomping, uint32_t indent, bool has_text) {
    std::vector<uint32_t> breaks;  // pending line breaks, each where it stands
    bool first = true;
    bool flush_left = false;  // the line before was not more indented than the block
    while (!done()) {
      const uint32_t line = at_;
      uint32_t column = 0;
      while (peek(column) == ' ' && (!has_text || column < indent)) {
        ++column;
      }
      const uint32_t content = line + column;
      const bool at_end = content >= text_.size();
      if (!at_end && !is_break(text_[content]) && (!has_text || column < indent)) {
        break;  // the block is over
      }
      at_ = content;
      if (at_end) {
        break;
      }
      if (is_break(text_[content])) {
        breaks.push_back(content);
        skip_break();
        continue;
      }
      if (at_document_marker()) {
        at_ = line;
        break;
      }
      const bool flush = !is_blank(text_[content]);
      if (folded && !first && flush && flush_left && !breaks.empty()) {
        if (breaks.size() == 1) {
          put(' ', breaks.front());
        }
        for (std::size_t i = 1; i < breaks.size(); ++i) {
          put('\n', breaks[i]);
        }
      } else {
        put_breaks(breaks);
      }
      breaks.clear();
      first = false;
      flush_left = flush;
      take(end_of_line(at_) - at_);
      scalar_.end = at_;
      if (!done()) {
        breaks.push_back(at_);
        skip_break();
      }
    }
    if (chomping == '+') {
      put_breaks(breaks);
    } else if (chomping == ' ' && !first && !breaks.empty()) {
      put('\n', breaks.front());
    }
  }
  void put_breaks(const std::vector<uint32_t>& breaks) {
    for (const uint32_t offset : breaks) {
      put('\n', offset);
    }
  }

  std::string_view text_;
  uint32_t at_;
  ScalarContext context_;
  Scalar scalar_;
};

}  // namespace

Scalar scan(std::string_view text, uint32_t begin, const ScalarContext& context) {
  return Scan(text, std::min(begin, static_cast<uint32_t>(text.size())), context).run();
}

}  // namespace exeunt::yaml
