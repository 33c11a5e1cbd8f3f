// Lines told apart by single bytes, 64 of them at a time: which may be passed by without being read as JSON.
//
// A line without an object inside it, and without escapes that spell letters (`\u0075`), says what it says in plain bytes: a
// name that is not to be seen in it is not in it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exeunt::source {

class Sieve {
 public:
  /// `name` is not empty: texts of JSON that may end with it are looked for. As many bytes are looked at together as the
  /// machine can, but no more than `widest`, which makes no difference but to speed.
  explicit Sieve(std::string_view name, std::size_t widest = 64);

  /// Takes whole lines, which stay where they are.
  void begin(std::string_view lines);

  struct Line {
    std::string_view text;  ///< without its line end
    /// No text in it ends with the name, however it is spelled, nor is there a brace but the first character; and it ends,
    /// within 32 KiB. Otherwise it may be one of those, and has no quotes here.
    bool is_plain = false;
    const char* from = nullptr;        ///< the quotes' places are counted from here
    std::span<const uint16_t> quotes;  ///< those that begin or end a text

    const char* quote(std::size_t i) const { return from + quotes[i]; }
  };
  bool next(Line& line) {
    if (line_ == of_block_.lines) {
      return next_of_others(line);
    }
    take_line(line);
    return true;
  }

 private:
  struct LineEnd {
    uint32_t place = 0;
    uint32_t quotes_before = 0;  ///< how many there are in the block
  };
  /// 64 bytes with something in them that is worth a look: a bit for each.
  struct Look {
    uint32_t place = 0;    ///< of the first
    uint64_t braces = 0;
    uint64_t escaped = 0;  ///< behind a backslash
    uint64_t hits = 0;
  };
  /// What of a block was seen; all places are counted from its beginning, in ascending order.
  struct Block {
    std::vector<uint16_t> quotes;
    std::vector<LineEnd> line_ends;
    std::vector<Look> looks;
    std::vector<uint32_t> odd;  ///< what makes a line not plain; behind the last one no_place
    std::size_t lines = 0;      ///< how many line ends there are
  };
  /// What is wanted, by two of its bytes.
  struct Pair {
    char first = 0;
    char second = 0;
    std::size_t first_at = 0;  ///< in what is wanted
    std::size_t distance = 0;  ///< of the second from the first
  };
  /// Of 64 bytes: a bit for each.
  struct Marks {
    uint64_t line_ends = 0;
    uint64_t quotes = 0;
    uint64_t backslashes = 0;
    uint64_t braces = 0;
    uint64_t hits = 0;  ///< the first of the pair, where the second stands behind it
  };
  class Writer;

  bool next_of_others(Line& line);
  /// One that ends in the block.
  void take_line(Line& line) {
    const auto [line_end, quotes_before] = of_block_.line_ends[line_];
    const uint32_t first_quote = line_ == 0 ? 0 : of_block_.line_ends[line_ - 1].quotes_before;
    line.text = {at_, static_cast<std::size_t>(block_ + line_end - at_)};
    line.from = block_;
    line.quotes = {of_block_.quotes.data() + first_quote, quotes_before - first_quote};
    line.is_plain = of_block_.odd[odd_] > line_end;
    while (of_block_.odd[odd_] <= line_end) {
      ++odd_;
    }
    at_ = block_ + line_end + 1;
    ++line_;
  }
  void load();
  Marks mark_end(const char* at) const;
  void mark_by_64(Writer& writer, std::size_t end) const;
  void mark_by_32(Writer& writer, std::size_t end) const;

  std::string wanted_;              ///< the name and the quote behind it
  bool has_short_escapes_ = false;  ///< some of it may be spelled with a backslash and one letter
  Pair pair_;
  std::size_t width_ = 1;     ///< bytes looked at together
  const char* at_ = nullptr;  ///< the next line, or where it will be looked for
  const char* end_ = nullptr;
  const char* block_ = nullptr;
  Block of_block_;
  std::size_t line_ = 0;  ///< the next one of the block
  std::size_t odd_ = 0;
};

}  // namespace exeunt::source
