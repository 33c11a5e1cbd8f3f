// The digest by which a plan names a snapshot in NDJSON: over the bytes of its file.
//
// The file is cut into pieces of 256 KiB. Each is hashed (XXH3, 128 bits) with its number as the seed, and the hashes are
// added up, modulo 2^128: so threads take pieces as they come and put their sums together. `finish` hashes, the same way
// without a seed, a text of the format, the file's size and the sum:
//
//     exeunt.snapshot.file/1
//     bytes 2157863030
//     sum 5f3759df0000000000000000deadbeef
//
// It identifies; it does not authenticate (snapshot/README.md, "Digest").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "interpreter/digest/xxh3.h"

namespace exeunt::snapshot {

class FileDigest {
 public:
  static constexpr std::size_t piece_size = std::size_t{256} << 10;

  /// The bytes of the file from `number` * piece_size on: as many as there are, at most piece_size.
  void add_piece(uint64_t number, std::string_view bytes);
  /// What somebody else has read of the same file.
  void merge(const FileDigest& other);
  /// "xxh3:" and 32 hexadecimal digits.
  std::string finish() const;

 private:
  digest::Hash128 sum_;
  uint64_t bytes_ = 0;
};

/// For who gets a file's bytes in their order, however many at once.
class FileDigester {
 public:
  void add(std::string_view bytes);
  /// Of all that was added; more may follow.
  std::string finish() const;

 private:
  FileDigest digest_;
  uint64_t next_ = 0;
  std::string piece_;  ///< that is not whole yet
};

}  // namespace exeunt::snapshot
