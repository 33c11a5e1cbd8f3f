// The digest by which a plan names its snapshot: over the content, in whatever order and spelling it came.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/digest/digest.h"
#include "interpreter/snapshot/raw.h"
#include "interpreter/snapshot/receiver.h"

namespace exeunt::snapshot {

class SortedContentDigest {
 public:
  /// `object` has its members sorted (canonical.h). `id`: `"id": 7` and `"id": "7"` are the same object.
  void add(RawValue& object, const std::string& id);
  /// The same of an object that is written canonically already.
  void add(std::string_view canonical);
  uint64_t objects() const { return hashes_.size(); }
  /// "sha256:…". What the file says about its gaps is part of its content. O(n log n).
  std::string finish(const Header& header);

 private:
  std::vector<digest::Hash> hashes_;  ///< one an object, those of unknown types included
  digest::Sha256 hasher_;
  std::string canonical_;  ///< reused from object to object
};

}  // namespace exeunt::snapshot
