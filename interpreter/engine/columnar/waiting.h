// Objects that cannot matter unless they refer to one that is not quiet (`Sift::is_quiet`). A pass over a file notes these, and
// which objects are quiet of those that they may refer to.
//
// Names are told apart by 128 bits (XXH3).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/digest/xxh3.h"
#include "interpreter/engine/columnar/records.h"

namespace exeunt::engine::columnar {

/// One thread's.
class WaitingList {
 public:
  WaitingList();

  void add_quiet(std::string_view object);
  /// What stands in the line that begins at `offset` waits for the object.
  void add(std::string_view object, uint64_t offset);
  const std::optional<std::string>& error() const { return waiting_.error() ? waiting_.error() : quiet_.error(); }

 private:
  friend std::optional<std::string> wake(const std::vector<WaitingList>& lists, std::vector<uint64_t>& offsets);
  struct Entry {
    digest::Hash128 object;
    uint64_t offset;
    uint64_t unused = 0;  ///< so that they fit into a piece
  };

  Records<digest::Hash128> quiet_;
  Records<Entry> waiting_;
};

/// Adds to `offsets` those of what waits for an object that is not quiet; they come out sorted, each once. What went wrong, or
/// nothing. O(n log n), in memory for a million quiet ones at once.
std::optional<std::string> wake(const std::vector<WaitingList>& lists, std::vector<uint64_t>& offsets);

}  // namespace exeunt::engine::columnar
