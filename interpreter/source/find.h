// Searches in text, as many bytes at a time as the machine compares at once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace exeunt::source {

/// The places of two bytes of `text` that are rare in JSON, the earlier one first; one and the same where it has no other.
/// `text` is not empty.
std::pair<std::size_t, std::size_t> rare_bytes(std::string_view text);

/// A text that is looked for many times.
class TextFinder {
 public:
  /// `wanted` is not empty.
  explicit TextFinder(std::string_view wanted);
  /// Where it first stands in [at, end), or `end`.
  const char* find(const char* at, const char* end) const;

 private:
  std::string wanted_;
  std::size_t first_ = 0;  ///< as rare_bytes tells
  std::size_t second_ = 0;
};

}  // namespace exeunt::source
