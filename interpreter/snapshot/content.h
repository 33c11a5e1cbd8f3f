// The digest by which a plan names a snapshot in JSON or YAML: over the objects, in whatever order and layout they stand. (Of
// NDJSON the file is digested: file_digest.h.)
//
// Each object's canonical JSON is hashed (XXH3, 128 bits), and the hashes are added up, modulo 2^128. Adding makes the order
// no matter, counts an object that stands twice twice, and takes no memory. `finish` hashes, the same way, a text of the
// format, what the header says, the count and the sum:
//
//     exeunt.snapshot/1
//     absent null                       or: absent unknown
//     incomplete contact_role           a line a type, sorted; none where the header names none
//     objects 10000000
//     sum 5f3759df0000000000000000deadbeef
//
// It identifies; it does not authenticate (snapshot/README.md, "Digest").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "interpreter/digest/xxh3.h"
#include "interpreter/snapshot/raw.h"
#include "interpreter/snapshot/receiver.h"

namespace exeunt::snapshot {

class ContentDigest {
 public:
  /// An object as canonical JSON (canonical.h), in which the id is text.
  void add(std::string_view canonical);
  /// Writes it so; `object` has its members sorted.
  void add(RawValue& object, const std::string& id);
  /// "xxh3:" and 32 hexadecimal digits. What the file says about its gaps is part of its content.
  std::string finish(const Header& header) const;

 private:
  digest::Hash128 sum_;
  uint64_t objects_ = 0;   ///< those of unknown types included
  std::string canonical_;  ///< reused from object to object
};

}  // namespace exeunt::snapshot
