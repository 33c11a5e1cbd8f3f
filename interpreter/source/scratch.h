// Text that has to wait for what is written before it: kept in memory while it is short, in a file without a name when it
// is not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "interpreter/source/output.h"

namespace exeunt::source {

class Scratch {
 public:
  Scratch() = default;
  Scratch(Scratch&& other) noexcept;
  Scratch& operator=(Scratch&& other) noexcept;
  ~Scratch();

  /// Answers what went wrong, or nothing.
  std::optional<std::string> write(std::string_view text);
  /// Writes everything to `output`.
  std::optional<std::string> copy_to(Output& output);

 private:
  static constexpr std::size_t most_in_memory = std::size_t{4} << 20;
  std::optional<std::string> flush();

  std::string buffer_;
  int descriptor_ = -1;
  uint64_t written_ = 0;  ///< to the file
};

}  // namespace exeunt::source
