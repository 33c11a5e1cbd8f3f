#include "interpreter/engine/columnar/index_table.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/engine/columnar/in_parallel.h"

namespace exeunt::engine::columnar {
namespace {

constexpr uint64_t records_a_bucket = 16;  // at least, on the average; and less than twice as many

constexpr unsigned most_bucket_bits = 48;
constexpr unsigned most_hash_bits = 64;

/// The highest bits of a hash, and 0 for all others.
uint64_t known_bits(uint64_t hash, uint64_t count) { return count == 0 ? 0 : hash >> (64 - count) << (64 - count); }

/// What tells keys of a bucket apart.
uint8_t tag_of(uint64_t hash, uint64_t bucket_bits) { return static_cast<uint8_t>(hash << bucket_bits >> 56); }

/// One key of a bucket: offsets of [first, last).
void append_key(std::string& to, uint8_t tag, const uint64_t* first, const uint64_t* last, uint64_t offset_mask) {
  to += static_cast<char>(tag);
  std::string others;
  uint64_t before = *first & offset_mask;
  append_varint(to, before << 1 | (last - first > 1 && (last[-1] & offset_mask) != before ? 1 : 0));
  for (const uint64_t* each = first + 1; each != last; ++each) {
    const uint64_t offset = *each & offset_mask;
    if (offset != before) {
      append_varint(others, offset - before);
      before = offset;
    }
  }
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

bool search(std::string_view bucket, uint64_t hash, uint8_t tag, const std::function<bool(uint64_t, uint64_t)>& found) {
  while (!bucket.empty()) {
    const bool is_it = static_cast<uint8_t>(bucket.front()) == tag;
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

TableBuilder::TableBuilder(uint64_t end)
    : offset_bits_(std::clamp<unsigned>(static_cast<unsigned>(std::bit_width(end)), 1, 64 - 1)),
      offset_mask_((uint64_t{1} << offset_bits_) - 1),
      parts_(std::make_unique<std::array<Part, parts>>()) {}

void TableBuilder::Feed::hand_over(std::size_t index) {
  Part& part = (*builder_.parts_)[index];
  const std::lock_guard lock(part.mutex);
  if (auto error = part.records.write({reinterpret_cast<const char*>(waiting_[index].data()), counts_[index] * sizeof(uint64_t)})) {
    error_ = std::move(error);
  }
  counts_[index] = 0;
}

const std::optional<std::string>& TableBuilder::Feed::finish() {
  for (std::size_t part = 0; part < parts; ++part) {
    hand_over(part);
  }
  return error_;
}

TableBuilder::Encoded TableBuilder::encode(std::size_t part, unsigned bucket_bits) const {
  Encoded result;
  const source::Scratch& records = (*parts_)[part].records;
  std::vector<uint64_t> read(static_cast<std::size_t>(records.size() / sizeof(uint64_t)));
  std::size_t filled = 0;
  result.error = records.read([&](std::string_view piece) -> std::optional<std::string> {
    std::memcpy(reinterpret_cast<char*>(read.data()) + filled, piece.data(), piece.size());
    filled += piece.size();
    return std::nullopt;
  });
  // Into buckets first, which is one pass; what is left to sort is small then.
  const unsigned own_bits = bucket_bits - part_bits;
  const std::size_t buckets = std::size_t{1} << own_bits;
  const auto bucket_of = [&](uint64_t record) { return own_bits == 0 ? 0 : static_cast<std::size_t>(record >> (64 - own_bits)); };
  std::vector<uint32_t> ends(buckets + 1);
  for (const uint64_t record : read) {
    ++ends[bucket_of(record) + 1];
  }
  for (std::size_t i = 0; i < buckets; ++i) {
    ends[i + 1] += ends[i];
  }
  std::vector<uint64_t> sorted(read.size());
  for (const uint64_t record : read) {
    sorted[ends[bucket_of(record)]++] = record;
  }
  const uint64_t* begin = sorted.data();
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    const uint64_t* const end = sorted.data() + ends[bucket];
    std::sort(sorted.begin() + (begin - sorted.data()), sorted.begin() + (end - sorted.data()));
    const std::size_t size_before = result.data.size();
    while (begin < end) {
      const uint64_t* next = begin + 1;
      while (next < end && ((*next ^ *begin) & ~offset_mask_) == 0) {
        ++next;
      }
      append_key(result.data, tag_of(*begin & ~offset_mask_, own_bits), begin, next, offset_mask_);
      begin = next;
    }
    result.sizes.push_back(result.data.size() - size_before);
  }
  return result;
}

bool TableBuilder::write(BlockWriter& to, IndexTable& table, uint32_t threads, diagnostic::Sink& sink) const {
  uint64_t count = 0;
  for (const Part& part : *parts_) {
    count += part.records.size() / sizeof(uint64_t);
  }
  const unsigned bits = static_cast<unsigned>(std::bit_width(count / records_a_bucket));
  const unsigned hash_bits = 64 - offset_bits_ + part_bits;
  const unsigned bucket_bits = std::clamp(bits == 0 ? 0u : bits - 1, part_bits, std::min(most_bucket_bits, hash_bits));
  table.bucket_bits = bucket_bits;
  table.hash_bits = std::min(hash_bits, most_hash_bits);
  table.data.offset = to.size();
  std::vector<uint64_t> ends{0};
  ends.reserve((std::size_t{1} << bucket_bits) + 1);
  for (std::size_t first = 0; first < parts; first += threads) {
    const std::size_t together = std::min<std::size_t>(threads, parts - first);
    std::vector<Encoded> encoded(together);
    const auto work = [&](std::size_t i) { encoded[i] = encode(first + i, bucket_bits); };
    in_parallel(together, work);
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
  if (table.bucket_bits == 0 || table.bucket_bits > most_bucket_bits || table.hash_bits > most_hash_bits ||
      table.buckets.size != ((uint64_t{1} << table.bucket_bits) + 1) * sizeof(uint64_t)) {
    return false;
  }
  for (const uint64_t hash : hashes) {
    const auto place = bucket_place(buckets, table, hash >> (64 - table.bucket_bits));
    const auto bucket = place ? data.read(place->offset, place->size) : std::nullopt;
    const uint8_t tag = tag_of(known_bits(hash, table.hash_bits), table.bucket_bits);
    if (!bucket || !search(*bucket, hash, tag, found)) {
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
