// Lines of a pipe or a file as they come, so that whoever writes into the pipe is answered before its end.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "interpreter/source/input.h"

namespace exeunt::console {

class Lines {
 public:
  /// Of a line longer than `max_bytes` one byte more than that is kept: enough to see that it is too long.
  Lines(source::Input input, std::size_t max_bytes) : input_(std::move(input)), max_bytes_(max_bytes) {}

  /// Without its line end. Nothing at the end of the input, or after an error.
  std::optional<std::string> next();
  const std::optional<source::LoadError>& error() const { return error_; }

 private:
  source::Input input_;
  std::size_t max_bytes_;
  std::string buffer_;
  std::size_t begin_ = 0;
  bool at_end_ = false;
  std::optional<source::LoadError> error_;
};

}  // namespace exeunt::console
