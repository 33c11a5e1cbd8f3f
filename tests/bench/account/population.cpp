#include "tests/bench/account/population.h"

#include <numeric>
#include <utility>

namespace exeunt::bench {
namespace {

constexpr uint32_t small_account = 400;

}  // namespace

Population::Population(const std::vector<Share>& parts, const std::vector<uint32_t>& fixed, uint8_t rest,
                       uint32_t objects)
    : counts_(parts.size()) {
  const uint64_t shared_out = objects - std::accumulate(fixed.begin(), fixed.end(), uint32_t{0});
  const uint32_t least = objects >= small_account ? 1 : 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    const auto share = static_cast<uint32_t>(shared_out * parts[i].per_million / 1'000'000);
    counts_[i] = fixed[i] != 0 ? fixed[i] : share != 0 ? share : least;
  }
  counts_[rest] = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (counts_[parts[i].needs] == 0) {
      counts_[i] = 0;
    }
  }
  counts_[rest] = objects - std::accumulate(counts_.begin(), counts_.end(), uint32_t{0});
}

uint64_t Population::id(uint8_t entity, uint32_t ordinal) {
  const uint64_t block = ordinal / 3;
  const uint64_t place = ordinal % 3;
  const uint64_t left_out = 1 + (((block + 1) * 0x9E3779B97F4A7C15 + entity) >> 33) % 3;
  return block * 4 + 1 + place + (place >= left_out ? 1 : 0);
}

std::vector<uint8_t> Population::mix(Random& random) const {
  std::vector<uint8_t> out;
  out.reserve(std::accumulate(counts_.begin(), counts_.end(), size_t{0}));
  for (size_t entity = 0; entity < counts_.size(); ++entity) {
    out.insert(out.end(), counts_[entity], static_cast<uint8_t>(entity));
  }
  for (size_t left = out.size(); left > 1; --left) {
    std::swap(out[left - 1], out[random.below(static_cast<uint32_t>(left))]);
  }
  return out;
}

Scramble::Scramble(uint32_t count, Random& random) : count_(count), step_(1), at_(0) {
  if (count > 2) {
    at_ = random.below(count);
    step_ = static_cast<uint32_t>(uint64_t{count} * 618 / 1000);
    while (std::gcd(step_, count) != 1) {
      ++step_;  // ends at count - 1 at the latest, which has no divisor with count in common
    }
  }
}

}  // namespace exeunt::bench
