// Which objects are in a file under some name, or refer to one: what a pass over it notes for later, in a file without a
// name where it is much.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/engine/columnar/finder.h"
#include "interpreter/source/scratch.h"

namespace exeunt::engine::columnar {

class Ledger {
 public:
  Ledger();

  /// An object's hash, and where the line begins.
  struct Record {
    uint64_t hash;
    uint64_t offset;
  };
  void add(std::string_view object, uint64_t offset);
  static uint64_t hash(std::string_view object);
  /// In the order in which they were added. What went wrong, or nothing.
  std::optional<std::string> for_each(const std::function<void(const Record&)>& each) const;
  const std::optional<std::string>& error() const { return error_; }

 private:
  source::Scratch records_;
  std::optional<std::string> error_;
};

/// What several threads have noted: one ledger a thread.
struct Ledgers {
  std::vector<Ledger> wanted;     ///< objects of wanted types, by name
  std::vector<Ledger> referrers;  ///< objects that refer to others through `probed` and `dangling` fields, by these
};

/// Each search is one pass over the ledgers.
Finder find_in(Ledgers ledgers);

}  // namespace exeunt::engine::columnar
