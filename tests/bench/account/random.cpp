#include "tests/bench/account/random.h"

namespace exeunt::bench {

Random::Random(uint64_t seed) : state_{} {
  for (uint64_t& word : state_) {
    seed += 0x9E3779B97F4A7C15;
    uint64_t mixed = seed;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
    word = mixed ^ (mixed >> 31);
  }
}

Zipf::Zipf(uint32_t count) {
  constexpr uint64_t one = uint64_t{1} << 32;
  constexpr uint64_t slots = 65536;
  uint64_t total = 0;
  for (uint32_t rank = 1; rank <= count; ++rank) {
    total += one / rank;
  }
  ranks_.reserve(slots);
  uint64_t sum = 0;
  for (uint32_t rank = 1; rank <= count; ++rank) {
    sum += one / rank;
    ranks_.resize(sum * slots / total, static_cast<uint16_t>(rank - 1));
  }
}

}  // namespace exeunt::bench
