// A file opened for reading in pieces, for what may be larger than memory or never end (a pipe, /dev/zero).
//
// Folders and missing files are told apart when opening, so that no reader has to guess from an errno.
#pragma once

#include <cstddef>
#include <string>
#include <variant>

#include "interpreter/source/source.h"

namespace exeunt::source {

class Input {
 public:
  /// `path`: "-" is standard input, named "<stdin>" in messages.
  static std::variant<Input, LoadError> open(const std::string& path);

  Input(Input&& other) noexcept;
  Input& operator=(Input&& other) noexcept;
  ~Input();

  const std::string& name() const { return name_; }
  /// The bytes that a regular file held when it was opened; 0 where nobody knows. Reading may give more, or fewer.
  std::size_t expected_size() const { return expected_size_; }
  /// Up to `size` bytes into `to`; 0 at the end. Interrupted calls are taken up again.
  std::variant<std::size_t, LoadError> read(char* to, std::size_t size);

 private:
  Input(std::string name, int descriptor) : name_(std::move(name)), descriptor_(descriptor) {}

  std::string name_;
  int descriptor_ = -1;
  std::size_t expected_size_ = 0;
};

/// All of it as one string, whatever bytes it holds. Stops with `too_large` as soon as `max_bytes` are exceeded.
std::variant<std::string, LoadError> read_all(Input& input, uint64_t max_bytes);

}  // namespace exeunt::source
