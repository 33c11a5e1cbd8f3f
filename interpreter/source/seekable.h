// An input that can be read anywhere and more than once, without being held in memory: a file, a text, or what was put into a
// temporary file first, such as a pipe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "interpreter/source/scratch.h"
#include "interpreter/source/source.h"

namespace exeunt::source {

/// What the system says of a file that is not changed without changing this, nor replaced by another.
struct FileState {
  uint64_t size = 0;
  uint64_t inode = 0;
  int64_t modified = 0;  ///< nanoseconds since 1970
  int64_t changed = 0;   ///< likewise: its content, or what is said of it

  friend bool operator==(const FileState&, const FileState&) = default;
};

class Seekable {
 public:
  /// `path`: "-" is standard input, named "<stdin>" in messages. What is no regular file is read to its end here.
  static std::variant<Seekable, LoadError> open(const std::string& path);
  /// A text that is in memory already.
  static Seekable of(std::string name, std::string text);
  /// A text that waits.
  static Seekable of(std::string name, Scratch text);

  Seekable(Seekable&& other) noexcept;
  Seekable& operator=(Seekable&& other) noexcept;
  ~Seekable();

  const std::string& name() const { return name_; }
  uint64_t size() const { return size_; }
  /// As it is now. No value: it is no regular file, or nothing can be said of it.
  std::optional<FileState> state() const;
  /// Waits until a change that came now would be told from the last one that there was: some milliseconds at most, since
  /// clocks of file systems tick slowly.
  void settle() const;
  /// `size` bytes from `offset` on into `to`, fewer only where the file ends; 0 at the end and past it. Does not move
  /// anything: several readers may take turns.
  std::variant<std::size_t, LoadError> read(uint64_t offset, char* to, std::size_t size) const;

 private:
  Seekable() = default;

  std::string name_;
  std::unique_ptr<std::string> text_;  ///< on the heap, so that moving does not copy it
  std::unique_ptr<Scratch> scratch_;
  int descriptor_ = -1;
  uint64_t size_ = 0;
  bool is_copy_ = false;  ///< of what could not be read twice
};

}  // namespace exeunt::source
