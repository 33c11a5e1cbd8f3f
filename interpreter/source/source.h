// Owns the text of every input file and turns byte offsets into lines and columns, late and only for messages.
//
// A Span is twelve bytes: file, begin, end (half-open byte offsets). Nothing else in the project stores lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace exeunt::source {

struct FileId {
  uint32_t index = 0;
  friend bool operator==(FileId, FileId) = default;
};

/// Half-open byte range in one file. `begin == end` marks a point (a missing token).
struct Span {
  FileId file;
  uint32_t begin = 0;
  uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

/// 1-based line; 1-based column counted in Unicode code points, as editors show it.
struct Position {
  uint32_t line = 1;
  uint32_t column = 1;
};

/// One file's text with a line table that is built on first use. Not thread-safe.
class File {
 public:
  /// `first_line`: the number of the text's first line, where it is a piece of something longer.
  File(std::string name, std::string text, uint32_t first_line = 1);

  /// The name as the user gave it; messages and plans print it.
  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }

  /// O(log lines). Offsets past the end answer the position after the last byte.
  Position position(uint32_t offset) const;
  /// The text of a line, by the number that `position` gives it, without its line end ("\n" or "\r\n"). Empty where there
  /// is no such line.
  std::string_view line(uint32_t number) const;

 private:
  const std::vector<uint32_t>& line_begins() const;

  std::string name_;
  std::string text_;
  uint32_t first_line_;
  mutable std::vector<uint32_t> line_begins_;
};

/// Why a file could not be taken in. `offset` is where the text goes wrong (invalid UTF-8, NUL), else 0.
struct LoadError {
  enum class Reason { not_found, is_directory, unreadable, too_large, invalid_utf8, nul_byte, empty };
  Reason reason;
  std::string name;
  std::string detail;
  uint64_t offset = 0;
};

struct LoadLimits {
  uint64_t max_bytes = 16ull << 20;  ///< policy files; a snapshot reader sets its own
};

/// Every file of one run. Ids stay valid as long as the manager lives.
class Manager {
 public:
  FileId add(std::string name, std::string text, uint32_t first_line = 1);
  /// Reads a text file ("-" is standard input): must be UTF-8 without NUL bytes; a byte order mark is kept in the text.
  std::variant<FileId, LoadError> load(const std::string& path, const LoadLimits& limits = {});
  /// The same of a text that is there already.
  std::variant<FileId, LoadError> accept(std::string name, std::string text, const LoadLimits& limits = {});

  const File& file(FileId id) const { return files_[id.index]; }
  std::size_t size() const { return files_.size(); }

 private:
  std::deque<File> files_;
};

/// Offset of the first byte that is not valid UTF-8, or `text.size()` when all of it is.
std::size_t find_invalid_utf8(std::string_view text);

}  // namespace exeunt::source
