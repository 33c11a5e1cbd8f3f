// How the cells of a row differ, by how much, and in which order rows are told. Private to the room.
#pragma once

#include <vector>

#include "interpreter/compare/comparison.h"

namespace exeunt::compare {

/// What is compared of a fate.
struct Mark {
  std::string outcome_class;
  Delay::Kind delay = Delay::Kind::none;
  std::optional<int64_t> seconds;
  bool reversible = true;
  friend auto operator<=>(const Mark&, const Mark&) = default;
};

/// What is compared of a contestant's answer.
struct Stand {
  bool is_stated = false;
  bool is_not_offered = false;
  std::vector<Mark> marks;  ///< any order, with doubles
  int worst = 0;            ///< severity, where something is stated
  bool irreversible = false;
};

struct Judgement {
  Difference difference = Difference::not_stated;
  int cost = 0;
  int worst = 0;
  bool irreversible = false;
};

/// The same for every order of `stands`.
Judgement judge(std::vector<Stand> stands);

/// Fills in all but the cells of a row.
void judge(Row& row);

/// Smaller: told earlier. Rows that are equal in this are told by their names.
struct Rank {
  int group = 0;
  int cost = 0;
  int worst = 0;
  friend auto operator<=>(const Rank&, const Rank&) = default;
};
Rank rank(Difference difference, int cost, int worst);

}  // namespace exeunt::compare
