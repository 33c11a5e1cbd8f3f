// Which objects were written, what was in them, and what references still wait for: in some forty bytes an object.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "interpreter/intake/report.h"

namespace exeunt::intake {

class KnownObjects {
 public:
  enum class Answer { added, same, different };

  /// An object and all that is in it, as text.
  Answer add(const std::string& object, std::string_view content);
  /// A reference to `object`; `from` is made only where it is the first that leads nowhere so far.
  template <class From>
  void refer(const std::string& object, const From& from) {
    if (!contains(object)) {
      Waiting& waiting = waiting_[object];
      if (waiting.count++ == 0) {
        waiting.from = from();
      }
    }
  }
  bool contains(std::string_view object) const;

  /// References to objects that were never added: the first few in order, and how many there are.
  std::vector<DanglingReport> dangling(std::size_t max_named, uint64_t& count) const;

 private:
  /// A name's 128 bits (no two of an account share them) and its content's 64; all zero: free.
  struct Entry {
    uint64_t name[2] = {};
    uint64_t content = 0;
  };
  struct Waiting {
    uint64_t count = 0;
    std::string from;
  };

  /// The entry of that name, or the free one where it belongs.
  std::size_t find(const Entry& wanted) const;
  void grow();

  std::vector<Entry> entries_ = std::vector<Entry>(1024);  ///< a power of two, at most two thirds full
  std::size_t count_ = 0;
  std::unordered_map<std::string, Waiting> waiting_;
};

}  // namespace exeunt::intake
