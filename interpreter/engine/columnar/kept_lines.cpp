#include "interpreter/engine/columnar/kept_lines.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "interpreter/engine/columnar/chunks.h"
#include "interpreter/engine/columnar/json_line.h"

namespace exeunt::engine::columnar {

void KeptLines::keep(uint64_t offset, std::string_view line) {
  constexpr std::size_t block_size = std::size_t{64} << 10;
  const std::size_t needed = line.size() + 1 + JsonLines::padding;
  if (kept_ + needed > most_ || lines_.contains(offset)) {
    return;
  }
  kept_ += line.size() + 1;
  if (room_ < needed) {
    room_ = std::max(block_size, needed);
    blocks_.push_back(std::make_unique<char[]>(room_));
    at_ = blocks_.back().get();
  }
  lines_.try_emplace(offset, at_, line.size());
  at_ = std::copy(line.begin(), line.end(), at_);
  *at_++ = '\n';
  room_ -= line.size() + 1;
}

void KeptLines::merge(KeptLines&& other) {
  std::move(other.blocks_.begin(), other.blocks_.end(), std::back_inserter(blocks_));
  lines_.merge(other.lines_);
  kept_ += other.kept_;
  room_ = 0;
  other = KeptLines();
}

std::optional<std::string_view> KeptLines::find(uint64_t offset) const {
  const auto found = lines_.find(offset);
  return found == lines_.end() ? std::nullopt : std::optional(found->second);
}

void sort_offsets(std::vector<uint64_t>& offsets) {
  std::sort(offsets.begin(), offsets.end());
  offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
}

std::variant<std::string_view, source::LoadError> line_at(const source::Seekable& file, uint64_t offset,
                                                          const KeptLines& kept, std::vector<char>& buffer) {
  if (const auto line = kept.find(offset)) {
    return *line;
  }
  return read_line(file, offset, buffer);
}

}  // namespace exeunt::engine::columnar
