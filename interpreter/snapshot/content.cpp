#include "interpreter/snapshot/content.h"

#include <fmt/format.h>

#include "interpreter/snapshot/canonical.h"

namespace exeunt::snapshot {

static void add_to(digest::Hash128& sum, const digest::Hash128& hash) {
  sum.low += hash.low;
  sum.high += hash.high + (sum.low < hash.low ? 1 : 0);
}

std::string_view object_text(std::string_view line) {
  constexpr std::string_view space = " \t\r";
  const std::size_t begin = line.find_first_not_of(space);
  if (begin == std::string_view::npos) {
    return {};
  }
  return line.substr(begin, line.find_last_not_of(space) + 1 - begin);
}

void ContentDigest::add(std::string_view object) {
  add_to(sum_, digest::xxh3(object));
  ++objects_;
}

void ContentDigest::add_canonical(RawValue& object, const std::string& id) {
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

void ContentDigest::merge(const ContentDigest& other) {
  add_to(sum_, other.sum_);
  objects_ += other.objects_;
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
