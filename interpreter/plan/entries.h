// The entries of one list of a large plan, one after the other as they stand in the file.
//
// Texts of entries are made comparable first: two entries with the same text are the same entry, whichever form each
// plan has, so that what is equal needs no second look.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "interpreter/plan/large.h"
#include "interpreter/plan/plan.h"
#include "interpreter/plan/shapes.h"
#include "interpreter/plan/window.h"

namespace exeunt::plan {

/// Several may read one plan in turns.
class Entries {
 public:
  Entries(LargePlan& plan, const List& list);

  /// False: there are no more, or an error was reported (`LargePlan::has_failed`).
  bool next();

  /// The entry as it stands in the file, without what only its form needs: the same in both forms as the program writes
  /// them. Equal texts are equal entries. Until `next`.
  std::string_view text() const { return text_; }
  /// map: which entry it is.
  const std::string& key() const { return key_; }

  /// Parsed and checked: its members, without `record` and the key; a `label` for those of `labels`. No value: it was
  /// reported.
  std::optional<Value> read();

  /// Parsed, checked and added to the list of `plan` that holds such entries, which stands in the order of the file. False:
  /// it was reported.
  bool read_into(Plan& plan);

  /// Checked as `read` does, for entries of which nothing else is wanted. False: it was reported.
  bool check();

  /// Says that the entry stands at the wrong place: `name` after `before`.
  void report_order(const std::string& name, const std::string& before);
  void report_twice(const std::string& name);

 private:
  void open_list(LargePlan::Region where);
  bool next_element();
  bool next_line();
  bool read_key();
  bool take_colon();
  bool take_key(std::string_view rest);
  bool parse_key();
  bool skip_marked_value();
  /// Reports what stands at the window, or why it ends; false.
  bool fail();
  /// There is no further entry; reports it if that is for want of reading. False.
  bool end();
  /// Its members, with what only a line has; a `label` for those of `labels`. No value: it was reported.
  std::optional<Value> parse();
  bool read_members(Value::Members& values, Plan& plan);
  std::string path() const;

  LargePlan* plan_;
  const List* list_;
  Window window_;
  uint64_t offset_ = 0;
  std::size_t count_ = 0;  ///< entries begun
  bool done_ = false;
  std::string_view whole_;  ///< the entry with everything
  std::string_view text_;
  std::string key_;
  Shapes good_;
};

}  // namespace exeunt::plan
