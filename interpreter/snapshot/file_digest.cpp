#include "interpreter/snapshot/file_digest.h"

#include <fmt/format.h>

#include <algorithm>

namespace exeunt::snapshot {

void FileDigest::add_piece(uint64_t number, std::string_view bytes) {
  sum_ += digest::xxh3(bytes, number);
  bytes_ += bytes.size();
}

void FileDigest::merge(const FileDigest& other) {
  sum_ += other.sum_;
  bytes_ += other.bytes_;
}

std::string FileDigest::finish() const {
  const std::string text = fmt::format("exeunt.snapshot.file/1\nbytes {}\nsum {}\n", bytes_, digest::hex(sum_));
  return "xxh3:" + digest::hex(digest::xxh3(text));
}

void FileDigester::add(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view some = bytes.substr(0, FileDigest::piece_size - piece_.size());
    bytes.remove_prefix(some.size());
    if (some.size() == FileDigest::piece_size) {
      digest_.add_piece(next_++, some);
      continue;
    }
    piece_ += some;
    if (piece_.size() == FileDigest::piece_size) {
      digest_.add_piece(next_++, piece_);
      piece_.clear();
    }
  }
}

std::string FileDigester::finish() const {
  FileDigest all = digest_;
  if (!piece_.empty()) {
    all.add_piece(next_, piece_);
  }
  return all.finish();
}

}  // namespace exeunt::snapshot
