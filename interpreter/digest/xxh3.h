// XXH3 of 128 bits: tells texts apart at the speed at which they can be read. It is not a cryptographic hash: somebody who
// wants two texts of one hash can make them.
//
// The values are those of XXH3_128bits, XXH3_128bits_withSeed and XXH3_64bits (xxHash 0.8), which never change.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace exeunt::digest {

/// A number of 128 bits.
struct Hash128 {
  uint64_t high = 0;
  uint64_t low = 0;

  /// Modulo 2^128.
  Hash128& operator+=(const Hash128& other) {
    low += other.low;
    high += other.high + (low < other.low ? 1 : 0);
    return *this;
  }
  friend bool operator==(const Hash128&, const Hash128&) = default;
};

Hash128 xxh3(std::string_view bytes, uint64_t seed = 0);
/// Of 64 bits, which for names takes half the time.
uint64_t xxh3_64(std::string_view bytes);
/// 32 digits, lower-case hexadecimal, the highest first.
std::string hex(const Hash128& hash);

}  // namespace exeunt::digest
