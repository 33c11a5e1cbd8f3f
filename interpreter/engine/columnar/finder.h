// Objects that a first look went past, found when others turn out to ask about them.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"

namespace exeunt::engine::columnar {

struct Finder {
  using Hashes = std::vector<uint64_t>;                ///< of names of objects (`Ledger::hash`), sorted
  using Found = std::function<void(uint64_t offset)>;  ///< told where lines begin, in whatever order
  /// False: what went wrong was reported.
  using Find = std::function<bool(const Hashes&, const Found&, diagnostic::Sink&)>;

  Find named;      ///< objects of wanted types, by name
  Find referring;  ///< objects that refer to one of these through `probed` and `dangling` fields
};

}  // namespace exeunt::engine::columnar
