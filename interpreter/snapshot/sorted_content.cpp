#include "interpreter/snapshot/sorted_content.h"

#include <algorithm>

#include "interpreter/snapshot/canonical.h"

namespace exeunt::snapshot {

void SortedContentDigest::add(RawValue& object, const std::string& id) {
  for (RawMember& member : object.members) {
    if (member.key == "id") {
      member.value.kind = RawValue::Kind::text;
      member.value.text = id;
    }
  }
  canonical_.clear();
  append_canonical(object, canonical_);
  add(canonical_);
}

void SortedContentDigest::add(std::string_view canonical) {
  hasher_.update(canonical);
  hashes_.push_back(hasher_.finish());
}

/// By their bytes. The first few tell nearly all hashes apart.
static bool hash_before(const digest::Hash& a, const digest::Hash& b) {
  const auto head = [](const digest::Hash& hash) {
    uint64_t bytes = 0;
    for (std::size_t i = 0; i < sizeof bytes; ++i) {
      bytes = bytes << 8 | hash[i];
    }
    return bytes;
  };
  const uint64_t x = head(a);
  const uint64_t y = head(b);
  return x != y ? x < y : a < b;
}

std::string SortedContentDigest::finish(const Header& header) {
  std::sort(hashes_.begin(), hashes_.end(), hash_before);
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
