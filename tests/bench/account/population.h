// How many objects of each entity an account has, which ids they have, and in which order the file holds them.
//
// Objects of an entity are counted from 0 by their ids: ids grow with these ordinals, with one number in four left out,
// as where objects have been deleted. In the file, entities are mixed at random, and the ids of each are in no order.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "tests/bench/account/random.h"

namespace exeunt::bench {

/// An entity's part of an account.
struct Share {
  std::string_view entity;
  uint32_t per_million = 0;
  /// The entity without which there can be none of this one, by its place in the table; its own place: none.
  uint8_t needs = 0;
};

class Population {
 public:
  /// `fixed[i]`, where not 0, is the count of entity i. The others have their shares of what these leave, which is at
  /// least half of a small account; entity `rest` has whatever remains. Each entity has an object, unless there are
  /// fewer than 400.
  Population(const std::vector<Share>& parts, const std::vector<uint32_t>& fixed, uint8_t rest, uint32_t objects);

  uint32_t count(uint8_t entity) const { return counts_[entity]; }
  /// The id of the object with this ordinal: from 1, growing. Ordinals that are multiples of 3 have ids from 1 in steps
  /// of 4.
  static uint64_t id(uint8_t entity, uint32_t ordinal);

  /// The entities of all objects, in the order of the file.
  std::vector<uint8_t> mix(Random& random) const;

 private:
  std::vector<uint32_t> counts_;
};

/// Every ordinal below a count once, jumping about.
class Scramble {
 public:
  Scramble(uint32_t count, Random& random);
  uint32_t next() {
    const uint32_t out = at_;
    at_ = at_ >= count_ - step_ ? at_ - (count_ - step_) : at_ + step_;
    return out;
  }

 private:
  uint32_t count_;
  uint32_t step_;
  uint32_t at_;
};

}  // namespace exeunt::bench
