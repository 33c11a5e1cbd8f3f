// The entities of the pack `pipedrive`, and how much of an account each is.
#pragma once

#include <cstdint>
#include <vector>

#include "tests/bench/account/population.h"

namespace exeunt::bench {

enum Entity : uint8_t {
#define ENTITY(name, per_million, needs) name,
#include "tests/bench/account/entities.def"
#undef ENTITY
  entities
};

/// In the order of `Entity`.
extern const std::vector<Share> shares;

/// Counts of what does not grow with the account, but with its users or not at all.
std::vector<uint32_t> fixed_counts(uint32_t objects);

}  // namespace exeunt::bench
