#include "interpreter/source/descriptor.h"

#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace exeunt::source {

int write_fully(int descriptor, std::string_view text) {
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

std::string system_message(int error) {
  return std::generic_category().message(error);
}

}  // namespace exeunt::source
