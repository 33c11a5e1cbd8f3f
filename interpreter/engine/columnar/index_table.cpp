#include "interpreter/engine/columnar/index_table.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <thread>

#include "interpreter/diagnostic/load_error.h"

namespace exeunt::engine::columnar {
namespace {

using Record = TableBuilder::Record;

constexpr uint64_t records_a_bucket = 16;  // at least, on the average; and less than twice as many

constexpr unsigned most_bucket_bits = 48;

/// One key of a bucket: [first, last) have its hash.
void append_key(std::string& to, const Record* first, const Record* last) {
  to += static_cast<char>(first->hash & 0xff);
  std::string others;
  uint64_t before = first->offset;
  for (const Record* each = first + 1; each != last; ++each) {
    if (each->offset != before) {
      append_varint(others, each->offset - before);
      before = each->offset;
    }
  }
  append_varint(to, first->offset << 1 | (others.empty() ? 0 : 1));
  if (!others.empty()) {
    append_varint(to, others.size());
    to += others;
  }
}

/// A bucket's position; they stand one behind the other, and one more behind the last.
std::optional<IndexPlace> bucket_place(BlockReader& file, const IndexTable& table, uint64_t bucket) {
  const auto bytes = file.read(table.buckets.offset + bucket * sizeof(uint64_t), 2 * sizeof(uint64_t));
  if (!bytes) {
    return std::nullopt;
  }
  std::array<uint64_t, 2> ends{};
  std::memcpy(ends.data(), bytes->data(), sizeof ends);
  if (ends[0] > ends[1] || ends[1] > table.data.size) {
    return std::nullopt;
  }
  return IndexPlace{table.data.offset + ends[0], ends[1] - ends[0]};
}

bool search(std::string_view bucket, uint64_t hash, const std::function<bool(uint64_t, uint64_t)>& found) {
  while (!bucket.empty()) {
    const bool is_it = static_cast<unsigned char>(bucket.front()) == (hash & 0xff);
    bucket.remove_prefix(1);
    uint64_t first = 0;
    if (!take_varint(bucket, first)) {
      return false;
    }
    std::string_view others;
    if ((first & 1) != 0) {
      uint64_t size = 0;
      if (!take_varint(bucket, size) || size > bucket.size()) {
        return false;
      }
      others = bucket.substr(0, static_cast<std::size_t>(size));
      bucket.remove_prefix(static_cast<std::size_t>(size));
    }
    const auto take = [&](uint64_t offset) { return found(hash, offset); };
    if (is_it && (!take(first >> 1) || !for_each_offset(others, first >> 1, take))) {
      return false;
    }
  }
  return true;
}

}  // namespace

struct TableBuilder::Encoded {
  std::string data;
  std::vector<uint64_t> sizes;  ///< of the buckets
  std::optional<std::string> error;
};

TableBuilder::TableBuilder() : parts_(std::make_unique<std::array<Part, parts>>()) {}

void TableBuilder::Feed::hand_over(std::vector<Record>& records) {
  Part& part = (*builder_.parts_)[static_cast<std::size_t>(&records - waiting_.data())];
  const std::lock_guard lock(part.mutex);
  part.count += records.size();
  if (auto error = part.records.write({reinterpret_cast<const char*>(records.data()), records.size() * sizeof(Record)})) {
    error_ = std::move(error);
  }
  records.clear();
}

const std::optional<std::string>& TableBuilder::Feed::finish() {
  for (std::vector<Record>& records : waiting_) {
    hand_over(records);
  }
  return error_;
}

TableBuilder::Encoded TableBuilder::encode(const Part& part, unsigned bucket_bits) const {
  Encoded result;
  std::vector<Record> read;
  read.reserve(part.count);
  static_assert(source::Scratch::piece_size % sizeof(Record) == 0);
  result.error = part.records.read([&](std::string_view piece) -> std::optional<std::string> {
    const std::size_t before = read.size();
    read.resize(before + piece.size() / sizeof(Record));
    std::memcpy(read.data() + before, piece.data(), piece.size());
    return std::nullopt;
  });
  // Into buckets first, which is one pass; what is left to sort is small then.
  const std::size_t buckets = std::size_t{1} << (bucket_bits - part_bits);
  const auto bucket_of = [&](const Record& record) {
    return static_cast<std::size_t>(record.hash >> (64 - bucket_bits)) & (buckets - 1);
  };
  std::vector<std::size_t> ends(buckets + 1);
  for (const Record& record : read) {
    ++ends[bucket_of(record) + 1];
  }
  for (std::size_t i = 0; i < buckets; ++i) {
    ends[i + 1] += ends[i];
  }
  std::vector<Record> sorted(read.size());
  for (const Record& record : read) {
    sorted[ends[bucket_of(record)]++] = record;
  }
  std::size_t begin = 0;
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    const std::size_t end = ends[bucket];
    std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(begin), sorted.begin() + static_cast<std::ptrdiff_t>(end),
              [](const Record& a, const Record& b) { return a.hash != b.hash ? a.hash < b.hash : a.offset < b.offset; });
    const std::size_t size_before = result.data.size();
    while (begin < end) {
      std::size_t next = begin + 1;
      while (next < end && sorted[next].hash == sorted[begin].hash) {
        ++next;
      }
      append_key(result.data, sorted.data() + begin, sorted.data() + next);
      begin = next;
    }
    result.sizes.push_back(result.data.size() - size_before);
  }
  return result;
}

bool TableBuilder::write(BlockWriter& to, IndexTable& table, uint32_t threads, diagnostic::Sink& sink) const {
  uint64_t count = 0;
  for (const Part& part : *parts_) {
    count += part.count;
  }
  const unsigned bits = static_cast<unsigned>(std::bit_width(count / records_a_bucket));
  const unsigned bucket_bits = std::clamp(bits == 0 ? 0u : bits - 1, part_bits, most_bucket_bits);
  table.bucket_bits = bucket_bits;
  table.data.offset = to.size();
  std::vector<uint64_t> ends{0};
  ends.reserve((std::size_t{1} << bucket_bits) + 1);
  for (std::size_t first = 0; first < parts; first += threads) {
    const std::size_t together = std::min<std::size_t>(threads, parts - first);
    std::vector<Encoded> encoded(together);
    const auto work = [&](std::size_t i) { encoded[i] = encode((*parts_)[first + i], bucket_bits); };
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < together; ++i) {
      others.emplace_back(work, i);
    }
    work(0);
    for (std::thread& each : others) {
      each.join();
    }
    for (Encoded& each : encoded) {
      if (each.error) {
        diagnostic::report(sink, {source::LoadError::Reason::unreadable, "a temporary file", *each.error});
        return false;
      }
      if (!to.write(each.data)) {
        return false;
      }
      for (const uint64_t size : each.sizes) {
        ends.push_back(ends.back() + size);
      }
    }
  }
  table.data.size = to.size() - table.data.offset;
  table.buckets = {to.size(), ends.size() * sizeof(uint64_t)};
  return to.write({reinterpret_cast<const char*>(ends.data()), ends.size() * sizeof(uint64_t)});
}

bool look_up(BlockReader& buckets, BlockReader& data, const IndexTable& table, const std::vector<uint64_t>& hashes,
             const std::function<bool(uint64_t, uint64_t)>& found) {
  if (table.bucket_bits == 0 || table.bucket_bits > most_bucket_bits ||
      table.buckets.size != ((uint64_t{1} << table.bucket_bits) + 1) * sizeof(uint64_t)) {
    return false;
  }
  for (const uint64_t hash : hashes) {
    const auto place = bucket_place(buckets, table, hash >> (64 - table.bucket_bits));
    const auto bucket = place ? data.read(place->offset, place->size) : std::nullopt;
    if (!bucket || !search(*bucket, hash, found)) {
      return false;
    }
  }
  return true;
}

bool for_each_offset(std::string_view distances, uint64_t before, const std::function<bool(uint64_t)>& found) {
  while (!distances.empty()) {
    uint64_t distance = 0;
    if (!take_varint(distances, distance) || !found(before += distance)) {
      return false;
    }
  }
  return true;
}

}  // namespace exeunt::engine::columnar
