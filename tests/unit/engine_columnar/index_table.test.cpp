#include "interpreter/engine/columnar/index_table.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

using namespace exeunt;
using namespace exeunt::engine::columnar;

namespace {

struct Record {
  uint64_t hash;
  uint64_t offset;
};

/// A table in a file of its own.
struct Table {
  std::string bytes;
  IndexTable place;
  std::vector<digest::Hash128> blocks;
  bool is_written = false;
};

Table write(const std::vector<Record>& records, uint32_t threads = 1) {
  uint64_t end = 1;
  for (const Record& each : records) {
    end = std::max(end, each.offset + 1);
  }
  TableBuilder builder(end);
  TableBuilder::Feed feed(builder);
  for (const auto& [hash, offset] : records) {
    feed.add(hash, offset);
  }
  CHECK_FALSE(feed.finish());
  Table table;
  diagnostic::Sink sink;
  BlockWriter blocks([&](std::string_view piece) {
    table.bytes += piece;
    return true;
  });
  table.is_written = blocks.write("something before") && builder.write(blocks, table.place, threads, sink);
  table.blocks = blocks.finish();
  return table;
}

/// What is found under the hashes; nothing where the table is damaged.
std::optional<std::set<uint64_t>> find(const Table& table, const std::vector<uint64_t>& hashes) {
  const auto file = source::Seekable::of("table", table.bytes);
  BlockReader buckets(file, table.bytes.size(), table.blocks);
  BlockReader data(file, table.bytes.size(), table.blocks);
  std::set<uint64_t> offsets;
  const bool well = look_up(buckets, data, table.place, hashes, [&](uint64_t, uint64_t offset) {
    offsets.insert(offset);
    return true;
  });
  return well ? std::optional(offsets) : std::nullopt;
}

/// Well spread, and the same every time.
uint64_t mix(uint64_t number) { return digest::xxh3(std::to_string(number)).low; }

}  // namespace

TEST_CASE("a table gives back every line of a key, and few others") {
  std::vector<Record> records;
  std::map<uint64_t, std::set<uint64_t>> expected;
  for (uint64_t i = 0; i < 60000; ++i) {
    // Some keys have thousands of lines, most have one.
    const uint64_t hash = mix(i % 3 == 0 ? i % 7 : i);
    const uint64_t offset = (i * 7919) % 60000 * 211;
    records.push_back({hash, offset});
    expected[hash].insert(offset);
  }
  const Table table = write(records);
  REQUIRE(table.is_written);
  std::size_t strangers = 0;
  for (const auto& [hash, offsets] : expected) {
    const auto found = find(table, {hash});
    REQUIRE(found);
    CHECK(std::includes(found->begin(), found->end(), offsets.begin(), offsets.end()));
    strangers += found->size() > offsets.size() ? 1 : 0;
  }
  CHECK(strangers < expected.size() / 4);
  CHECK(write(records, 3).bytes == table.bytes);
  CHECK(table.bytes.size() < records.size() * 8);
}

TEST_CASE("a table of nothing finds nothing") {
  const Table table = write({});
  CHECK(find(table, {0, 1, UINT64_MAX}) == std::set<uint64_t>{});
}

TEST_CASE("a line that has a key twice is there once, and offsets may be large") {
  const uint64_t one = uint64_t{5} << 56;
  const uint64_t another = uint64_t{6} << 56;
  const Table table = write({{one, 0}, {one, 0}, {one, uint64_t{1} << 50}, {another, 3}});
  CHECK(find(table, {one}) == std::set<uint64_t>{0, uint64_t{1} << 50});
  CHECK(find(table, {one, another}) == std::set<uint64_t>{0, 3, uint64_t{1} << 50});
}

TEST_CASE("a table of which a byte was changed finds nothing wrong") {
  std::vector<Record> records;
  for (uint64_t i = 0; i < 3000; ++i) {
    records.push_back({mix(i), i * 100});
  }
  const Table table = write(records);
  for (std::size_t place = 0; place < table.bytes.size(); place += 97) {
    Table damaged = table;
    damaged.bytes[place] = static_cast<char>(damaged.bytes[place] ^ 1);
    const auto found = find(damaged, {mix(7)});
    CHECK((!found || found->contains(700)));
  }
  Table cut = table;
  cut.bytes.resize(cut.bytes.size() / 2);
  CHECK_FALSE(find(cut, {mix(7)}));
}

TEST_CASE("a place that is not in the table is none") {
  Table table = write({{5, 0}});
  table.place.bucket_bits = 63;
  CHECK_FALSE(find(table, {5}));
  table.place.bucket_bits = 0;
  CHECK_FALSE(find(table, {5}));
}

TEST_CASE("a varint is read back, and one that does not end is none") {
  for (const uint64_t number : {uint64_t{0}, uint64_t{127}, uint64_t{128}, uint64_t{1} << 35, UINT64_MAX}) {
    std::string bytes;
    append_varint(bytes, number);
    std::string_view rest = bytes;
    uint64_t read = 1;
    CHECK(take_varint(rest, read));
    CHECK(read == number);
    CHECK(rest.empty());
    rest = std::string_view(bytes).substr(0, bytes.size() - 1);
    CHECK_FALSE(take_varint(rest, read));
  }
}
