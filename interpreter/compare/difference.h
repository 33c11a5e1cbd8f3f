// How the answers of several contestants to one question compare, and how many do how.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace exeunt::compare {

/// How the answers to one question compare. Two statements are the same where the sets of (class, delay, reversible) of
/// their fates are, of those that count (cell.h); a display counts as a fate of the class `label-shown`, and moments
/// given by expressions as one delay.
enum class Difference {
  same,        ///< everybody says the same; or nobody offers it
  partly,      ///< some of what they say is the same
  different,   ///< two of them have nothing in common
  one_sided,   ///< stated by some, and not by others, who are silent or do not offer it; those who do say the same
  not_stated,  ///< nobody says what happens
};
inline constexpr std::array<std::string_view, 5> difference_names{"same", "partly", "different", "one_sided",
                                                                  "not_stated"};
constexpr std::string_view name(Difference difference) {
  return difference_names[static_cast<std::size_t>(difference)];
}
/// Two statements that are not the same.
constexpr bool differs(Difference difference) {
  return difference == Difference::partly || difference == Difference::different;
}

/// Where the difference of some rows is counted.
struct Counts {
  std::array<uint64_t, difference_names.size()> of{};
  uint64_t operator[](Difference difference) const { return of[static_cast<std::size_t>(difference)]; }
  uint64_t& operator[](Difference difference) { return of[static_cast<std::size_t>(difference)]; }
  /// Rows of which somebody says something.
  uint64_t compared() const { return of[0] + of[1] + of[2] + of[3]; }
  uint64_t differing() const { return (*this)[Difference::partly] + (*this)[Difference::different]; }
};

}  // namespace exeunt::compare
