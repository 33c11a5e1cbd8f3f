#include "tests/bench/account/users.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "tests/bench/account/population.h"

namespace exeunt::bench {
namespace {

constexpr uint16_t administrator = 0;  ///< the ordinal of user:1
constexpr uint16_t leaver = 6;         ///< of user:9
constexpr uint32_t leaver_rank = 15;   ///< the sixteenth of 300 has one percent
constexpr uint32_t most_listed = 8;

}  // namespace

uint32_t Users::count_for(uint32_t objects) {
  return objects < 40 ? objects / 2 : std::clamp<uint32_t>(objects / 333, 20, 300);
}

Users::Users(uint8_t entity, uint32_t count, Random& random) : all_(count), by_rank_(count), zipf_(count) {
  for (uint32_t ordinal = 0; ordinal < count; ++ordinal) {
    User& user = all_[ordinal];
    user.id = Population::id(entity, ordinal);
    const uint32_t chance = random.below(100);
    user.status = chance < 88 ? User::Status::active : chance < 97 ? User::Status::deactivated : User::Status::deleted;
    user.is_admin = random.percent(4);
  }
  for (const uint16_t ordinal : {administrator, leaver}) {
    all_[ordinal].status = User::Status::active;
    all_[ordinal].is_admin = true;
  }
  std::iota(by_rank_.begin(), by_rank_.end(), uint16_t{0});
  for (uint32_t left = count; left > 1; --left) {
    std::swap(by_rank_[left - 1], by_rank_[random.below(left)]);
  }
  std::swap(*std::find(by_rank_.begin(), by_rank_.end(), leaver), by_rank_[std::min(leaver_rank, count - 1)]);
}

void Users::write_list(Line& line, uint32_t count, Random& random) const {
  std::array<const User*, most_listed> listed{};
  line.raw('[');
  for (uint32_t i = 0; i < count; ++i) {
    const auto end = listed.begin() + i;
    do {
      listed[i] = &pick(random);
    } while (std::find(listed.begin(), end, listed[i]) != end);
    if (i != 0) {
      line.raw(',');
    }
    write_user(line, *listed[i]);
  }
  line.raw(']');
}

void write_user(Line& line, const User& user) {
  line.raw("\"user:");
  line.number(user.id);
  line.raw('"');
}

}  // namespace exeunt::bench
