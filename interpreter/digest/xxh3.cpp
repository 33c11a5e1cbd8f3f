#include "interpreter/digest/xxh3.h"

#include <fmt/format.h>

#include "interpreter/digest/xxh3_avx2.h"

// Among others for every name in an account: a call into a library each would be dearer than the hash.
#define XXH_INLINE_ALL
#if defined(__x86_64__) && !defined(__AVX2__)
// With nothing but SSE2, the plain code that the compiler vectorises is twice as quick as what xxHash has for SSE2, on texts
// of 256 bytes and more; shorter ones take the same path in both.
#define XXH_VECTOR 0
#endif
#include <xxhash.h>

namespace exeunt::digest {

Hash128 xxh3(std::string_view bytes, uint64_t seed) {
#if defined(__x86_64__)
  constexpr std::size_t longest_without_vectors = 240;
  static const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
  if (bytes.size() > longest_without_vectors && has_avx2) {
    return xxh3_avx2(bytes, seed);
  }
#endif
  const XXH128_hash_t hash = XXH3_128bits_withSeed(bytes.data(), bytes.size(), seed);
  return {hash.high64, hash.low64};
}

uint64_t xxh3_64(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::string hex(const Hash128& hash) {
  return fmt::format("{:016x}{:016x}", hash.high, hash.low);
}

}  // namespace exeunt::digest
