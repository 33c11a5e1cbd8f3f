// Random numbers that are the same everywhere: SplitMix64, and no distribution of the standard library's, which may
// differ.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace exeunt::fuzz {

class Random {
 public:
  /// The numbers of one trial, so that each can be repeated without those before it.
  Random(uint64_t seed, uint64_t trial) : state_(seed) { state_ = next() ^ (trial * 0xD1B54A32D192ED03u); }

  uint64_t next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  /// 0 … bound - 1; 0 where the bound is 0.
  size_t below(size_t bound) { return bound == 0 ? 0 : static_cast<size_t>(next() % bound); }
  bool one_in(size_t many) { return below(many) == 0; }
  /// One element of an array, a vector, a text.
  template <typename List>
  const auto& pick(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  uint64_t state_;
};

}  // namespace exeunt::fuzz
