#include "interpreter/console/lines.h"

#include <algorithm>
#include <utility>

namespace exeunt::console {

std::optional<std::string> Lines::next() {
  constexpr std::size_t piece = 1u << 16;
  std::string line;
  bool has_any = false;
  while (true) {
    const std::size_t end = buffer_.find('\n', begin_);
    const std::size_t stop = std::min(end, buffer_.size());
    has_any = has_any || begin_ < buffer_.size();
    line.append(buffer_, begin_, std::min(stop - begin_, max_bytes_ + 1 - line.size()));
    begin_ = stop;
    if (end != std::string::npos) {
      ++begin_;
      break;
    }
    if (at_end_) {
      if (!has_any) {
        return std::nullopt;
      }
      break;
    }
    buffer_.resize(piece);
    begin_ = 0;
    auto read = input_.read(buffer_.data(), piece);
    if (auto* error = std::get_if<source::LoadError>(&read)) {
      error_ = std::move(*error);
      buffer_.clear();
      at_end_ = true;
      return std::nullopt;
    }
    buffer_.resize(std::get<std::size_t>(read));
    at_end_ = buffer_.empty();
  }
  if (line.ends_with('\r')) {
    line.pop_back();
  }
  return line;
}

}  // namespace exeunt::console
