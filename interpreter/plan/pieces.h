// A plan document read in pieces: changes one by one, and the rest of it as a small document.
//
// For plans too large to be held as a whole. Only the shapes that are told quickly are read this way; whatever is unusual is
// left to read_json, which knows all shapes and says what is wrong.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "interpreter/plan/plan.h"
#include "interpreter/source/input.h"

namespace exeunt::plan {

class Pieces {
 public:
  explicit Pieces(source::Input input) : input_(std::move(input)) {}

  /// Hands over every change in the order of the document, and answers the document without changes and without the
  /// entries of lists that only people read (`labels`, `types`, `capabilities`, `advice`, `displays`, `howtos`,
  /// `undecided`, `unaddressed`, `dangling`): for read_json. No value: it is not that simple. Memory is that of the answer
  /// and the largest entry. Call it once.
  std::optional<std::string> read(const std::function<void(Change)>& take);

 private:
  bool fill();
  bool skip_space();
  /// Of the value that begins at `at_`, as a whole; empty: it does not end.
  std::string_view value();
  std::string_view line();
  bool read_members(const std::function<void(Change)>& take);
  bool read_list(const std::function<void(Change)>* take);
  bool read_lines(const std::function<void(Change)>& take);

  source::Input input_;
  std::string buffer_;
  std::size_t at_ = 0;
  bool at_end_ = false;
  std::string rest_;
};

/// One change of a document: a JSON object. No value where anything about it is wrong.
std::optional<Change> read_change(std::string_view text);

}  // namespace exeunt::plan
