#include "interpreter/snapshot/content.h"

#include <catch2/catch.hpp>

#include <vector>

#include "interpreter/digest/xxh3.h"

namespace exeunt::snapshot {
namespace {

__extension__ typedef unsigned __int128 Wide;

std::string digest_of(const std::vector<std::string_view>& objects, const Header& header = {}) {
  ContentDigest digest;
  for (const std::string_view object : objects) {
    digest.add(object);
  }
  return digest.finish(header);
}

TEST_CASE("the digest is the one that is documented") {
  const std::string one = R"({"type":"user","id":"1"})";
  const std::string two = R"({"type":"user","id":"3"})";
  const digest::Hash128 a = digest::xxh3(one);
  const digest::Hash128 b = digest::xxh3(two);
  const Wide added = ((Wide{a.high} << 64) | a.low) + ((Wide{b.high} << 64) | b.low);
  const digest::Hash128 sum{static_cast<uint64_t>(added >> 64), static_cast<uint64_t>(added)};
  Header header;
  header.absent_is_null = true;
  header.incomplete = {"webhook", "contact_role"};
  const std::string text =
      "exeunt.snapshot/1\nabsent null\nincomplete contact_role\nincomplete webhook\nobjects 2\nsum " + digest::hex(sum) + "\n";
  CHECK(digest_of({one, two}, header) == "xxh3:" + digest::hex(digest::xxh3(text)));
  CHECK(digest_of({}) == "xxh3:" + digest::hex(digest::xxh3(
                             "exeunt.snapshot/1\nabsent unknown\nobjects 0\nsum 00000000000000000000000000000000\n")));
}

TEST_CASE("the sum is of 128 bits: what the lower half cannot hold goes to the upper one") {
  // Of a thousand objects some five hundred carry.
  ContentDigest forward;
  Wide sum = 0;
  for (int i = 0; i < 1000; ++i) {
    const std::string object = std::to_string(i);
    const digest::Hash128 hash = digest::xxh3(object);
    sum += (static_cast<Wide>(hash.high) << 64) | hash.low;
    forward.add(object);
  }
  const digest::Hash128 expected{static_cast<uint64_t>(sum >> 64), static_cast<uint64_t>(sum)};
  CHECK(forward.finish({}) == "xxh3:" + digest::hex(digest::xxh3("exeunt.snapshot/1\nabsent unknown\nobjects 1000\nsum " +
                                                                digest::hex(expected) + "\n")));
}

TEST_CASE("order makes no difference, number and header do") {
  CHECK(digest_of({"a", "b", "c"}) == digest_of({"c", "a", "b"}));
  CHECK(digest_of({"a", "b"}) != digest_of({"a", "b", "b"}));
  CHECK(digest_of({"a", "a"}) != digest_of({"b", "b"}));
  CHECK(digest_of({"ab"}) != digest_of({"a", "b"}));
  Header gaps;
  gaps.incomplete = {"webhook"};
  Header null;
  null.absent_is_null = true;
  CHECK(digest_of({"a"}) != digest_of({"a"}, gaps));
  CHECK(digest_of({"a"}) != digest_of({"a"}, null));
}

}  // namespace
}  // namespace exeunt::snapshot
