// A change as it is spelled in a document, without a value being made of it: what a plan of a million changes is read by.
//
//   ChangeReader reader;
//   if (reader.read(entries.text())) { use(reader.change()); } else { entries.read_into(plan); }
//
// It reads what the program writes: members in their order, values in their one spelling, any white space. Whatever is
// spelled in another way, and whatever is wrong, it leaves to the reader of all plans (reader.h), which says what it is. What
// it does read it reads as that one does; `tests/unit/plan/change_text_test.cpp` holds the two together.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/plan/plan.h"
#include "interpreter/plan/shapes.h"
#include "interpreter/source/plain_json.h"

namespace exeunt::plan {

/// The members of a Change but for its arguments, which say nothing about the account afterwards.
struct ChangeText {
  struct Write {
    Op op = Op::set;
    bool from_unknown = false;
    std::string_view field;
    std::string_view from = "null";  ///< both as `write_value` has them
    std::string_view to = "null";
  };
  std::string_view object, rule, outcome, text, due, unless, phase;
  std::vector<Write> writes;  ///< in canonical order
};

class ChangeReader {
 public:
  /// `entry` begins behind the opening brace (and behind a line's `record`). False: it is for another reader.
  bool read(std::string_view entry);
  /// What was read; until the next `read`, and as long as the entry.
  const ChangeText& change() const { return change_; }

 private:
  /// A text whose characters are not what stands in the file, kept for the next change that has the same.
  struct Respelled {
    std::string raw;
    std::string text;
  };
  static constexpr std::size_t most_respelled = 32;

  bool read_members();
  bool begin_member(std::string_view name);
  bool read_text(std::string_view& out);
  bool read_value(std::string_view& out);
  bool read_flag(bool& out);
  bool read_op(Op& out);
  bool read_arguments();
  bool read_writes();
  bool read_write(ChangeText::Write& write);
  template <class Respell>
  bool respell(std::deque<Respelled>& known, std::string_view raw, std::string_view& out, Respell respell);

  source::PlainJson json_{""};
  bool is_first_ = true;  ///< no member of the object at hand has been read
  ChangeText change_;
  std::deque<Respelled> texts_;
  std::deque<Respelled> values_;
  Shapes arguments_;
};

}  // namespace exeunt::plan
