// Text that has to wait for what is written before it: kept in memory while it is short, in a file without a name when it
// is not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "interpreter/source/output.h"

namespace exeunt::source {

class Scratch {
 public:
  /// `most_in_memory`: bytes, beyond which the file takes what is there.
  explicit Scratch(std::size_t most_in_memory = std::size_t{4} << 20) : most_in_memory_(most_in_memory) {}
  Scratch(Scratch&& other) noexcept;
  Scratch& operator=(Scratch&& other) noexcept;
  ~Scratch();

  /// Answers what went wrong, or nothing.
  std::optional<std::string> write(std::string_view text);
  /// Gives everything back in pieces, each of which `take` may refuse with what went wrong. All but the last one of those
  /// from the file and the last of all are `piece_size` long.
  std::optional<std::string> read(const std::function<std::optional<std::string>(std::string_view)>& take) const;
  /// How much there is.
  uint64_t size() const { return written_ + buffer_.size(); }
  /// As much of what begins at `at` as there is, at most `size` bytes, into `to`. How much that was, or what went wrong.
  std::variant<std::size_t, std::string> read(uint64_t at, char* to, std::size_t size) const;
  /// Writes everything to `output`.
  std::optional<std::string> copy_to(Output& output) const;

  static constexpr std::size_t piece_size = std::size_t{256} << 10;

 private:
  std::optional<std::string> flush();

  std::size_t most_in_memory_;
  std::string buffer_;
  int descriptor_ = -1;
  uint64_t written_ = 0;  ///< to the file
};

}  // namespace exeunt::source
