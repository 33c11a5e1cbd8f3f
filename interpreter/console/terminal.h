// Lines that a person types: editing and history by libedit, as the person's `~/.editrc` has set it up.
//
// Everything that the editor shows goes to standard error, so that standard output holds values alone.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace exeunt::console {

/// What could stand in place of the word that ends at the cursor.
struct Completion {
  std::size_t begin = 0;             ///< of the word, in what stands before the cursor
  std::vector<std::string> choices;  ///< sorted
};
using Completer = std::function<Completion(std::string_view before_cursor)>;

class Terminal {
 public:
  /// Standard input and standard error are terminals.
  explicit Terminal(Completer completer);
  ~Terminal();

  enum class Event {
    line,       ///< was typed
    cancelled,  ///< Ctrl-C: the line is dropped
    end,        ///< Ctrl-D on an empty line
  };
  struct Typed {
    Event event = Event::end;
    std::string line;  ///< without its line end
  };
  /// Lines that are not blank go into the history.
  Typed read(const std::string& prompt);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace exeunt::console
