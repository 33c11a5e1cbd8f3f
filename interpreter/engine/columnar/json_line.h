// Lines of JSON read where they stand: checked as strictly as a parser checks them, but without building anything.
//
// simdjson finds the characters that matter, a block of lines at a time, and checks the encoding; this walks over them. A
// line is one object, whose members are stretches of the text. What takes a closer look (an escape) is marked.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exeunt::engine::columnar {

enum class JsonKind : uint8_t { absent, null, boolean, number, text, list, object };

/// A value as it is written: a text without its quotes, a list with its brackets.
struct JsonView {
  const char* begin = nullptr;
  uint32_t size = 0;
  uint32_t elements = 0;    ///< of a list
  JsonKind kind = JsonKind::absent;
  bool is_escaped = false;  ///< a text with escapes in it, or a list that has one
  bool is_texts = false;    ///< a list that holds nothing but texts

  std::string_view text() const { return {begin, size}; }
};

struct JsonMember {
  const char* key_begin = nullptr;
  uint32_t key_size = 0;
  bool key_is_escaped = false;
  JsonView value;
  std::string_view lead;  ///< all that stands between the brace or comma before and the value: `"owner":`

  /// As it is written.
  std::string_view key() const { return {key_begin, key_size}; }
};

/// The beginning of a text that is looked for again and again in a place behind which bytes can be read.
class ExpectedBeginning {
 public:
  static constexpr std::size_t most = 16;

  ExpectedBeginning() = default;
  /// Of the text so many bytes count.
  explicit ExpectedBeginning(std::string_view text) {
    std::memcpy(words_.data(), text.data(), std::min(text.size(), most));
    std::memset(masks_.data(), 0xff, std::min(text.size(), most));
  }

  [[gnu::always_inline]] bool stands_at(const char* at) const {
    std::array<uint64_t, 2> there;
    std::memcpy(there.data(), at, sizeof there);
    return (((there[0] ^ words_[0]) & masks_[0]) | ((there[1] ^ words_[1]) & masks_[1])) == 0;
  }

 private:
  std::array<uint64_t, 2> words_{};
  std::array<uint64_t, 2> masks_{};
};

/// All of such a text.
class ExpectedText {
 public:
  ExpectedText() = default;
  explicit ExpectedText(std::string_view text) : beginning_(text), text_(text) {}

  const std::string& text() const { return text_; }
  std::size_t size() const { return text_.size(); }
  [[gnu::always_inline]] bool stands_at(const char* at) const {
    return beginning_.stands_at(at) &&
           (text_.size() <= ExpectedBeginning::most || std::memcmp(at, text_.data(), text_.size()) == 0);
  }

 private:
  ExpectedBeginning beginning_;
  std::string text_;
};

/// The text that a JSON text means. `text` is without its quotes and has been checked.
void append_unescaped(std::string_view text, std::string& out);

/// The texts of a list that `is_texts`, one by one, each as it is written.
class ListOfTexts {
 public:
  explicit ListOfTexts(const JsonView& list) : rest_(list.text()) {}
  /// Without its quotes. False: there is none any more.
  bool next(std::string_view& text);

 private:
  std::string_view rest_;
};

class JsonLines {
 public:
  /// So many bytes behind a block have to be readable; the first of them is a line end or NUL.
  static constexpr std::size_t padding = 64;

  explicit JsonLines(uint32_t max_depth);
  ~JsonLines();

  /// Takes a block of whole lines, of less than 4 GiB. False: something in it is no UTF-8 or no JSON; each of its lines
  /// taken as a block of its own tells where.
  bool begin(std::string_view block);

  enum class Next { object, malformed, end };
  /// Goes on to the next line that is not blank: `line` is all of it, without the white space around it. An object among
  /// its values is checked, and not taken apart.
  Next next(std::string_view& line);
  /// Of the object that `next` came to; valid until the next call.
  std::span<const JsonMember> members() const { return {members_.data(), member_count_}; }

  // For those who know what to expect, in place of `next`: where anything is otherwise they go back and call that.

  bool at_end() const { return at_ >= count_; }
  /// A way through a line, which leaves the lines where they are until it `arrive`s.
  class Walk {
   public:
    /// At the beginning of a line.
    explicit Walk(JsonLines& lines) : lines_(lines), block_(lines.block_), mark_(lines.marks_ + lines.at_) {}

    [[gnu::always_inline]] bool take(char wanted) { return block_[*mark_++] == wanted; }
    /// The lead of a member, behind the brace or a comma.
    [[gnu::always_inline]] bool take_lead(const ExpectedText& lead) {
      const uint32_t begin = mark_[-1] + 1;
      if (!lead.stands_at(block_ + begin) || mark_[2] != begin + lead.size()) {
        return false;
      }
      mark_ += 2;  // the key's quote and the colon
      return true;
    }
    [[gnu::always_inline]] bool take_value(JsonView& out) {
      const uint32_t* const behind = lines_.value(mark_, out);
      mark_ = behind == nullptr ? mark_ : behind;
      return behind != nullptr;
    }
    /// What stands behind a value: `,`, `}` or anything.
    [[gnu::always_inline]] char take_separator() { return block_[*mark_++]; }
    /// Behind the object. False: it does not end the line.
    bool arrive(std::string_view& line) {
      const uint32_t begin = lines_.marks_[lines_.at_];
      const uint32_t end = mark_[-1] + 1;
      line = {block_ + begin, end - begin};
      if (block_[end] != '\n' && !lines_.ends_line(end)) {
        return false;
      }
      lines_.at_ = static_cast<std::size_t>(mark_ - lines_.marks_);
      return true;
    }

   private:
    JsonLines& lines_;
    const char* block_;
    const uint32_t* mark_;
  };
  /// Takes the line anew from its beginning: for after a walk that did not arrive.
  void start_over() { next_escape_ = at_ < count_ ? find_escape(marks_[at_]) : block_size_; }

 private:
  struct Parser;
  bool object();
  // Places are handed on and back as values, so that they stay in registers: each takes the place of a value and gives the
  // one behind it, or null where there is none.

  [[gnu::always_inline]] const uint32_t* value(const uint32_t* mark, JsonView& out) {
    out.is_escaped = false;
    switch (block_[*mark]) {
      case '"':
        out.kind = JsonKind::text;
        return text(mark, out.begin, out.size, out.is_escaped);
      case '[':
        return list(mark, out);
      case '{':
        return skip_container(mark, out);
      default:
        return scalar(mark, out);
    }
  }
  // A closing quote does not matter to simdjson: the text ends before the white space before whatever comes next.
  [[gnu::always_inline]] const uint32_t* text(const uint32_t* mark, const char*& begin, uint32_t& size, bool& is_escaped) {
    const uint32_t first = mark[0] + 1;
    uint32_t end = mark[1];
    while (block_[end - 1] != '"') {
      if (block_[end - 1] != ' ' && block_[end - 1] != '\t' && block_[end - 1] != '\r') {
        return nullptr;
      }
      --end;
    }
    if (end <= first) {
      return nullptr;
    }
    begin = block_ + first;
    size = end - 1 - first;
    is_escaped = false;
    return next_escape_ >= end || check_escapes(first, end - 1, is_escaped) ? mark + 1 : nullptr;
  }
  const uint32_t* list(const uint32_t* mark, JsonView& out);
  const uint32_t* skip_container(const uint32_t* mark, JsonView& out);
  /// Anything but a text, a list or an object.
  [[gnu::always_inline]] const uint32_t* scalar(const uint32_t* mark, JsonView& out) {
    const uint32_t begin = mark[0];
    uint32_t end = mark[1];
    while (end > begin && (block_[end - 1] == ' ' || block_[end - 1] == '\t' || block_[end - 1] == '\r')) {
      --end;
    }
    out.begin = block_ + begin;
    out.size = end - begin;
    out.kind = block_[begin] == 'n' ? JsonKind::null : JsonKind::boolean;
    constexpr std::size_t shorter = 4;
    const bool is_right = (out.size == shorter && (std::memcmp(out.begin, "null", shorter) == 0 ||
                                                   std::memcmp(out.begin, "true", shorter) == 0)) ||
                          other_scalar(out);
    return is_right ? mark + 1 : nullptr;
  }
  static bool other_scalar(JsonView& out);
  bool check_escapes(uint32_t begin, uint32_t end, bool& is_escaped);
  bool ends_line(uint32_t end) const;
  uint32_t find_escape(uint32_t from) const;

  static constexpr std::size_t beyond = 4;  ///< places behind the last one, all at the block's end

  std::unique_ptr<Parser> parser_;
  uint32_t max_depth_;
  const char* block_ = nullptr;
  uint32_t block_size_ = 0;
  const uint32_t* marks_ = nullptr;  ///< where the characters stand that matter, and `beyond` more
  std::size_t count_ = 0;
  std::size_t at_ = 0;
  uint32_t next_escape_ = 0;  ///< the first backslash from here on, or the block's size
  std::vector<JsonMember> members_;
  std::size_t member_count_ = 0;
};

}  // namespace exeunt::engine::columnar
