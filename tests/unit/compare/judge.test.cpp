#include "interpreter/compare/judge.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace exeunt::compare;

namespace {

/// What `judge` finds, the same in every order.
Judgement judged(std::vector<Stand> stands) {
  std::vector<std::size_t> order(stands.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  const Judgement first = judge(stands);
  while (std::next_permutation(order.begin(), order.end())) {
    std::vector<Stand> shuffled;
    for (const std::size_t i : order) {
      shuffled.push_back(stands[i]);
    }
    const Judgement other = judge(shuffled);
    CHECK(other.difference == first.difference);
    CHECK(other.cost == first.cost);
    CHECK(other.worst == first.worst);
    CHECK(other.irreversible == first.irreversible);
  }
  return first;
}

const Mark kept{"retained", Delay::Kind::none, std::nullopt, true};
const Mark off{"disabled", Delay::Kind::none, std::nullopt, true};
const Mark gone{"erased", Delay::Kind::none, std::nullopt, false};
const Mark gone_in_30d{"erased", Delay::Kind::after, 2592000, false};
const Mark gone_in_60d{"erased", Delay::Kind::after, 5184000, false};

Stand stated(std::vector<Mark> marks, int worst, bool irreversible = false) {
  return {true, false, std::move(marks), worst, irreversible};
}
const Stand silent{};
const Stand not_offered{false, true, {}, 0, false};

}  // namespace

TEST_CASE("rows are judged by the sets of what happens") {
  CHECK(judged({stated({kept}, 0), stated({kept}, 0)}).difference == Difference::same);
  CHECK(judged({stated({kept, off}, 40), stated({off, kept, off}, 40)}).difference == Difference::same);
  CHECK(judged({stated({kept, off}, 40), stated({kept}, 0)}).difference == Difference::partly);
  CHECK(judged({stated({off}, 40), stated({kept}, 0)}).difference == Difference::different);
  CHECK(judged({stated({gone_in_30d}, 90, true), stated({gone_in_60d}, 90, true)}).difference == Difference::different);
}

TEST_CASE("silence is no statement") {
  CHECK(judged({stated({kept}, 0), silent}).difference == Difference::one_sided);
  CHECK(judged({stated({kept}, 0), not_offered}).difference == Difference::one_sided);
  CHECK(judged({silent, silent}).difference == Difference::not_stated);
  CHECK(judged({silent, not_offered}).difference == Difference::not_stated);
  CHECK(judged({not_offered, not_offered}).difference == Difference::same);
}

TEST_CASE("of three contestants the two that are furthest apart count") {
  CHECK(judged({stated({kept}, 0), stated({kept}, 0), silent}).difference == Difference::one_sided);
  const Judgement found = judged({stated({kept}, 0), stated({kept, off}, 40), stated({off, gone}, 100, true)});
  CHECK(found.difference == Difference::different);
  CHECK(found.cost == 100);
  CHECK(found.worst == 100);
  CHECK(found.irreversible);
  CHECK(judged({stated({kept}, 0), stated({off}, 40), silent}).difference == Difference::different);
}

TEST_CASE("the cost of a difference is the gap between the worst, or reversibility alone") {
  CHECK(judged({stated({kept}, 5), stated({off}, 40)}).cost == 35);
  CHECK(judged({stated({off}, 40), stated({{"disabled", Delay::Kind::none, std::nullopt, false}}, 40, true)}).cost == 1);
  CHECK(judged({stated({kept}, 40), stated({off}, 40)}).cost == 0);
  CHECK(judged({stated({kept}, 0), silent}).cost == 0);
  CHECK(judged({stated({kept}, 0), stated({kept}, 0)}).cost == 0);
}

TEST_CASE("what differs comes first, then what costs most, then what is worst") {
  std::vector<Rank> ranks{
      rank(Difference::not_stated, 0, 0), rank(Difference::same, 0, 100),  rank(Difference::one_sided, 0, 100),
      rank(Difference::partly, 10, 50),   rank(Difference::different, 10, 90), rank(Difference::partly, 80, 80),
  };
  std::sort(ranks.begin(), ranks.end());
  CHECK(ranks == std::vector<Rank>{{0, -80, -80}, {0, -10, -90}, {0, -10, -50}, {1, 0, -100}, {2, 0, -100}, {3, 0, 0}});
}
