// Whether what was typed so far is a whole entry, told line by line: brackets and triple-quoted texts stay open until
// they are closed. Time is linear in what was typed.
#pragma once

#include <cstddef>
#include <string_view>

namespace exeunt::console {

class EntryScanner {
 public:
  /// One more line, without its line end.
  void take(std::string_view line);
  /// Whether the entry goes on. An empty line ends it, except inside of a text.
  bool is_open() const { return quote_ != 0 || (depth_ != 0 && !ended_); }

 private:
  std::size_t skip_text(std::string_view line, std::size_t at);

  bool is_first_ = true;
  bool ignore_ = false;  ///< a command that takes no expression
  bool ended_ = false;
  std::size_t depth_ = 0;
  char quote_ = 0;  ///< of the triple-quoted text that is open
  bool raw_ = false;
};

}  // namespace exeunt::console
