// Random numbers that are the same everywhere: xoshiro256**, seeded through splitmix64. The distributions of the
// standard library differ between implementations; these are integers throughout.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace exeunt::bench {

class Random {
 public:
  explicit Random(uint64_t seed);

  uint64_t next() {
    const uint64_t out = rotate(state_[1] * 5, 7) * 9;
    const uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotate(state_[3], 45);
    return out;
  }

  /// 0 .. count - 1; `count` is not 0.
  uint32_t below(uint32_t count) { return static_cast<uint32_t>(((next() >> 32) * count) >> 32); }

  /// True `percent` times in a hundred.
  bool percent(uint32_t percent) { return below(100) < percent; }

 private:
  static uint64_t rotate(uint64_t bits, int by) { return (bits << by) | (bits >> (64 - by)); }

  std::array<uint64_t, 4> state_;
};

/// Ranks with Zipf's distribution (exponent 1): rank r, from 1, comes up in proportion to 1/r.
class Zipf {
 public:
  /// `count` is 1 .. 65535.
  explicit Zipf(uint32_t count);

  /// 0 for the first rank.
  uint32_t operator()(Random& random) const { return ranks_[random.next() >> 48]; }

 private:
  std::vector<uint16_t> ranks_;  ///< 65536 of them, each as often as it is to come up
};

}  // namespace exeunt::bench
