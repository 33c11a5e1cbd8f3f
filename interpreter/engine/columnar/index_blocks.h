// A file in blocks, each with a checksum: written in one go, read anywhere, and nothing of it believed before its block was
// checked.
//
// It is read, not mapped: a file that is cut short by somebody else then gives an error, not a signal.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/digest/xxh3.h"
#include "interpreter/source/seekable.h"

namespace exeunt::engine::columnar {

constexpr std::size_t index_block_size = std::size_t{4} << 10;

class BlockWriter {
 public:
  /// Takes bytes; false: what went wrong was reported.
  using Write = std::function<bool(std::string_view)>;
  explicit BlockWriter(Write output) : output_(std::move(output)) {}

  /// False: what went wrong was reported.
  bool write(std::string_view bytes);
  /// Where the next byte comes to stand.
  uint64_t size() const { return size_; }
  /// The checksums of all blocks; nothing is written any more after this.
  std::vector<digest::Hash128> finish();

 private:
  Write output_;
  uint64_t size_ = 0;
  std::string block_;  ///< the last one, which is not full
  std::vector<digest::Hash128> hashes_;
};

/// Of one thread.
class BlockReader {
 public:
  /// Both outlive it; `hashes` are those of the blocks that cover the first `size` bytes of the file. It holds up to `kept` of
  /// the blocks that it has read.
  BlockReader(const source::Seekable& file, uint64_t size, const std::vector<digest::Hash128>& hashes, std::size_t kept = 1)
      : file_(file), size_(size), hashes_(hashes), kept_(kept) {}

  /// Bytes of the file, valid until the next call. No value: they are not there, or not as they were written.
  std::optional<std::string_view> read(uint64_t offset, uint64_t size);

 private:
  /// Null: it is not there, or not as it was written.
  const std::string* load(uint64_t block);

  const source::Seekable& file_;
  uint64_t size_;
  const std::vector<digest::Hash128>& hashes_;
  static constexpr uint64_t none = UINT64_MAX;
  struct Block {
    uint64_t number = none;
    std::string bytes;
  };
  std::vector<Block> kept_;  ///< each in the place that its number tells
  std::string bytes_;  ///< of several blocks
};

}  // namespace exeunt::engine::columnar
