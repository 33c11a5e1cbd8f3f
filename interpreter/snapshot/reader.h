// Reads a snapshot's bytes in pieces and hands them out line by line, or all at once to those who need the whole.
//
// At most one line, and what was read ahead, is held; behind it there is always the padding that simdjson reads into.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "interpreter/snapshot/file_digest.h"
#include "interpreter/source/input.h"
#include "interpreter/source/seekable.h"
#include "interpreter/source/source.h"

namespace exeunt::snapshot {

/// What of a line of NDJSON is an object: without spaces, tabs and carriage returns around it.
std::string_view object_text(std::string_view line);

struct Line {
  std::string_view
      text;  ///< without its line end; valid until the next call; `Reader::padding` bytes may be read past it
  uint64_t number = 0;
  bool is_terminated = false;  ///< a line end follows: the line was not cut off
};

class Reader {
 public:
  static constexpr std::size_t padding = 64;

  Reader(source::Input input, uint64_t max_bytes);
  /// Reads a file that others read as well and that lives as long, from its beginning.
  Reader(const source::Seekable& file, uint64_t max_bytes);
  /// Reads from memory, which must live as long.
  Reader(std::string_view text, uint64_t max_bytes);

  /// The next line that is not blank, without taking it. Nothing at the end, or after an error.
  std::optional<Line> peek();
  std::optional<Line> next();
  /// The first character after the peeked line that is not white space, as far as it has been read or can be; 0: none.
  char peek_after();
  /// All that has not been taken yet, from the beginning of the next line that is not blank. Its capacity includes the
  /// padding.
  std::string take_rest();
  /// What stands before the line that `peek` or `next` last gave, or before the end: byte order mark and blank lines.
  const std::string& skipped() const { return skipped_; }
  /// How that line ends: "\n", "\r\n", or not at all.
  std::string_view line_end() const { return line_end_; }
  /// The number of the line that `next` or `take_rest` begins with.
  uint64_t line_number() const { return line_number_; }

  const std::optional<source::LoadError>& error() const { return error_; }
  /// Over all bytes read so far: at the end, over the file.
  const FileDigester& digest() const { return digest_; }

 private:
  /// Appends to the buffer; false at the end.
  bool fill();
  std::optional<Line> find_line();

  struct Cursor {
    const source::Seekable* file;
    uint64_t at = 0;
  };
  std::variant<std::size_t, source::LoadError> read(char* to, std::size_t size);
  const std::string& name() const;

  std::variant<source::Input, Cursor, std::string_view> from_;
  uint64_t max_bytes_;
  uint64_t taken_bytes_ = 0;
  FileDigester digest_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;    ///< of the next line
  std::size_t scanned_ = 0;  ///< no line end before this
  std::size_t end_ = 0;
  uint64_t line_number_ = 1;
  bool at_end_ = false;
  std::optional<Line> peeked_;
  std::size_t peeked_size_ = 0;  ///< with its line end
  std::string skipped_;
  std::string line_end_;
  bool between_ = true;  ///< nothing was taken since `skipped_` was begun
  std::optional<source::LoadError> error_;
};

}  // namespace exeunt::snapshot
