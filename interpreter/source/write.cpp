#include "interpreter/source/write.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace exeunt::source {

namespace {

std::string describe(int error) {
  return std::generic_category().message(error);
}

/// 0, or the errno.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count >= 0) {
      text.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

std::optional<std::string> write_directly(const std::string& path, std::string_view text) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return describe(errno);
  }
  int error = write_all(descriptor, text);
  if (::close(descriptor) != 0 && error == 0) {
    error = errno;
  }
  return error == 0 ? std::nullopt : std::optional(describe(error));
}

mode_t permissions_of_new_files() {
  // There is no way to ask for the mask without setting it.
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

}  // namespace

std::optional<std::string> write_file(const std::string& path, std::string_view text) {
  if (path == "-") {
    // What was printed before must come before.
    std::fflush(stdout);
    const int error = write_all(STDOUT_FILENO, text);
    return error == 0 ? std::nullopt : std::optional(describe(error));
  }
  struct stat status = {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    return describe(EISDIR);
  }
  if (exists && !S_ISREG(status.st_mode)) {
    return write_directly(path, text);
  }
  if (exists && ::access(path.c_str(), W_OK) != 0) {
    return describe(errno);
  }

  std::error_code ignored;
  const std::filesystem::path resolved =
      exists ? std::filesystem::canonical(path, ignored) : std::filesystem::path(path);
  const std::string target = resolved.empty() ? path : resolved.string();
  std::string temporary = target + ".XXXXXX";
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) {
    return describe(errno);
  }
  int error = write_all(descriptor, text);
  const mode_t mode = exists ? status.st_mode & 07777 : permissions_of_new_files();
  if (error == 0 && ::fchmod(descriptor, mode) != 0) {
    error = errno;
  }
  if (::close(descriptor) != 0 && error == 0) {
    error = errno;
  }
  if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) {
    error = errno;
  }
  if (error != 0) {
    ::unlink(temporary.c_str());
    return describe(error);
  }
  return std::nullopt;
}

}  // namespace exeunt::source
