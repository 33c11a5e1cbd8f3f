// What an index file holds, and how numbers and texts stand in it.
//
//     magic, version, byte order
//     data: tables of names and of references (index_table.h), and of each event the lines that may matter whoever leaves
//     directory: IndexContent, and the checksum of each block of all before it
//     the directory's place and size, and a checksum over these, the directory and the first bytes
//
// Numbers are little-endian, and 64 bits wide in the directory; varints are LEB128.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/digest/xxh3.h"
#include "interpreter/engine/columnar/index_blocks.h"
#include "interpreter/snapshot/part.h"
#include "interpreter/source/seekable.h"

namespace exeunt::engine::columnar {

/// Raise it where the layout changes, and where interest.h or sift.h come to another answer: what is in an index was chosen
/// by them.
constexpr uint32_t index_version = 6;
constexpr std::string_view index_magic = "EXEUNTIX";

/// Some bytes of the file.
struct IndexPlace {
  uint64_t offset = 0;
  uint64_t size = 0;
};

/// Where a table stands, and how many buckets it has: 2 to the power of `bucket_bits`.
struct IndexTable {
  IndexPlace buckets;
  IndexPlace data;
  uint64_t bucket_bits = 0;
  uint64_t hash_bits = 0;  ///< so many of a hash count, the highest
};

/// By whose rules an index was made.
struct IndexPolicy {
  std::string pack;
  std::string edition;
  std::string digest;

  friend bool operator==(const IndexPolicy&, const IndexPolicy&) = default;
};

struct IndexEvent {
  IndexPlace residents;    ///< distances of the lines that may matter whoever leaves
  uint64_t referrers = 0;  ///< which of the tables: events may share one
};

struct IndexContent {
  IndexPolicy policy;
  bool absent_is_null = false;
  source::FileState snapshot;
  snapshot::Whole whole;
  IndexTable names;                   ///< of each object its line, by its name
  IndexTable leavers;                 ///< of each object that may leave the lines that refer to it
  std::vector<IndexTable> referrers;  ///< of each object the lines that refer to it through `probed`, `dangling` and `waits_for` fields
  std::map<std::string, IndexEvent> events;
};

void append_varint(std::string& to, uint64_t number);
/// Takes a number off the front of `from`. False: there is none.
bool take_varint(std::string_view& from, uint64_t& number);

/// The first bytes of a file.
std::string index_head();
/// Directory and end of a file, whose blocks have these hashes; it stands at `offset`.
std::string index_directory(const IndexContent& content, const std::vector<digest::Hash128>& blocks, uint64_t offset);

/// What is known of a file once its directory was read.
struct IndexDirectory {
  IndexContent content;
  std::vector<digest::Hash128> blocks;
  uint64_t size = 0;  ///< of what stands before the directory
};
struct IndexFault {
  enum class Reason { unreadable, not_one, other_version, damaged };
  Reason reason;
  std::string detail;
};
std::variant<IndexDirectory, IndexFault> read_directory(const source::Seekable& file);

}  // namespace exeunt::engine::columnar
