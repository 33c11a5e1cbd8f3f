#include "interpreter/snapshot/content.h"

#include <algorithm>

#include "interpreter/snapshot/canonical.h"

namespace exeunt::snapshot {

void ContentDigest::add(RawValue& object, const std::string& id) {
  for (RawMember& member : object.members) {
    if (member.key == "id") {
      member.value.kind = RawValue::Kind::text;
      member.value.text = id;
    }
  }
  canonical_.clear();
  append_canonical(object, canonical_);
  hasher_.update(canonical_);
  hashes_.push_back(hasher_.finish());
}

std::string ContentDigest::finish(const Header& header) {
  std::sort(hashes_.begin(), hashes_.end());
  hasher_.update("exeunt.snapshot/1\n");
  hasher_.update(header.absent_is_null ? "absent null\n" : "absent unknown\n");
  for (const std::string& type : header.incomplete) {
    hasher_.update("incomplete " + type + "\n");
  }
  for (const digest::Hash& hash : hashes_) {
    hasher_.update({reinterpret_cast<const char*>(hash.data()), hash.size()});
  }
  return digest::text(hasher_.finish());
}

}  // namespace exeunt::snapshot
