// The same hash for machines with AVX2, where texts of more than 240 bytes take half the time.
#include "interpreter/digest/xxh3_avx2.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace exeunt::digest {

Hash128 xxh3_avx2(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.high64, hash.low64};
}

}  // namespace exeunt::digest
