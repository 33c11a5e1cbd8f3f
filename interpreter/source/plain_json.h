// JSON text that is spelled plainly, walked in place: nothing is converted, nothing is copied.
//
// Nearly all of a large file is plain: text without escapes, short integers, `true`. What takes a parser to judge (an
// escape, `1e3`, a byte that is not UTF-8) is not for here; whoever meets it asks a parser, which also knows what to say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace exeunt::source {

/// What stands at 64 bytes of JSON text, a bit a byte, the first byte lowest. Brackets and braces are one.
struct JsonMarks {
  uint64_t quotes = 0;
  uint64_t backslashes = 0;
  uint64_t openings = 0;
  uint64_t closings = 0;
};
JsonMarks find_marks(const char* bytes);

/// Passes characters that stand for themselves in a JSON text and in a plan: ASCII without controls, quotes and backslashes.
const char* skip_plain_characters(const char* at, const char* end);

/// `0`, `-12`: a whole number that surely fits 64 bits, and of which there is no other spelling but with a point.
bool is_plain_integer(std::string_view token);

/// Methods pass white space first. Where something else stands than was asked for, the answer is false or nothing.
class PlainJson {
 public:
  explicit PlainJson(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  /// What stands between two quotes.
  struct Text {
    std::string_view raw;
    bool is_plain = true;     ///< only characters of `skip_plain_characters`
    bool has_escapes = false;  ///< which were not looked at
  };

  const char* position() const { return at_; }
  bool at_end() {
    skip_space();
    return at_ == end_;
  }
  /// '\0' at the end.
  char peek() { return at_end() ? '\0' : *at_; }
  bool take(char wanted) {
    if (peek() != wanted) {
      return false;
    }
    ++at_;
    return true;
  }
  /// `"name":`. Does not move where it does not stand there.
  bool take_name(std::string_view name);
  /// Nothing also where it is not UTF-8 or holds a control character.
  std::optional<Text> take_text();
  /// A number or a word, whatever it is: up to punctuation or white space. May be empty.
  std::string_view take_token();
  /// Any value, by its brackets and quotes; what is in it is not looked at. Nothing: it does not end, or is deeper.
  std::optional<std::string_view> take_value(std::size_t most_depth);

 private:
  void skip_space() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) {
      ++at_;
    }
  }

  const char* at_;
  const char* end_;
};

}  // namespace exeunt::source
