#include "interpreter/source/input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "interpreter/source/descriptor.h"

namespace exeunt::source {

namespace {

LoadError load_error(const std::string& name, int error) {
  const LoadError::Reason reason = error == ENOENT || error == ENOTDIR ? LoadError::Reason::not_found
                                   : error == EISDIR                   ? LoadError::Reason::is_directory
                                                                       : LoadError::Reason::unreadable;
  return {reason, name, system_message(error)};
}

}  // namespace

std::variant<Input, LoadError> Input::open(const std::string& path) {
  if (path == "-") {
    return Input("<stdin>", STDIN_FILENO);
  }
  const int descriptor = open_file(path, O_RDONLY);
  if (descriptor < 0) {
    return load_error(path, errno);
  }
  Input input(path, descriptor);
  struct stat status = {};
  if (::fstat(descriptor, &status) != 0) {
    return load_error(path, errno);
  }
  if (S_ISDIR(status.st_mode)) {
    return load_error(path, EISDIR);
  }
  if (S_ISREG(status.st_mode) && status.st_size > 0) {
    input.expected_size_ = static_cast<std::size_t>(status.st_size);
  }
  return input;
}

Input::Input(Input&& other) noexcept
    : name_(std::move(other.name_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      expected_size_(other.expected_size_) {}

Input& Input::operator=(Input&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(expected_size_, other.expected_size_);
  return *this;
}

Input::~Input() {
  if (descriptor_ > STDIN_FILENO) {
    ::close(descriptor_);
  }
}

std::variant<std::size_t, LoadError> Input::read(char* to, std::size_t size) {
  const ssize_t count = read_some(descriptor_, to, size);
  if (count < 0) {
    return load_error(name_, errno);
  }
  return static_cast<std::size_t>(count);
}

std::variant<std::string, LoadError> read_all(Input& input, uint64_t max_bytes) {
  constexpr std::size_t chunk = 16u << 10;
  // A file's size is a guess that saves memory and copies; the byte more is where its end is seen.
  const bool is_known = input.expected_size() != 0 && input.expected_size() <= max_bytes;
  std::string text(is_known ? input.expected_size() + 1 : chunk, '\0');
  std::size_t filled = 0;
  while (true) {
    if (filled == text.size()) {
      // Growing by half keeps the copies linear; the limit bounds what an endless input can make us allocate.
      text.resize(filled + std::max(chunk, filled / 2));
    }
    auto result = input.read(text.data() + filled, text.size() - filled);
    if (auto* error = std::get_if<LoadError>(&result)) {
      return std::move(*error);
    }
    const std::size_t count = std::get<std::size_t>(result);
    filled += count;
    if (filled > max_bytes) {
      return LoadError{LoadError::Reason::too_large, input.name(), fmt::format("{}", max_bytes)};
    }
    if (count == 0) {
      text.resize(filled);
      return text;
    }
  }
}

}  // namespace exeunt::source
