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

bool BlockReader::load(uint64_t block) {
  if (block == loaded_) {
    return true;
  }
  loaded_ = none;
  const uint64_t begin = block * index_block_size;
  block_.resize(static_cast<std::size_t>(std::min<uint64_t>(index_block_size, size_ - begin)));
  for (std::size_t filled = 0; filled < block_.size();) {
    const auto read = file_.read(begin + filled, block_.data() + filled, block_.size() - filled);
    const auto* const count = std::get_if<std::size_t>(&read);
    if (count == nullptr || *count == 0) {
      return false;
    }
    filled += *count;
  }
  if (block >= hashes_.size() || digest::xxh3(block_) != hashes_[block]) {
    return false;
  }
  loaded_ = block;
  return true;
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
    return load(first) ? std::optional(std::string_view(block_).substr(offset % index_block_size, size)) : std::nullopt;
  }
  bytes_.clear();
  for (uint64_t block = first; block <= last; ++block) {
    if (!load(block)) {
      return std::nullopt;
    }
    const std::size_t skipped = block == first ? offset % index_block_size : 0;
    bytes_.append(block_, skipped, static_cast<std::size_t>(size) - bytes_.size());
  }
  return bytes_;
}

}  // namespace exeunt::engine::columnar
