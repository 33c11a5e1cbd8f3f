#include "interpreter/engine/columnar/index_blocks.h"

#include <algorithm>

namespace exeunt::engine::columnar {

bool BlockWriter::write(std::string_view bytes) {
  size_ += bytes.size();
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const std::size_t taken = std::min(rest.size(), index_block_size - block_.size());
    block_ += rest.substr(0, taken);
    rest.remove_prefix(taken);
    if (block_.size() == index_block_size) {
      hashes_.push_back(digest::xxh3(block_));
      block_.clear();
    }
  }
  return output_(bytes);
}

std::vector<digest::Hash128> BlockWriter::finish() {
  if (!block_.empty()) {
    hashes_.push_back(digest::xxh3(block_));
    block_.clear();
  }
  return std::move(hashes_);
}

const std::string* BlockReader::load(uint64_t number) {
  Block& block = kept_[number % kept_.size()];
  if (block.number == number) {
    return &block.bytes;
  }
  block.number = none;
  const uint64_t begin = number * index_block_size;
  block.bytes.resize(static_cast<std::size_t>(std::min<uint64_t>(index_block_size, size_ - begin)));
  for (std::size_t filled = 0; filled < block.bytes.size();) {
    const auto read = file_.read(begin + filled, block.bytes.data() + filled, block.bytes.size() - filled);
    const auto* const count = std::get_if<std::size_t>(&read);
    if (count == nullptr || *count == 0) {
      return nullptr;
    }
    filled += *count;
  }
  if (number >= hashes_.size() || digest::xxh3(block.bytes) != hashes_[number]) {
    return nullptr;
  }
  block.number = number;
  return &block.bytes;
}

std::optional<std::string_view> BlockReader::read(uint64_t offset, uint64_t size) {
  if (size > size_ || offset > size_ - size) {
    return std::nullopt;
  }
  if (size == 0) {
    return std::string_view();
  }
  const uint64_t first = offset / index_block_size;
  const uint64_t last = (offset + size - 1) / index_block_size;
  if (first == last) {
    const std::string* const block = load(first);
    return block == nullptr ? std::nullopt : std::optional(std::string_view(*block).substr(offset % index_block_size, size));
  }
  bytes_.clear();
  bytes_.reserve(static_cast<std::size_t>(size));
  for (uint64_t number = first; number <= last; ++number) {
    const std::string* const block = load(number);
    if (block == nullptr) {
      return std::nullopt;
    }
    const std::size_t skipped = number == first ? offset % index_block_size : 0;
    bytes_.append(*block, skipped, static_cast<std::size_t>(size) - bytes_.size());
  }
  return bytes_;
}

}  // namespace exeunt::engine::columnar
