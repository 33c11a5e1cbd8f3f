#include "interpreter/snapshot/content.h"

#include <fmt/format.h>

#include "interpreter/snapshot/canonical.h"

namespace exeunt::snapshot {

void ContentDigest::add(std::string_view canonical) {
  sum_ += digest::xxh3(canonical);
  ++objects_;
}

void ContentDigest::add(RawValue& object, const std::string& id) {
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

std::string ContentDigest::finish(const Header& header) const {
  std::string text = "exeunt.snapshot/1\n";
  text += header.absent_is_null ? "absent null\n" : "absent unknown\n";
  for (const std::string& type : header.incomplete) {
    text += "incomplete " + type + "\n";
  }
  text += fmt::format("objects {}\nsum {}\n", objects_, digest::hex(sum_));
  return "xxh3:" + digest::hex(digest::xxh3(text));
}

}  // namespace exeunt::snapshot
