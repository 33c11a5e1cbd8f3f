// Which objects are in a file under some name, or refer to one: what a pass over it notes for later, in a file without a
// name where it is much.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "interpreter/engine/columnar/finder.h"
#include "interpreter/engine/columnar/records.h"

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
  /// All that was noted.
  const Records<Record>& records() const { return records_; }

 private:
  Records<Record> records_;
};

/// Hashes that are looked for among many more that are not: most are told apart by a bit.
class HashFilter {
 public:
  explicit HashFilter(const Finder::Hashes& sorted) : hashes_(sorted), bits_(std::size_t{1} << 18) {
    for (const uint64_t hash : sorted) {
      bits_[hash % bits_.size()] = true;
    }
  }
  bool contains(uint64_t hash) const {
    return bits_[hash % bits_.size()] && std::binary_search(hashes_.begin(), hashes_.end(), hash);
  }

 private:
  const Finder::Hashes& hashes_;
  std::vector<bool> bits_;
};

/// What several threads have noted: one ledger a thread.
struct Ledgers {
  std::vector<Ledger> wanted;     ///< objects of wanted types, by name
  std::vector<Ledger> referrers;  ///< objects that refer to others through `probed` and `dangling` fields, by these
};

/// Each search is one pass over the ledgers.
Finder find_in(Ledgers ledgers);

}  // namespace exeunt::engine::columnar
