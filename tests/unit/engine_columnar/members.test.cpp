#include "interpreter/engine/columnar/members.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace exeunt::engine::columnar {
namespace {

std::string id_of(const Members& members, const Members::Entry& entry) {
  Members::Digits digits;
  return std::string(members.texts(entry, digits).id);
}
std::string label_of(const Members& members, const Members::Entry& entry) {
  Members::Digits digits;
  return std::string(members.texts(entry, digits).label);
}

std::vector<std::string> names(const Members& members) {
  std::vector<std::string> out;
  for (const Members::Entry& entry : members.entries()) {
    out.push_back(std::to_string(entry.class_index) + ":" + id_of(members, entry));
  }
  return out;
}

TEST_CASE("ids in the order that people expect") {
  Members members;
  for (const char* const id : {"10", "9", "007", "a", "7", "", "99999999999999999999", "1000000000000000000", "0", "00", "-1", "1e3", "B"}) {
    members.add(0, {id, {}});
  }
  members.sort_by_id({0});
  std::vector<std::string> ids;
  for (const Members::Entry& entry : members.entries()) {
    ids.push_back(id_of(members, entry));
  }
  for (std::size_t i = 1; i < ids.size(); ++i) {
    INFO(ids[i - 1] << " before " << ids[i]);
    CHECK(model::compare_ids(ids[i - 1], ids[i]) < 0);
  }
  CHECK(ids.size() == 13);
}

TEST_CASE("types before ids, and classes of one type among each other") {
  Members members;
  members.add(0, {"2", {}});
  members.add(1, {"1", {}});
  members.add(2, {"1", {}});
  members.add(0, {"10", {}});
  members.sort_by_id({1, 1, 0});
  CHECK(names(members) == std::vector<std::string>{"2:1", "1:1", "0:2", "0:10"});
  members.sort_by_text({1, 1, 0});
  CHECK(names(members) == std::vector<std::string>{"2:1", "1:1", "0:10", "0:2"});
}

TEST_CASE("ids as texts") {
  Members members;
  for (const char* const id : {"2", "10", "1", "x", "100", "9", "1a", "19", "", "999999999999999999", "9999999999999999999"}) {
    members.add(0, {id, {}});
  }
  members.sort_by_text({0});
  CHECK(names(members) == std::vector<std::string>{"0:", "0:1", "0:10", "0:100", "0:19", "0:1a", "0:2", "0:9", "0:999999999999999999",
                                                   "0:9999999999999999999", "0:x"});
}

TEST_CASE("members that are numbers, of several threads, and some that go") {
  Members all;
  for (uint64_t thread = 0; thread < 3; ++thread) {
    Members members;
    members.add_number(0, 10 - thread);
    members.add(1, {"20" + std::string(thread, '0'), {}});
    all.merge(std::move(members), {1, 0});
  }
  all.sort_by_id({0, 0});
  CHECK(names(all) == std::vector<std::string>{"1:8", "1:9", "1:10", "0:20", "0:200", "0:2000"});
  CHECK(all.find({0, 0}, 0, "9").data() == &all.entries()[1]);
  all.erase({1, 3, 5});
  CHECK(names(all) == std::vector<std::string>{"1:8", "1:10", "0:200"});
  all.sort_by_text({0, 0});
  CHECK(names(all) == std::vector<std::string>{"1:10", "0:200", "1:8"});
}

TEST_CASE("texts of any length, and members of several threads") {
  const auto long_text = [](std::size_t size, char c) { return std::string(size, c); };
  const std::vector<std::size_t> sizes = {0, 1, 3, 65'000, 65'535, 65'536, 65'537, 200'000, 5, 1'000'000, 2};
  Members all;
  for (uint32_t thread = 0; thread < 3; ++thread) {
    Members members;
    for (const std::size_t size : sizes) {
      members.add(thread, {"id" + std::to_string(thread), long_text(size, static_cast<char>('a' + thread))});
    }
    all.merge(std::move(members), {5, 6, 7});
    all.add(9, {"between", "merges"});
  }
  REQUIRE(all.entries().size() == 3 * (sizes.size() + 1));
  std::size_t at = 0;
  for (uint32_t thread = 0; thread < 3; ++thread) {
    for (const std::size_t size : sizes) {
      const Members::Entry& entry = all.entries()[at++];
      CHECK(entry.class_index == 5 + thread);
      CHECK(id_of(all, entry) == "id" + std::to_string(thread));
      CHECK(label_of(all, entry) == long_text(size, static_cast<char>('a' + thread)));
    }
    CHECK(label_of(all, all.entries()[at++]) == "merges");
  }
}

}  // namespace
}  // namespace exeunt::engine::columnar
