#include "interpreter/engine/columnar/waiting.h"

#include <catch2/catch.hpp>
#include <string>

namespace exeunt::engine::columnar {
namespace {

TEST_CASE("what waits for an object that is not quiet is woken") {
  std::vector<WaitingList> lists(2);
  lists[0].add_quiet("automation:1");
  lists[1].add("automation:1", 300);
  lists[1].add("automation:2", 200);  // nobody says so of it
  lists[0].add("automation:3", 100);
  lists[1].add_quiet("automation:3");
  lists[0].add("automation:2", 400);
  std::vector<uint64_t> offsets = {250};
  CHECK_FALSE(wake(lists, offsets));
  CHECK(offsets == std::vector<uint64_t>{200, 250, 400});
}

TEST_CASE("what waits for several objects is woken by one of them, and once") {
  std::vector<WaitingList> lists(1);
  lists[0].add_quiet("deal:1");
  lists[0].add("deal:1", 7);
  lists[0].add("deal:2", 7);
  lists[0].add("deal:3", 7);
  std::vector<uint64_t> offsets;
  CHECK_FALSE(wake(lists, offsets));
  CHECK(offsets == std::vector<uint64_t>{7});
}

TEST_CASE("more quiet objects than are looked at together") {
  constexpr uint64_t count = 2'500'000;
  std::vector<WaitingList> lists(2);
  for (uint64_t i = 0; i < count; ++i) {
    lists[i % 2].add_quiet("deal:" + std::to_string(i));
  }
  for (uint64_t i = 0; i < count + 1000; i += 100) {
    lists[i % 3 % 2].add("deal:" + std::to_string(i), i);
  }
  std::vector<uint64_t> offsets;
  CHECK_FALSE(wake(lists, offsets));
  std::vector<uint64_t> expected;
  for (uint64_t i = count; i < count + 1000; i += 100) {
    expected.push_back(i);
  }
  CHECK(offsets == expected);
}

}  // namespace
}  // namespace exeunt::engine::columnar
