#include "interpreter/source/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "interpreter/source/descriptor.h"
#include "interpreter/source/handover.h"

namespace exeunt::source {

namespace {

constexpr std::size_t buffer_size = 1u << 20;

mode_t mode_of_new_files() {
  // There is no way to ask for the mask without setting it.
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

/// Where a path leads, also where nothing is there yet. As many links as the system follows itself.
std::string follow_links(const std::string& path) {
  constexpr int most_links = 40;
  std::filesystem::path at = path;
  for (int i = 0; i < most_links; ++i) {
    std::error_code is_no_link;
    const std::filesystem::path to = std::filesystem::read_symlink(at, is_no_link);
    if (is_no_link) {
      break;
    }
    at = at.parent_path() / to;  // which is `to` where that is absolute
  }
  return at.string();
}

std::string folder_of(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

/// By which a file without a name can be given one.
std::string path_of(int descriptor) {
  return fmt::format("/proc/self/fd/{}", descriptor);
}

int synchronise(int descriptor) {
  int result = 0;
  do {
    result = ::fsync(descriptor);
  } while (result != 0 && errno == EINTR);
  // A file system that knows no such thing has nothing to lose.
  return result == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno;
}

}  // namespace

std::variant<Output, std::string> Output::open(const std::string& path) {
  Output output;
  struct stat status = {};
  const bool is_stream = path == "-";
  const bool exists = !is_stream && ::stat(path.c_str(), &status) == 0;
  if (!is_stream && !exists && errno != ENOENT) {
    return system_message(errno);
  }
  if (exists && S_ISDIR(status.st_mode)) {
    return system_message(EISDIR);
  }
  if (exists && ::access(path.c_str(), W_OK) != 0) {
    return system_message(errno);
  }
  if (is_stream || (exists && !S_ISREG(status.st_mode))) {
    output.destination_ = path;
    output.descriptor_ = open_temporary();
  } else {
    output.target_ = follow_links(path);
    output.mode_ = exists ? status.st_mode & 07777 : mode_of_new_files();
    if (exists) {
      output.replaced_ = Replaced{status.st_uid, status.st_gid, status.st_size > 0};
    }
    output.descriptor_ = open_nameless(folder_of(output.target_));
    if (output.descriptor_ < 0) {
      output.descriptor_ = output.open_named();
    }
  }
  if (output.descriptor_ < 0) {
    return system_message(errno);
  }
  return output;
}

Output::Output(Output&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      target_(std::move(other.target_)),
      temporary_(std::move(other.temporary_)),
      destination_(std::move(other.destination_)),
      mode_(other.mode_),
      replaced_(other.replaced_),
      buffer_(std::move(other.buffer_)) {}

Output& Output::operator=(Output&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(target_, other.target_);
  std::swap(temporary_, other.temporary_);
  std::swap(destination_, other.destination_);
  std::swap(mode_, other.mode_);
  std::swap(replaced_, other.replaced_);
  std::swap(buffer_, other.buffer_);
  return *this;
}

Output::~Output() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
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

int Output::copy_to(const std::string& path) {
  if (::lseek(descriptor_, 0, SEEK_SET) != 0) {
    return errno;
  }
  const bool is_stream = path == "-";
  if (is_stream) {
    std::fflush(stdout);  // what was printed before must come before
    return copy_fully(descriptor_, STDOUT_FILENO);
  }
  const int to = open_file(path, O_WRONLY);
  if (to < 0) {
    return errno;
  }
  const int error = copy_fully(descriptor_, to);
  const int closing = close_file(to);
  return error != 0 ? error : closing;
}

/// The descriptor of a new file beside the target, which `temporary_` names; -1, and errno says why.
int Output::open_named() {
  TemporaryName name(unused_name(folder_of(target_)));
  const int descriptor = open_file(name.path(), O_RDWR | O_CREAT | O_EXCL, 0600);
  if (descriptor < 0) {
    const int error = errno;
    name.forget();  // not ours, if it is there at all
    errno = error;
    return -1;
  }
  temporary_ = std::move(name);
  return descriptor;
}

/// To what has been written without a name. Where that cannot be done (no /proc), by a copy. 0, or the errno.
int Output::give_name() {
  TemporaryName name(unused_name(folder_of(target_)));
  if (::linkat(AT_FDCWD, path_of(descriptor_).c_str(), AT_FDCWD, name.path().c_str(), AT_SYMLINK_FOLLOW) == 0) {
    temporary_ = std::move(name);
    return 0;
  }
  name.forget();
  const int to = open_named();
  if (to < 0) {
    return errno;
  }
  const int from = std::exchange(descriptor_, to);
  const int error = ::lseek(from, 0, SEEK_SET) != 0 ? errno : copy_fully(from, to);
  ::close(from);
  return error;
}

int Output::put_in_place() {
  if (temporary_.empty()) {
    if (const int error = give_name(); error != 0) {
      return error;
    }
  }
  if (replaced_ && ::fchown(descriptor_, replaced_->user, replaced_->group) != 0) {
    // Ours now: nobody is to act in our name, nor another group to do what the old one could.
    const bool has_group = ::fchown(descriptor_, static_cast<uid_t>(-1), replaced_->group) == 0;
    mode_ &= has_group ? ~06000u : ~06070u;
  }
  if (::fchmod(descriptor_, mode_) != 0) {
    return errno;
  }
  if (const int error = replaced_ && replaced_->has_content ? synchronise(descriptor_) : 0; error != 0) {
    return error;
  }
  if (const int error = close_file(std::exchange(descriptor_, -1)); error != 0) {
    return error;
  }
  if (::rename(temporary_.path().c_str(), target_.c_str()) != 0) {
    return errno;
  }
  temporary_.forget();
  return 0;
}

std::optional<std::string> Output::commit() {
  if (auto failure = flush()) {
    return failure;
  }
  const auto held = hold_handovers();
  const int error = target_.empty() ? copy_to(destination_) : put_in_place();
  return error == 0 ? std::nullopt : std::optional(system_message(error));
}

}  // namespace exeunt::source
