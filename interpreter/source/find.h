// Searches in text, as many bytes at a time as the machine compares at once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace exeunt::source {

/// A text that is looked for many times.
class TextFinder {
 public:
  /// `wanted` is not empty.
  explicit TextFinder(std::string_view wanted);
  /// Where it first stands in [at, end), or `end`.
  const char* find(const char* at, const char* end) const;

 private:
  std::string wanted_;
  std::size_t first_ = 0;   ///< the places of two of its bytes that are rare in texts, the earlier one first
  std::size_t second_ = 0;
};

/// Where one of the three first stands in [at, end), or `end`.
const char* find_any(const char* at, const char* end, char a, char b, char c);

}  // namespace exeunt::source
