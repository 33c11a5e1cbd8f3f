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
    std::span<const uint32_t> quotes;  ///< those that begin or end a text

    const char* quote(std::size_t i) const { return from + quotes[i]; }
  };
  bool next(Line& line);

 private:
  /// What of a block was seen; all places are counted from its beginning, in ascending order.
  struct Block {
    std::vector<uint32_t> quotes;
    std::vector<uint32_t> line_ends;
    std::vector<uint32_t> quotes_before;  ///< the line end of that number: how many there are
    std::vector<uint32_t> odd;            ///< what makes a line not plain; behind the last one no_place
    std::size_t lines = 0;                ///< how many line ends there are
  };
  /// What is wanted, by two of its bytes that are rare, and where they stand in it.
  struct Pair {
    char first = 0;
    char second = 0;
    std::size_t second_at = 0;
    unsigned distance = 0;  ///< of the second from the first: less than 64
  };
  /// Of 64 bytes: a bit for each.
  struct Marks {
    uint64_t line_ends = 0;
    uint64_t quotes = 0;
    uint64_t backslashes = 0;
    uint64_t braces = 0;
    uint64_t firsts = 0;   ///< bytes of the pair
    uint64_t seconds = 0;
  };
  class Writer;

  void load();
  Marks mark_end(const char* at) const;
  static void mark_by_64(const char* at, std::size_t words, const Pair& pair, Writer& writer);
  static void mark_by_32(const char* at, std::size_t words, const Pair& pair, Writer& writer);

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
