#include "interpreter/source/descriptor.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "interpreter/source/temporaries.h"

namespace exeunt::source {

namespace {

/// Whether a call that failed is to be made again; waits until it can be.
bool is_to_be_repeated(int descriptor, short event) {
  if (errno == EAGAIN || errno == EWOULDBLOCK) {
    struct pollfd wanted = {descriptor, event, 0};
    return ::poll(&wanted, 1, -1) >= 0 || errno == EINTR;
  }
  return errno == EINTR;
}

}  // namespace

int open_file(const std::string& path, int flags, unsigned mode) {
  int descriptor = -1;
  do {
    descriptor = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  } while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

std::ptrdiff_t read_some(int descriptor, char* to, std::size_t size) {
  ssize_t count = 0;
  do {
    count = ::read(descriptor, to, size);
  } while (count < 0 && is_to_be_repeated(descriptor, POLLIN));
  return count;
}

std::ptrdiff_t read_some_at(int descriptor, char* to, std::size_t size, uint64_t offset) {
  ssize_t count = 0;
  do {
    count = ::pread(descriptor, to, size, static_cast<off_t>(offset));
  } while (count < 0 && errno == EINTR);
  return count;
}

int write_fully(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count > 0) {
      text.remove_prefix(static_cast<std::size_t>(count));
    } else if (count == 0) {
      return EIO;  // nothing was taken and nothing is wrong: to try again might never end
    } else if (!is_to_be_repeated(descriptor, POLLOUT)) {
      return errno;
    }
  }
  return 0;
}

int copy_fully(int from, int to) {
  std::array<char, 1u << 16> piece{};
  while (true) {
    const ssize_t count = read_some(from, piece.data(), piece.size());
    if (count <= 0) {
      return count == 0 ? 0 : errno;
    }
    if (const int error = write_fully(to, {piece.data(), static_cast<std::size_t>(count)}); error != 0) {
      return error;
    }
  }
}

int close_file(int descriptor) {
  // Interrupted or not, Linux has closed it.
  return ::close(descriptor) == 0 || errno == EINTR ? 0 : errno;
}

std::string system_message(int error) {
  return std::generic_category().message(error);
}

int open_nameless(const std::string& folder) {
#ifdef O_TMPFILE
  return open_file(folder.empty() ? "." : folder, O_TMPFILE | O_RDWR, 0600);
#else
  errno = EOPNOTSUPP;
  return -1;
#endif
}

int open_temporary() {
  const std::string folder = temporary_folder();
  if (const int descriptor = open_nameless(folder); descriptor >= 0) {
    return descriptor;
  }
  const TemporaryName name(unused_name(folder));
  return open_file(name.path(), O_RDWR | O_CREAT | O_EXCL, 0600);
}

}  // namespace exeunt::source
