#include "interpreter/mapping/stem.h"

#include <catch2/catch.hpp>

namespace exeunt::mapping {
namespace {

TEST_CASE("the files of a stem, and their pages") {
  const Stem stem{"deals"};
  const auto page = [&](std::string_view path) { return match(stem, path).value().page; };
  CHECK(page("deals") == std::nullopt);
  CHECK(page("deals-2") == 2u);
  CHECK(page("deals.10") == 10u);
  CHECK(page("deals/1") == 1u);
  CHECK(page("deals/page-3") == 3u);
  CHECK(page("deals/open") == std::nullopt);
  for (const std::string_view other : {"deal", "dealsx", "deals-archived", "deals_2", "deals-", "old/deals", ""}) {
    CHECK_FALSE(match(stem, other));
  }
  CHECK(match(stem, "deals-2")->series == match(stem, "deals")->series);
}

TEST_CASE("what stands for the star is a series of its own") {
  const Stem stem{"permissions/*"};
  CHECK(match(stem, "permissions/7")->star == "7");
  CHECK(match(stem, "permissions/7.2")->star == "7");
  CHECK(match(stem, "permissions/7.2")->page == 2u);
  CHECK(match(stem, "permissions/7.2")->series == match(stem, "permissions/7")->series);
  CHECK(match(stem, "permissions/7")->series != match(stem, "permissions/8")->series);
  CHECK(match(stem, "permissions/a-1")->star == "a-1");
  CHECK(match(stem, "permissions/3.4567890123")->star == "3.4567890123");  // no page has so many digits
  CHECK_FALSE(match(stem, "permissions/"));
  CHECK_FALSE(match(stem, "permissions/7/8"));
  CHECK_FALSE(match(stem, "permission/7"));

  const Stem inside{"user-*-teams"};
  CHECK(match(inside, "user-7-teams")->star == "7");
  CHECK(match(inside, "user-7-teams.3")->page == 3u);
  CHECK_FALSE(match(inside, "user--teams"));
}

TEST_CASE("suffixes of responses") {
  CHECK(strip_suffixes("a/deals.json") == "a/deals");
  CHECK(strip_suffixes("deals.ndjson.gz") == "deals");
  CHECK(strip_suffixes("deals.jsonl") == "deals");
  CHECK_FALSE(strip_suffixes("deals"));
  CHECK_FALSE(strip_suffixes("deals.gz"));
  CHECK_FALSE(strip_suffixes("deals.yaml"));
  CHECK_FALSE(strip_suffixes(".json"));
}

TEST_CASE("numbers in names are ordered by value") {
  CHECK(compare_natural("deals-2", "deals-10") < 0);
  CHECK(compare_natural("deals", "deals-2") < 0);
  CHECK(compare_natural("deals-02", "deals-2") == 0);
  CHECK(compare_natural("b", "a10") > 0);
  CHECK(compare_natural("a99999999999999999999999", "a100000000000000000000000") < 0);
  CHECK(compare_natural("", "") == 0);
}

}  // namespace
}  // namespace exeunt::mapping
