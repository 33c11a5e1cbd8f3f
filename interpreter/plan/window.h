// JSON text that is larger than memory, seen through a window: read forwards, with as much kept as the caller marks.
//
//   Window window(input, 0, input.size());
//   window.mark(); window.skip_value(); window.marked();   // the text of one value
//
// Values are skipped by their brackets and quotes; whether they are JSON in every detail is for whoever parses them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/source/seekable.h"

namespace exeunt::plan {

class Window {
 public:
  /// The bytes [begin, end) of `input`, which outlives the window.
  Window(const source::Seekable& input, uint64_t begin, uint64_t end, std::size_t capacity = usual_capacity);

  static constexpr std::size_t usual_capacity = std::size_t{256} << 10;
  /// No window grows beyond this, however much is marked.
  static constexpr std::size_t max_capacity = std::size_t{64} << 20;

  uint64_t offset() const { return base_ + at_; }
  bool at_end() { return at_ == filled_ && !read_more(); }
  /// The next byte; '\0' at the end.
  char peek() { return at_end() ? '\0' : buffer_[at_]; }
  void advance() { ++at_; }

  /// Keeps everything from here on, until the next mark or release.
  void mark() {
    mark_ = at_;
    keeps_ = true;
  }
  void release() { keeps_ = false; }
  /// From the mark to here; until the next read.
  std::string_view marked() const { return {buffer_.data() + mark_, at_ - mark_}; }

  void skip_space();
  /// Passes the line end, or reaches the end.
  void skip_line();
  /// As much of the next `size` bytes as there is.
  std::string_view ahead(std::size_t size);

  enum class Skip { done, truncated, mismatched, too_deep, nothing };
  /// Passes one value. `done`: it stands before here; else here is where it went wrong (`nothing`: there is none).
  Skip skip_value();

  /// Why it cannot be read further, as if the text ended there.
  const std::optional<source::LoadError>& error() const { return error_; }
  /// What is marked is larger than any window.
  bool is_overfull() const { return overfull_; }

 private:
  bool read_more();
  bool skip_string();
  Skip skip_container();

  const source::Seekable* input_;
  uint64_t base_;  ///< of the buffer in the input
  uint64_t end_;
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  std::size_t mark_ = 0;
  bool keeps_ = false;
  bool overfull_ = false;
  std::vector<char> buffer_;
  std::optional<source::LoadError> error_;
};

}  // namespace exeunt::plan
