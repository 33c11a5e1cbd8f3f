// Of this room alone: xxh3 as it is compiled for machines with AVX2. Elsewhere it is compiled as everything is, and not asked.
#pragma once

#include <string_view>

#include "interpreter/digest/xxh3.h"

namespace exeunt::digest {

Hash128 xxh3_avx2(std::string_view bytes, uint64_t seed);

}  // namespace exeunt::digest
