#include "interpreter/source/seekable.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <optional>
#include <utility>
#include <vector>

#include "interpreter/source/descriptor.h"
#include "interpreter/source/input.h"

namespace exeunt::source {

namespace {

LoadError unreadable(const std::string& name, int error) {
  return {LoadError::Reason::unreadable, name, system_message(error)};
}

int64_t nanoseconds(const struct timespec& time) {
  return int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

std::optional<LoadError> copy(Input& input, int to, uint64_t& size) {
  std::vector<char> piece(1u << 20);
  while (true) {
    auto result = input.read(piece.data(), piece.size());
    if (auto* error = std::get_if<LoadError>(&result)) {
      return std::move(*error);
    }
    const std::size_t count = std::get<std::size_t>(result);
    if (count == 0) {
      return std::nullopt;
    }
    if (const int error = write_fully(to, {piece.data(), count}); error != 0) {
      return unreadable(input.name(), error);
    }
    size += count;
  }
}

}  // namespace

std::variant<Seekable, LoadError> Seekable::open(const std::string& path) {
  auto opened = Input::open(path);
  if (auto* error = std::get_if<LoadError>(&opened)) {
    return std::move(*error);
  }
  auto& input = std::get<Input>(opened);
  Seekable seekable;
  seekable.name_ = input.name();
  struct stat status = {};
  if (path != "-" && ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
    seekable.descriptor_ = open_file(path, O_RDONLY);
    seekable.size_ = static_cast<uint64_t>(status.st_size);
  } else {
    seekable.descriptor_ = open_temporary();
    seekable.is_copy_ = true;
  }
  if (seekable.descriptor_ < 0) {
    return unreadable(seekable.name_, errno);
  }
  if (path == "-" || !S_ISREG(status.st_mode)) {
    if (auto error = copy(input, seekable.descriptor_, seekable.size_)) {
      return std::move(*error);
    }
  }
  return seekable;
}

Seekable Seekable::of(std::string name, std::string text) {
  Seekable seekable;
  seekable.name_ = std::move(name);
  seekable.size_ = text.size();
  seekable.text_ = std::make_unique<std::string>(std::move(text));
  return seekable;
}

Seekable Seekable::of(std::string name, Scratch text) {
  Seekable seekable;
  seekable.name_ = std::move(name);
  seekable.size_ = text.size();
  seekable.scratch_ = std::make_unique<Scratch>(std::move(text));
  return seekable;
}

Seekable::Seekable(Seekable&& other) noexcept
    : name_(std::move(other.name_)),
      text_(std::move(other.text_)),
      scratch_(std::move(other.scratch_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(std::exchange(other.size_, 0)),
      is_copy_(other.is_copy_) {}

Seekable& Seekable::operator=(Seekable&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(text_, other.text_);
  std::swap(scratch_, other.scratch_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  std::swap(is_copy_, other.is_copy_);
  return *this;
}

Seekable::~Seekable() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

std::optional<FileState> Seekable::state() const {
  struct stat status = {};
  if (descriptor_ < 0 || is_copy_ || ::fstat(descriptor_, &status) != 0) {
    return std::nullopt;
  }
  return FileState{static_cast<uint64_t>(status.st_size), static_cast<uint64_t>(status.st_ino),
                   nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)};
}

void Seekable::settle() const {
  constexpr int most_waits = 20;
  const auto now = state();
  for (int i = 0; i < most_waits && now; ++i) {
    struct timespec clock = {};
    ::clock_gettime(CLOCK_REALTIME_COARSE, &clock);  // the one by which files are stamped
    if (nanoseconds(clock) != now->changed) {
      return;
    }
    const struct timespec a_millisecond = {0, 1'000'000};
    ::nanosleep(&a_millisecond, nullptr);
  }
}

std::variant<std::size_t, LoadError> Seekable::read(uint64_t offset, char* to, std::size_t size) const {
  if (text_ != nullptr) {
    const std::size_t count = offset < text_->size() ? std::min(size, text_->size() - static_cast<std::size_t>(offset)) : 0;
    if (count != 0) {
      std::memcpy(to, text_->data() + offset, count);
    }
    return count;
  }
  if (scratch_ != nullptr) {
    auto result = scratch_->read(offset, to, size);
    if (auto* const error = std::get_if<std::string>(&result)) {
      return LoadError{LoadError::Reason::unreadable, name_, std::move(*error)};
    }
    return std::get<std::size_t>(result);
  }
  std::size_t filled = 0;
  while (filled < size) {
    const ssize_t count = read_some_at(descriptor_, to + filled, size - filled, offset + filled);
    if (count < 0) {
      return unreadable(name_, errno);
    }
    if (count == 0) {
      break;
    }
    filled += static_cast<std::size_t>(count);
  }
  return filled;
}

}  // namespace exeunt::source
