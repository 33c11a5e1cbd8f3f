#include "interpreter/source/scratch.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

#include "interpreter/source/descriptor.h"

namespace exeunt::source {

Scratch::Scratch(Scratch&& other) noexcept
    : most_in_memory_(other.most_in_memory_),
      buffer_(std::move(other.buffer_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      written_(std::exchange(other.written_, 0)) {}

Scratch& Scratch::operator=(Scratch&& other) noexcept {
  std::swap(most_in_memory_, other.most_in_memory_);
  std::swap(buffer_, other.buffer_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(written_, other.written_);
  return *this;
}

Scratch::~Scratch() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

std::optional<std::string> Scratch::write(std::string_view text) {
  buffer_ += text;
  return buffer_.size() < most_in_memory_ ? std::nullopt : flush();
}

std::optional<std::string> Scratch::flush() {
  if (descriptor_ < 0) {
    descriptor_ = open_temporary();
    if (descriptor_ < 0) {
      return system_message(errno);
    }
  }
  const int error = write_fully(descriptor_, buffer_);
  written_ += buffer_.size();
  buffer_.clear();
  return error == 0 ? std::nullopt : std::optional(system_message(error));
}

std::optional<std::string> Scratch::read(
    const std::function<std::optional<std::string>(std::string_view)>& take) const {
  std::vector<char> piece(descriptor_ < 0 ? 0 : piece_size);
  std::size_t filled = 0;
  for (uint64_t at = 0; at < written_;) {
    const ssize_t count =
        read_some_at(descriptor_, piece.data() + filled, piece.size() - filled, at);
    if (count <= 0) {
      return system_message(count < 0 ? errno : EIO);
    }
    at += static_cast<uint64_t>(count);
    filled += static_cast<std::size_t>(count);
    if (filled == piece.size() || at == written_) {
      if (auto error = take({piece.data(), filled})) {
        return error;
      }
      filled = 0;
    }
  }
  return buffer_.empty() ? std::nullopt : take(buffer_);
}

std::variant<std::size_t, std::string> Scratch::read(uint64_t at, char* to, std::size_t size) const {
  std::size_t filled = 0;
  while (filled < size && at + filled < written_) {
    const std::size_t wanted = std::min<uint64_t>(size - filled, written_ - at - filled);
    const ssize_t count = read_some_at(descriptor_, to + filled, wanted, at + filled);
    if (count <= 0) {
      return system_message(count < 0 ? errno : EIO);
    }
    filled += static_cast<std::size_t>(count);
  }
  if (at + filled >= written_) {
    filled += buffer_.copy(to + filled, size - filled, std::min<std::size_t>(at + filled - written_, buffer_.size()));
  }
  return filled;
}

std::optional<std::string> Scratch::copy_to(Output& output) const {
  return read([&](std::string_view piece) { return output.write(piece); });
}

}  // namespace exeunt::source
