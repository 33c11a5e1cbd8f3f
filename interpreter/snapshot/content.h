// The digest by which a plan names its snapshot: over the objects as they are written, in whatever order they stand.
//
// Each object's text is hashed (XXH3, 128 bits), and the hashes are added up, modulo 2^128. Adding makes the order no matter,
// counts an object that stands twice twice, takes no memory, and lets threads read parts of a file and put their sums
// together. `finish` hashes, the same way, a text of the format, what the header says, the count and the sum:
//
//     exeunt.snapshot/1
//     absent null                       or: absent unknown
//     incomplete contact_role           a line a type, sorted; none where the header names none
//     objects 10000000
//     sum 5f3759df0000000000000000deadbeef
//
// It identifies; it does not authenticate. By mistake no two accounts have one digest, but who wants to can make a second
// account for a digest.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "interpreter/digest/xxh3.h"
#include "interpreter/snapshot/raw.h"
#include "interpreter/snapshot/receiver.h"

namespace exeunt::snapshot {

/// What of a line of NDJSON is an object: without spaces, tabs and carriage returns around it.
std::string_view object_text(std::string_view line);

class ContentDigest {
 public:
  /// An object. In NDJSON its text is `object_text` of the line, byte for byte; the header line and blank lines are none.
  void add(std::string_view object);
  /// An object of a JSON or YAML document, where layout is not part of it: its text is canonical JSON (canonical.h), in which
  /// the id is text. `object` has its members sorted.
  void add_canonical(RawValue& object, const std::string& id);
  /// What somebody else has read of the same file.
  void merge(const ContentDigest& other);
  uint64_t objects() const { return objects_; }
  /// "xxh3:" and 32 hexadecimal digits. What the file says about its gaps is part of its content.
  std::string finish(const Header& header) const;

 private:
  digest::Hash128 sum_;
  uint64_t objects_ = 0;   ///< those of unknown types included
  std::string canonical_;  ///< reused from object to object
};

}  // namespace exeunt::snapshot
