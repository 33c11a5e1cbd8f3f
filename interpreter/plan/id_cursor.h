// The ids of a group in a plan of any size, one after the other, read where they stand. Private to the room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "interpreter/plan/large.h"
#include "interpreter/plan/window.h"

namespace exeunt::plan {

class IdCursor {
 public:
  /// `ids`: the list with its brackets. `rank`: which entry of one object comes first. What is no value outlives this.
  IdCursor(LargePlan& plan, const List& list, const std::string& type, LargePlan::Region ids, std::size_t rank)
      : plan_(&plan),
        list_(&list),
        type_(&type),
        list_begin_(ids.begin),
        rank_(rank),
        window_(*plan.input_, ids.begin, ids.end, window_size) {}

  const std::string& id() const { return id_; }
  std::size_t rank() const { return rank_; }

  /// False: there are no more, or an error was reported; ids are in canonical order, none twice, and at least one.
  bool next();

  /// By id, then by rank.
  bool is_before(const IdCursor& other) const;

 private:
  static constexpr std::size_t window_size = std::size_t{64} << 10;

  std::string path() const { return std::string(list_->record) + ".ids"; }
  bool read_id();
  bool fail();
  bool report_order(const std::string& before, bool is_twice);

  LargePlan* plan_;
  const List* list_;
  const std::string* type_;
  uint64_t list_begin_;
  std::size_t rank_;
  Window window_;
  uint64_t begin_ = 0;     ///< of the id in the document
  std::size_t count_ = 0;  ///< ids read
  std::string id_;
};

}  // namespace exeunt::plan
