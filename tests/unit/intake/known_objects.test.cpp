#include "interpreter/intake/known_objects.h"

#include <catch2/catch.hpp>

namespace exeunt::intake {
namespace {

TEST_CASE("an object comes once, again, or changed") {
  KnownObjects known;
  CHECK(known.add("deal:1", "a") == KnownObjects::Answer::added);
  CHECK(known.add("deal:1", "a") == KnownObjects::Answer::same);
  CHECK(known.add("deal:1", "b") == KnownObjects::Answer::different);
  CHECK(known.contains("deal:1"));
  CHECK_FALSE(known.contains("deal:2"));
}

TEST_CASE("many objects stay apart") {
  KnownObjects known;
  for (int i = 0; i < 20'000; ++i) {
    REQUIRE(known.add("deal:" + std::to_string(i), std::to_string(i)) == KnownObjects::Answer::added);
  }
  for (int i = 0; i < 20'000; ++i) {
    REQUIRE(known.add("deal:" + std::to_string(i), std::to_string(i)) == KnownObjects::Answer::same);
  }
  CHECK_FALSE(known.contains("deal:20000"));
}

TEST_CASE("references wait for their objects, and are told in order where none comes") {
  KnownObjects known;
  known.add("user:1", "");
  const auto from = [](std::string name) { return [name] { return name; }; };
  known.refer("user:1", from("a"));
  known.refer("user:10", from("b"));
  known.refer("user:9", from("c"));
  known.refer("user:9", from("d"));
  known.refer("deal:3", from("e"));
  known.refer("user:2", from("f"));
  known.add("user:2", "");  // comes later
  uint64_t count = 0;
  const auto named = known.dangling(2, count);
  CHECK(count == 4);
  REQUIRE(named.size() == 2);
  CHECK(named[0].to == "deal:3");
  CHECK(named[1].to == "user:9");
  CHECK(named[1].count == 2);
  CHECK(named[1].from == "c");
}

}  // namespace
}  // namespace exeunt::intake
