#include "interpreter/engine/columnar/index_rows.h"

#include <catch2/catch.hpp>
#include <tuple>

#include "interpreter/engine/columnar/ledger.h"
#include "interpreter/engine/columnar/members.h"

using namespace exeunt;
using namespace exeunt::engine::columnar;

namespace {

struct Given {
  std::string leaver;
  std::string id;
  uint64_t offset;
  ShapeNumber shape;
  uint32_t mask;
};

/// Rows in a file of their own.
struct Written {
  std::string bytes;
  IndexTable table;
  std::vector<digest::Hash128> blocks;
};

/// `job` objects refer to `task` objects through their first field, and look-ups by tasks find jobs.
Sought sought_tasks() {
  model::Model model;
  model.entities.resize(3);
  model.entities[1].name = "task";
  model.entities[2].name = "job";
  Interest interest{std::vector<EntityInterest>(3)};
  interest.entities[1].sought_by = {{2, 0}};
  return Sought(model, {&interest}, 1000);
}

Written write(const std::vector<std::vector<Given>>& by_feed, const Shapes& shapes, uint32_t threads,
              const Sought& sought = sought_tasks()) {
  RowIntake intake;
  for (const auto& given : by_feed) {
    RowIntake::Feed feed(intake);
    for (const Given& row : given) {
      feed.add(row.leaver, shapes.entity(row.shape), row.id, row.offset, row.shape, row.mask);
    }
    CHECK_FALSE(feed.finish());
  }
  Written written;
  diagnostic::Sink sink;
  BlockWriter blocks([&](std::string_view piece) {
    written.bytes += piece;
    return true;
  });
  TableBuilder table(uint64_t{1} << 48);
  TableBuilder::Feed places(table);
  REQUIRE(write_rows(intake, blocks, places, shapes, sought, threads, sink));
  CHECK_FALSE(places.finish());
  REQUIRE(table.write(blocks, written.table, threads, sink));
  written.blocks = blocks.finish();
  return written;
}

/// No value: it is damaged.
std::optional<LeaverRows> read(const Written& written, const std::string& leaver) {
  const auto file = source::Seekable::of("rows", written.bytes);
  const auto reader = [&] { return BlockReader(file, written.bytes.size(), written.blocks); };
  BlockReader buckets = reader(), data = reader(), rows = reader();
  std::optional<LeaverRows> found;
  const auto take = [&](uint64_t, uint64_t offset) { return read_rows(rows, offset, leaver, found); };
  if (!look_up(buckets, data, written.table, {Ledger::hash(leaver)}, take)) {
    return std::nullopt;
  }
  return found ? std::move(found) : LeaverRows();
}

using Told = std::vector<std::tuple<model::EntityIndex, std::string, uint64_t, uint32_t>>;

Told told(const LeaverRows& rows) {
  Told all;
  std::size_t at = 0;
  for (const auto& section : rows.sections) {
    for (; at < section.end; ++at) {
      const IndexRow& row = rows.rows[at];
      const bool is_number = row.number != Members::no_number;
      all.emplace_back(section.entity, is_number ? std::to_string(row.number) : rows.texts[row.text], row.offset, row.code);
    }
  }
  return all;
}

}  // namespace

TEST_CASE("rows of a leaver come in canonical order, and alike ones have one code") {
  Shapes shapes(3);
  const ShapeNumber plain = shapes.number(1, {7});
  const ShapeNumber other = shapes.number(1, {8});
  const ShapeNumber last = shapes.number(2, {7});
  const std::string odd = "a/b:\xc3\xa4";
  const std::vector<Given> first = {{"user:7", "10", 0, plain, 1}, {"user:7", "9", 40, plain, 1}, {"user:8", "9", 40, plain, 2},
                                    {"user:7", "11", 90, plain, 2}, {"user:7", "5", 300, last, 1}};
  const std::vector<Given> second = {{"user:7", odd, 100, plain, 1},
                                     {"user:7", "007", 120, other, 1},
                                     {"user:7", "7", 150, other, 1},
                                     {"user:7", "4", 200, Shapes::none(2), 0}, {"user:7", "4", 200, Shapes::none(2), 0},
                                     {"user:7", "9", 220, Shapes::none(1), 0}, {"user:7", "99999999999999999999", 230, plain, 1}};
  const Written written = write({first, second}, shapes, 1);
  const auto rows = read(written, "user:7");
  REQUIRE(rows);
  CHECK(told(*rows) == Told{{1, "007", 120, 1}, {1, "7", 150, 1}, {1, "9", 40, 2}, {1, "9", 220, 0}, {1, "10", 0, 2},
                            {1, "11", 90, 3}, {1, "99999999999999999999", 230, 2}, {1, odd, 100, 2}, {2, "4", 200, 0}, {2, "5", 300, 4}});
  CHECK(told(*read(written, "user:8")) == Told{{1, "9", 40, 1}});
  CHECK(told(*read(written, "user:77")).empty());
  CHECK(write({second, first}, shapes, 2).bytes == written.bytes);
}

TEST_CASE("what somebody refers to is like no other where look-ups may find whom") {
  Shapes shapes(3);
  const ShapeNumber task = shapes.number(1, {7});
  const ShapeNumber job = shapes.number(2, {7});
  Sought sought = sought_tasks();
  CHECK(sought.fields(2) == std::vector<model::FieldIndex>{0});
  CHECK(sought.fields(1).empty());
  sought.note("task:5");
  sought.note("task:a");
  sought.note("job:3");
  const std::vector<Given> given = {{"user:7", "4", 0, task, 1}, {"user:7", "5", 10, task, 1}, {"user:7", "6", 20, task, 1},
                                    {"user:7", "a", 30, task, 1}, {"user:7", "b", 40, task, 1}, {"user:7", "3", 50, job, 1}};
  const auto rows = read(write({given}, shapes, 1, sought), "user:7");
  REQUIRE(rows);
  CHECK(told(*rows) == Told{{1, "4", 0, 1}, {1, "5", 10, 0}, {1, "6", 20, 1}, {1, "a", 30, 0}, {1, "b", 40, 1}, {2, "3", 50, 2}});
}

TEST_CASE("many rows of many leavers are there again, whoever handed them over") {
  Shapes shapes(2);
  std::vector<ShapeNumber> known;
  for (uint64_t i = 0; i < 300; ++i) {
    known.push_back(shapes.number(static_cast<model::EntityIndex>(i % 2), {i}));
  }
  std::vector<std::vector<Given>> by_feed(3);
  std::map<std::string, Told> expected;
  for (uint64_t i = 0; i < 60'000; ++i) {
    const std::string leaver = "user:" + std::to_string(i % 11 == 0 ? 1 : i % 997);
    const uint64_t id = (i * 7919) % 60'000;
    by_feed[i / 100 % 3].push_back({leaver, std::to_string(id), i * 250, known[i % 300], 1});
    expected[leaver].emplace_back(i % 2, std::to_string(id), i * 250, 0);
  }
  const Written written = write(by_feed, shapes, 1);
  CHECK(write({by_feed[2], by_feed[0], by_feed[1]}, shapes, 3).bytes == written.bytes);
  for (auto& [leaver, rows] : expected) {
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
      return std::get<0>(a) != std::get<0>(b) ? std::get<0>(a) < std::get<0>(b)
                                              : std::stoi(std::get<1>(a)) < std::stoi(std::get<1>(b));
    });
    const auto found = read(written, leaver);
    REQUIRE(found);
    Told without_codes = told(*found);
    std::map<uint32_t, uint64_t> shape_of;
    for (auto& [entity, id, offset, code] : without_codes) {
      CHECK(shape_of.emplace(code, offset / 250 % 300).first->second == offset / 250 % 300);
      code = 0;
    }
    CHECK(without_codes == rows);
    CHECK(shape_of.size() + 1 == found->codes);
  }
}

TEST_CASE("an entity with more shapes than are worth telling apart has none") {
  Shapes shapes(1);
  std::vector<Given> given;
  for (uint64_t i = 0; i < 70'000; ++i) {
    given.push_back({"user:7", std::to_string(i), i * 100, shapes.number(0, {i}), 1});
  }
  const Written written = write({given}, shapes, 1);
  const auto rows = read(written, "user:7");
  REQUIRE(rows);
  CHECK(rows->codes == 1);
  CHECK(rows->rows.size() == given.size());
}

TEST_CASE("rows of which a byte was changed are none") {
  Shapes shapes(1);
  std::vector<Given> given;
  for (uint64_t i = 0; i < 3000; ++i) {
    given.push_back({"user:" + std::to_string(i % 5), std::to_string(i), i * 100, shapes.number(0, {i % 7}), 1});
  }
  const Written written = write({given}, shapes, 1);
  const Told expected = told(*read(written, "user:3"));
  for (std::size_t place = 0; place < written.bytes.size(); place += 97) {
    Written damaged = written;
    damaged.bytes[place] = static_cast<char>(damaged.bytes[place] ^ 1);
    const auto found = read(damaged, "user:3");
    CHECK((!found || told(*found) == expected));
    // Nor is anything believed that has a checksum.
    BlockWriter blocks([](std::string_view) { return true; });
    blocks.write(damaged.bytes);
    damaged.blocks = blocks.finish();
    read(damaged, "user:3");
  }
}
