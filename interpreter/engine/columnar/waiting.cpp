#include "interpreter/engine/columnar/waiting.h"

#include <algorithm>
#include <tuple>

#include "interpreter/engine/columnar/kept_lines.h"

namespace exeunt::engine::columnar {
namespace {

constexpr std::size_t most_in_memory = std::size_t{256} << 10;  // bytes
constexpr uint64_t most_at_once = uint64_t{1} << 20;            // quiet objects

bool is_before(const digest::Hash128& a, const digest::Hash128& b) {
  return std::tie(a.high, a.low) < std::tie(b.high, b.low);
}

}  // namespace

WaitingList::WaitingList() : quiet_(most_in_memory), waiting_(most_in_memory) {}

void WaitingList::add_quiet(std::string_view object) { quiet_.add(digest::xxh3(object)); }

void WaitingList::add(std::string_view object, uint64_t offset) { waiting_.add({digest::xxh3(object), offset}); }

std::optional<std::string> wake(const std::vector<WaitingList>& lists, std::vector<uint64_t>& offsets) {
  uint64_t count = 0;
  for (const WaitingList& list : lists) {
    count += list.quiet_.size();
  }
  // Names of one remainder are looked at together.
  const uint64_t rounds = count / most_at_once + 1;
  std::optional<std::string> error;
  for (uint64_t round = 0; round < rounds; ++round) {
    const auto is_now = [&](const digest::Hash128& object) { return object.high % rounds == round; };
    std::vector<digest::Hash128> quiet;
    for (const WaitingList& list : lists) {
      error = error ? error : list.quiet_.for_each([&](const digest::Hash128& object) {
        if (is_now(object)) {
          quiet.push_back(object);
        }
      });
    }
    std::sort(quiet.begin(), quiet.end(), is_before);
    for (const WaitingList& list : lists) {
      error = error ? error : list.waiting_.for_each([&](const WaitingList::Entry& entry) {
        if (is_now(entry.object) && !std::binary_search(quiet.begin(), quiet.end(), entry.object, is_before)) {
          offsets.push_back(entry.offset);
        }
      });
    }
  }
  sort_offsets(offsets);
  return error;
}

}  // namespace exeunt::engine::columnar
