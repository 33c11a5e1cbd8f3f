// A window that moves over the bytes of a file, and knows the line and column of each place in it.
//
// What has been passed is forgotten, except behind a mark. Some padding can always be read past what has been read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "interpreter/intake/bytes.h"

namespace exeunt::intake {

class Window {
 public:
  explicit Window(Bytes bytes);

  /// Whether there is no next character; reads on where needed. Also where reading failed.
  bool is_at_end() { return at_ == end_ && !fill(); }
  /// The next character, where there is one.
  char peek() const { return buffer_[at_]; }
  void advance(std::size_t count = 1) { at_ += count; }
  /// What has been read and not passed yet, at least `wanted` bytes where there are so many.
  std::string_view ahead(std::size_t wanted = 1);

  /// What follows is kept until the mark is dropped.
  void mark() { mark_ = at_; }
  void drop_mark() { mark_.reset(); }
  /// What was passed since the mark; valid until the next read.
  std::string_view marked() const { return {buffer_.data() + *mark_, at_ - *mark_}; }
  std::size_t marked_size() const { return at_ - *mark_; }

  struct Position {
    uint64_t line = 1;
    uint32_t column = 1;  ///< in code points
  };
  Position position();
  /// Whether nothing has been passed but a byte order mark.
  bool is_at_begin() const { return passed_ + at_ == begin_; }

  const std::optional<ByteFailure>& failure() const { return failure_; }

 private:
  bool fill();
  /// Brings the position up to a place in the buffer.
  void count_to(std::size_t to);

  Bytes bytes_;
  std::vector<char> buffer_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::size_t counted_ = 0;  ///< `position_` is that of this place
  std::size_t passed_ = 0;   ///< bytes that have left the buffer
  std::size_t begin_ = 0;    ///< after the byte order mark
  std::optional<std::size_t> mark_;
  Position position_;
  bool ended_ = false;
  std::optional<ByteFailure> failure_;
};

}  // namespace exeunt::intake
