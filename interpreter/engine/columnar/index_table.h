// Lines by the hash of a name: a table in an index file, and how it is built from more records than memory holds.
//
// A hash has its bucket by its highest bits, some twenty records in each. A bucket is a row of keys, in ascending order of
// their hashes:
//
//     byte      bits of the hash, those behind the bucket's
//     varint    offset of the first line * 2, and 1 more where others follow
//     varint    bytes of what follows; then the other lines, each as a varint of its distance from the one before
//
// What a look-up finds may so be another object's line, one in some hundred times: who asks reads the line, and knows.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/engine/columnar/index_format.h"
#include "interpreter/source/scratch.h"

namespace exeunt::engine::columnar {

/// Takes records from several threads at once.
class TableBuilder {
  static constexpr unsigned part_bits = 7;
  static constexpr std::size_t parts = std::size_t{1} << part_bits;

 public:
  /// All offsets are smaller than `end`. A record is 64 bits: the larger that is, the less of a hash has a place beside it.
  explicit TableBuilder(uint64_t end);

  /// One thread's way in.
  class Feed {
   public:
    explicit Feed(TableBuilder& builder) : builder_(builder), waiting_(parts) {}
    void add(uint64_t hash, uint64_t offset) {
      const std::size_t part = hash >> (64 - part_bits);
      uint32_t& count = counts_[part];
      // What tells the part is not needed in it.
      waiting_[part][count] = (hash << part_bits & ~builder_.offset_mask_) | offset;
      if (++count == enough) {
        hand_over(part);
      }
    }
    /// Hands over what is left. What went wrong since the beginning, or nothing.
    const std::optional<std::string>& finish();
    const std::optional<std::string>& error() const { return error_; }

   private:
    static constexpr std::size_t enough = 256;
    void hand_over(std::size_t part);

    TableBuilder& builder_;
    std::vector<std::array<uint64_t, enough>> waiting_;
    std::array<uint32_t, parts> counts_{};  ///< side by side, since each is asked for as often as its records are scattered
    std::optional<std::string> error_;
  };

  /// Once all feeds have finished. Writes the table; memory for a part of it a thread. False: what went wrong was
  /// reported.
  bool write(BlockWriter& to, IndexTable& table, uint32_t threads, diagnostic::Sink& sink) const;

 private:
  struct Part {
    std::mutex mutex;
    source::Scratch records{std::size_t{64} << 10};
  };
  struct Encoded;
  Encoded encode(std::size_t part, unsigned bucket_bits) const;

  unsigned offset_bits_;
  uint64_t offset_mask_;
  std::unique_ptr<std::array<Part, parts>> parts_;
};

/// Calls `found` with every line that the table may have under one of `hashes`, which are sorted; `found` says whether to go
/// on. False: the table is not as it was written, or `found` did not go on. Two readers of the file, since what is in a table
/// stands in two places of it.
bool look_up(BlockReader& buckets, BlockReader& data, const IndexTable& table, const std::vector<uint64_t>& hashes,
             const std::function<bool(uint64_t hash, uint64_t offset)>& found);

/// Calls `found` with every offset of a row of distances.
bool for_each_offset(std::string_view distances, uint64_t before, const std::function<bool(uint64_t offset)>& found);

}  // namespace exeunt::engine::columnar
