#include "interpreter/source/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "interpreter/source/descriptor.h"

namespace exeunt::source {

namespace {

constexpr std::size_t buffer_size = 1u << 20;

mode_t mode_of_new_files() {
  // There is no way to ask for the mask without setting it.
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

}  // namespace

std::variant<Output, std::string> Output::open(const std::string& path) {
  Output output;
  struct stat status = {};
  const bool is_stream = path == "-";
  const bool exists = !is_stream && ::stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    return system_message(EISDIR);
  }
  if (exists && ::access(path.c_str(), W_OK) != 0) {
    return system_message(errno);
  }
  std::error_code ignored;
  if (is_stream || (exists && !S_ISREG(status.st_mode))) {
    output.destination_ = path;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(ignored);
    output.temporary_ = (folder.empty() ? std::filesystem::path("/tmp") : folder) / "exeunt.XXXXXX";
  } else {
    const std::filesystem::path resolved =
        exists ? std::filesystem::canonical(path, ignored) : std::filesystem::path(path);
    output.target_ = resolved.empty() ? path : resolved.string();
    output.temporary_ = output.target_ + ".XXXXXX";
    output.mode_ = exists ? status.st_mode & 07777 : mode_of_new_files();
  }
  output.descriptor_ = ::mkostemp(output.temporary_.data(), O_CLOEXEC);
  if (output.descriptor_ < 0) {
    output.temporary_.clear();
    return system_message(errno);
  }
  return output;
}

Output::Output(Output&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      temporary_(std::exchange(other.temporary_, {})),
      target_(std::move(other.target_)),
      destination_(std::move(other.destination_)),
      mode_(other.mode_),
      buffer_(std::move(other.buffer_)) {}

Output& Output::operator=(Output&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(temporary_, other.temporary_);
  std::swap(target_, other.target_);
  std::swap(destination_, other.destination_);
  std::swap(mode_, other.mode_);
  std::swap(buffer_, other.buffer_);
  return *this;
}

Output::~Output() {
  discard();
}

void Output::discard() {
  if (descriptor_ >= 0) {
    ::close(std::exchange(descriptor_, -1));
  }
  if (!temporary_.empty()) {
    ::unlink(temporary_.c_str());
    temporary_.clear();
  }
}

std::optional<std::string> Output::write(std::string_view text) {
  buffer_ += text;
  return buffer_.size() < buffer_size ? std::nullopt : flush();
}

std::optional<std::string> Output::flush() {
  const int error = write_fully(descriptor_, buffer_);
  buffer_.clear();
  return error == 0 ? std::nullopt : std::optional(system_message(error));
}

std::optional<std::string> Output::copy_to(const std::string& path) {
  if (::lseek(descriptor_, 0, SEEK_SET) != 0) {
    return system_message(errno);
  }
  std::array<char, 1u << 16> piece{};
  const bool is_stream = path == "-";
  if (is_stream) {
    std::fflush(stdout);  // what was printed before must come before
  }
  const int to = is_stream ? STDOUT_FILENO : ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (to < 0) {
    return system_message(errno);
  }
  int error = 0;
  while (error == 0) {
    const ssize_t count = ::read(descriptor_, piece.data(), piece.size());
    if (count == 0) {
      break;
    }
    error = count > 0 ? write_fully(to, {piece.data(), static_cast<std::size_t>(count)}) : errno == EINTR ? 0 : errno;
  }
  if (!is_stream && ::close(to) != 0 && error == 0) {
    error = errno;
  }
  return error == 0 ? std::nullopt : std::optional(system_message(error));
}

std::optional<std::string> Output::commit() {
  std::optional<std::string> failure = flush();
  if (!failure && target_.empty()) {
    failure = copy_to(destination_);
  } else if (!failure) {
    const bool done = ::fchmod(descriptor_, mode_) == 0 && ::close(std::exchange(descriptor_, -1)) == 0 &&
                      ::rename(temporary_.c_str(), target_.c_str()) == 0;
    failure = done ? std::nullopt : std::optional(system_message(errno));
    if (done) {
      temporary_.clear();
    }
  }
  discard();
  return failure;
}

}  // namespace exeunt::source
