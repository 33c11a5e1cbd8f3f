// Texts of entries that differ only in what may stand there freely need to be checked once. Private to the room.
//
// The shape of a JSON text is the text without the contents of its strings and its whole numbers; names of
// members stay, and so do the values of those that hold one of a few words. Two texts of one shape are both entries, or
// neither is. An account's plan has as many shapes as its rules have ways to write, not as many as it has objects.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>

namespace exeunt::plan {

class Shapes {
 public:
  /// A text of the same shape was found good. O(text).
  bool knows(std::string_view text);
  /// The text that `knows` was last asked about is good.
  void learn();

 private:
  static constexpr std::size_t most_shapes = 512;
  static constexpr std::size_t longest_text = std::size_t{8} << 10;

  bool draw(std::string_view text);
  bool draw_string(std::string_view text, std::size_t& at);
  void draw_token(std::string_view text, std::size_t& at);

  std::unordered_set<std::string> known_;
  std::string shape_;
  bool drawn_ = false;       ///< `shape_` is that of a whole text
  bool keeps_next_ = false;  ///< the value to come is one of a few words
};

}  // namespace exeunt::plan
