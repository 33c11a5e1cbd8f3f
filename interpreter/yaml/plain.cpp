#include "interpreter/yaml/plain.h"

#include <algorithm>
#include <utility>

#include "interpreter/yaml/scalar.h"

namespace exeunt::yaml {

namespace {

/// A cursor over the text. Its functions answer false where the plain way ends.
///
/// INVARIANT: nesting, and with it recursion, is bounded by Tree::max_depth.
class PlainReader {
 public:
  PlainReader(std::string_view text, Tree& tree) : text_(text), tree_(tree) {}

  bool run() {
    // A byte order mark, white space other than spaces and line ends, markers of documents: all of them are rare.
    if (text_.starts_with('\xEF') || contains('\t') || contains('\r') || has_marker()) {
      return false;
    }
    const std::optional<int> column = next_content();
    return column && (at_dash() || begins_key()) && block(*column, -1) && at_ == text_.size();
  }

 private:
  // ---- the text

  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\n'; }
  /// A blank, a line's end or the text's.
  static bool is_white(char c) { return c == ' ' || c == '\n'; }
  bool at_line_end() const { return peek() == '\n'; }
  bool at_dash() const { return peek() == '-' && is_white(peek(1)); }

  bool contains(char c) const { return text_.find(c) != std::string_view::npos; }
  bool has_marker() const {
    return text_.starts_with("---") || text_.starts_with("...") || text_.find("\n---") != std::string_view::npos ||
           text_.find("\n...") != std::string_view::npos;
  }
  void skip_blanks() {
    while (peek() == ' ') {
      ++at_;
    }
  }
  /// To the end of the line, over a comment that is apart from what stands before it. False: something else is there.
  bool finish_line() {
    const std::size_t before = at_;
    skip_blanks();
    if (peek() == '#' && at_ != before) {
      at_ = std::min(text_.find('\n', at_), text_.size());
    }
    return at_line_end();
  }
  /// From a line's end, or the beginning of the text, to the next line that is not blank or a comment. Its indentation;
  /// nothing at the end of the text.
  std::optional<int> next_content() {
    while (at_ < text_.size()) {
      at_ += peek() == '\n';
      const std::size_t line = at_;
      skip_blanks();
      if (peek() == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (!at_line_end()) {
        return static_cast<int>(at_ - line);
      }
    }
    return std::nullopt;
  }

  // ---- blocks

  /// What begins here, in `column`, as part of what stands in the column `parent`, up to the next line that belongs to
  /// none of both; `indent_` is the indentation of that line then, or nothing at the end of the text.
  bool block(int column, int parent) {
    if (column <= parent) {
      return false;
    }
    if (at_dash()) {
      return list(column);
    }
    return begins_key() ? mapping(column) : value();
  }

  bool list(int column) {
    if (tree_.is_full()) {
      return false;
    }
    tree_.open(Node::Kind::list, here(), column, false);
    do {
      ++at_;
      const std::size_t after_dash = at_;
      skip_blanks();
      const int inner = column + 1 + static_cast<int>(at_ - after_dash);
      if (at_line_end() || peek() == '#' || !block(inner, column)) {
        return false;
      }
    } while (indent_ == column && at_dash());
    tree_.close();
    return true;
  }

  bool mapping(int column) {
    if (tree_.is_full()) {
      return false;
    }
    tree_.open(Node::Kind::mapping, here(), column, false);
    do {
      if (!key() || !value_of_key(column)) {
        return false;
      }
    } while (indent_ == column && !at_dash() && begins_key());
    tree_.close();
    return true;
  }

  /// What follows `key:`, on the line or below it.
  bool value_of_key(int column) {
    const std::size_t after_colon = at_;
    skip_blanks();
    if (!at_line_end() && peek() != '#') {
      return !at_dash() && value();
    }
    at_ = after_colon;
    if (!finish_line()) {
      return false;
    }
    indent_ = next_content();
    if (indent_ == column && at_dash()) {
      return list(column);
    }
    if (indent_ && *indent_ > column) {
      return block(*indent_, column);
    }
    tree_.add_empty(here());
    return true;
  }

  /// A scalar or something in brackets that ends its line.
  bool value() {
    const bool bracket = peek() == '[' || peek() == '{';
    if (!(bracket ? flow() : scalar()) || !finish_line()) {
      return false;
    }
    indent_ = next_content();
    return true;
  }

  // ---- keys and scalars

  /// Whether a scalar on this line is followed by the colon that makes it a key. O(the line).
  bool begins_key() const {
    const char quote = peek();
    std::size_t at = at_;
    if (quote == '[' || quote == '{') {
      return false;
    }
    if (quote == '\'' || quote == '"') {
      for (++at; at < text_.size() && text_[at] != quote; ++at) {
        if (text_[at] == '\n' || text_[at] == '\\') {
          return false;
        }
      }
      at = text_.find_first_not_of(' ', at + 1);
      return at < text_.size() && ends_key(at);
    }
    for (; at < text_.size() && text_[at] != '\n'; ++at) {
      if (text_[at] == ':' && ends_key(at)) {
        return true;
      }
      if (text_[at] == '#' && text_[at - 1] == ' ') {
        return false;
      }
    }
    return false;
  }
  /// Whether a colon stands there and is one.
  bool ends_key(std::size_t at) const { return text_[at] == ':' && (at + 1 == text_.size() || is_white(text_[at + 1])); }

  /// A key and its colon.
  bool key() {
    constexpr std::size_t longest = 1000;  // yaml-cpp ends at 1024
    const std::size_t begin = at_;
    if (!scalar()) {
      return false;
    }
    const std::string_view written = text_.substr(begin, at_ - begin);
    skip_blanks();
    if (peek() != ':' || !is_white(peek(1)) || written.size() > longest || written.find('\n') != std::string_view::npos) {
      return false;
    }
    ++at_;
    return true;
  }

  /// False where yaml-cpp might see something else than text.
  bool begins_scalar() const {
    const char c = peek();
    if (c == '|' || c == '>') {
      return begins_block_scalar();
    }
    if (c == '-') {
      return !is_white(peek(1)) && at_ + 1 < text_.size() && (!tree_.context().in_flow || is_word(peek(1)));
    }
    return std::string_view("?:,[]{}#&*!%@`~\n ").find(c) == std::string_view::npos;
  }
  static bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
  /// A header without a stated indentation, alone on its line but for a comment.
  bool begins_block_scalar() const {
    const std::size_t after = at_ + (peek(1) == '-' || peek(1) == '+' ? 2 : 1);
    const std::size_t rest = std::min(text_.find_first_not_of(' ', after), text_.size());
    return !tree_.context().in_flow &&
           (rest == text_.size() || text_[rest] == '\n' || (text_[rest] == '#' && rest != after));
  }

  bool scalar() {
    if (!begins_scalar()) {
      return false;
    }
    const source::Span begin = here();
    const char quote = peek();
    Scalar scalar = scan(text_, begin.begin, tree_.context());
    if (!scalar.closed || scalar.end <= begin.begin) {
      return false;
    }
    const std::string_view written = text_.substr(begin.begin, scalar.end - begin.begin);
    if (quote == '"' && !escapes_are_plain(written)) {
      return false;
    }
    // Lines without text inside quotes are read differently by yaml-cpp.
    const bool quoted = quote == '"' || quote == '\'';
    if (quoted && written.find('\n') != std::string_view::npos && scalar.value.find('\n') != std::string::npos) {
      return false;
    }
    at_ = scalar.end;
    tree_.add_scalar(begin, std::move(scalar));
    return true;
  }
  /// Whether there are none but the most ordinary escapes.
  static bool escapes_are_plain(std::string_view quoted) {
    for (std::size_t at = quoted.find('\\'); at != std::string_view::npos; at = quoted.find('\\', at + 2)) {
      if (std::string_view("\"\\nt").find(quoted[at + 1]) == std::string_view::npos) {
        return false;
      }
    }
    return true;
  }

  // ---- brackets

  /// White space between the parts of a flow, line ends included.
  void skip_white() {
    while (at_ < text_.size() && is_white(text_[at_])) {
      ++at_;
    }
  }

  bool flow() {
    if (tree_.is_full()) {
      return false;
    }
    const bool is_list = peek() == '[';
    const char closing = is_list ? ']' : '}';
    tree_.open(is_list ? Node::Kind::list : Node::Kind::mapping, here(), 0, true);
    ++at_;
    skip_white();
    bool more = peek() != closing;
    while (more) {
      if (!(is_list || flow_key()) || !flow_value()) {
        return false;
      }
      skip_white();
      more = peek() == ',';
      if (more) {
        ++at_;
        skip_white();
      }
    }
    if (at_ == text_.size() || peek() != closing) {
      return false;
    }
    ++at_;
    tree_.close();
    return true;
  }
  bool flow_key() {
    if (!key()) {
      return false;
    }
    skip_white();
    return true;
  }
  bool flow_value() { return peek() == '[' || peek() == '{' ? flow() : scalar(); }

  source::Span here() const { return tree_.point(at_); }

  std::string_view text_;
  Tree& tree_;
  std::size_t at_ = 0;
  std::optional<int> indent_;  ///< of the line that the cursor is on, where a block has ended
};

}  // namespace

bool read_plain(std::string_view text, Tree& tree) { return PlainReader(text, tree).run(); }

}  // namespace exeunt::yaml
