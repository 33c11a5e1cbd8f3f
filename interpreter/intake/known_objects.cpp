#include "interpreter/intake/known_objects.h"

#include <algorithm>
#include <cstring>

#include "interpreter/digest/digest.h"
#include "interpreter/model/model.h"

namespace exeunt::intake {

namespace {

struct Halves {
  uint64_t first = 0;
  uint64_t second = 0;
};

/// Ids are the vendor's users' to choose; a digest cannot be made to collide.
Halves hash(std::string_view text) {
  thread_local digest::Sha256 hasher;
  hasher.update(text);
  const digest::Hash hash = hasher.finish();
  Halves halves;
  std::memcpy(&halves.first, hash.data(), sizeof halves.first);
  std::memcpy(&halves.second, hash.data() + sizeof halves.first, sizeof halves.second);
  return halves;
}

}  // namespace

std::size_t KnownObjects::find(const Entry& wanted) const {
  std::size_t at = wanted.name[0] & (entries_.size() - 1);
  while (entries_[at].content != 0 &&
         (entries_[at].name[0] != wanted.name[0] || entries_[at].name[1] != wanted.name[1])) {
    at = (at + 1) & (entries_.size() - 1);
  }
  return at;
}

void KnownObjects::grow() {
  std::vector<Entry> old(entries_.size() * 2);
  old.swap(entries_);
  for (const Entry& entry : old) {
    if (entry.content != 0) {
      entries_[find(entry)] = entry;
    }
  }
}

KnownObjects::Answer KnownObjects::add(const std::string& object, std::string_view content) {
  const Halves name = hash(object);
  const Entry entry{{name.first, name.second}, hash(content).first | 1};  // never zero
  Entry& place = entries_[find(entry)];
  if (place.content != 0) {
    return place.content == entry.content ? Answer::same : Answer::different;
  }
  place = entry;
  waiting_.erase(object);
  if (++count_ * 3 > entries_.size() * 2) {
    grow();
  }
  return Answer::added;
}

bool KnownObjects::contains(std::string_view object) const {
  const Halves name = hash(object);
  return entries_[find({{name.first, name.second}, 1})].content != 0;
}

std::vector<DanglingReport> KnownObjects::dangling(std::size_t max_named, uint64_t& count) const {
  std::vector<DanglingReport> all;
  count = 0;
  for (const auto& [object, waiting] : waiting_) {
    all.push_back({object, waiting.count, waiting.from});
    count += waiting.count;
  }
  const auto comes_first = [](const DanglingReport& a, const DanglingReport& b) {
    const std::string_view x = a.to;
    const std::string_view y = b.to;
    const std::string_view x_type = x.substr(0, x.find(':'));
    const std::string_view y_type = y.substr(0, y.find(':'));
    if (x_type != y_type) {
      return x_type < y_type;
    }
    return model::compare_ids(x.substr(x_type.size() + 1), y.substr(y_type.size() + 1)) < 0;
  };
  const std::size_t named = std::min(max_named, all.size());
  std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(named), all.end(), comes_first);
  all.resize(named);
  return all;
}

}  // namespace exeunt::intake
