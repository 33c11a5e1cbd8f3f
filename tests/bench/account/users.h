// The users of an account, and who of them has what.
#pragma once

#include <cstdint>
#include <vector>

#include "tests/bench/account/line.h"
#include "tests/bench/account/random.h"

namespace exeunt::bench {

struct User {
  enum class Status : uint8_t { active, deactivated, deleted };

  uint64_t id = 0;
  Status status = Status::active;
  bool is_admin = false;
};

class Users {
 public:
  /// How many users an account of this many objects has: 20 to 300, and half of the objects where these are fewer
  /// than 40.
  static uint32_t count_for(uint32_t objects);

  /// `entity` is the place of users in the table of entities.
  Users(uint8_t entity, uint32_t count, Random& random);

  const std::vector<User>& all() const { return all_; }

  /// Somebody, by Zipf's law.
  const User& pick(Random& random) const { return all_[by_rank_[zipf_(random)]]; }

  /// `["user:17","user:1"]`: so many different users, at most 8, and at most as many as there are.
  void write_list(Line& line, uint32_t count, Random& random) const;

 private:
  std::vector<User> all_;          ///< by ordinal
  std::vector<uint16_t> by_rank_;  ///< ordinals
  Zipf zipf_;
};

/// `"user:17"`
void write_user(Line& line, const User& user);

}  // namespace exeunt::bench
