// A plan in groups made into its line form, in canonical order and in a file without a name. Private to the room.
//
// A pass over the records checks all that they say but for their ids, which it passes over; then the groups of each
// list are merged by their ids, each of which is read where it stands. Memory grows with the groups, not with the
// objects. Everything that can be wrong with a record is said here, where its place is known.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/plan/groups.h"
#include "interpreter/plan/large.h"
#include "interpreter/plan/reader.h"
#include "interpreter/source/scratch.h"

namespace exeunt::plan {

class Spread {
 public:
  /// `plan` is one of groups, of which nothing is known yet.
  explicit Spread(LargePlan& plan) : plan_(plan) {}

  /// Puts the line form in place of what the plan is read from. False: it was reported.
  bool run();

 private:
  using Region = LargePlan::Region;

  /// A record's text without the ids.
  struct Line {
    Region where;
    std::string text;
    std::optional<Region> ids;  ///< with their brackets, where the text has `[]`
    std::size_t cut = 0;        ///< where in the text they are left out

    /// Of what stands at `at` in the text.
    uint64_t place(uint64_t at) const { return where.begin + at + (ids && at > cut ? ids->end - ids->begin - 2 : 0); }
  };
  struct Group {
    std::string type;
    Region ids;
    std::string rest;                ///< what follows `"object": "deal:5"`, up to the closing bracket
    std::vector<std::size_t> holes;  ///< where in it the object's name is left out
  };
  struct Checker;
  struct Merger;

  bool read_record(Region where);
  bool take_line(Region where, Line& line);
  bool cut_ids(Window& window, Line& line);
  static void write_rest(const Value::Members& record, bool has_missing, Group& group);
  bool copy_record(Value::Members members, const Line& line);
  bool write_groups();
  template <class T>
  bool merge(const List& list, const std::vector<T>& entries);
  bool merge(const List& list, const std::vector<const Group*>& groups);
  bool write_entry(const List& list, const Group& group, std::string_view id);
  bool write(std::string_view text);

  LargePlan& plan_;
  bool is_first_ = true;
  bool is_complete_ = false;  ///< the summary was read
  Plan head_;                 ///< and of each group an entry without its object, in the group's list
  std::map<std::size_t, std::vector<Group>> groups_;  ///< by list, in the order of the entries in `head_`
  std::vector<LargePlan::Origin> origins_;
  source::Scratch out_;
  std::string object_;
  std::string quoted_;
  std::string line_;
};

}  // namespace exeunt::plan
