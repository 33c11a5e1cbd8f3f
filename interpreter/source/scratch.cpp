#include "interpreter/source/scratch.h"

#include <unistd.h>

#include <cerrno>
#include <utility>
#include <vector>

#include "interpreter/source/descriptor.h"

namespace exeunt::source {

Scratch::Scratch(Scratch&& other) noexcept
    : buffer_(std::move(other.buffer_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      written_(std::exchange(other.written_, 0)) {}

Scratch& Scratch::operator=(Scratch&& other) noexcept {
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
  return buffer_.size() < most_in_memory ? std::nullopt : flush();
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

std::optional<std::string> Scratch::copy_to(Output& output) {
  std::vector<char> piece(descriptor_ < 0 ? 0 : std::size_t{1} << 20);
  for (uint64_t at = 0; at < written_;) {
    const ssize_t count = ::pread(descriptor_, piece.data(), piece.size(), static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      return system_message(count < 0 ? errno : EIO);
    }
    if (auto error = output.write({piece.data(), static_cast<std::size_t>(count)})) {
      return error;
    }
    at += static_cast<uint64_t>(count);
  }
  return output.write(buffer_);
}

}  // namespace exeunt::source
