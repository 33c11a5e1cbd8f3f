// XXH3 of 128 bits: tells texts apart at the speed at which they can be read. It is not a cryptographic hash: somebody who
// wants two texts of one hash can make them.
//
// The value is that of XXH3_128bits (xxHash 0.8, no seed), which never changes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace exeunt::digest {

/// A number of 128 bits.
struct Hash128 {
  uint64_t high = 0;
  uint64_t low = 0;

  friend bool operator==(const Hash128&, const Hash128&) = default;
};

Hash128 xxh3(std::string_view bytes);
/// 32 digits, lower-case hexadecimal, the highest first.
std::string hex(const Hash128& hash);

}  // namespace exeunt::digest
