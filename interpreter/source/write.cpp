#include "interpreter/source/write.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "interpreter/source/descriptor.h"
#include "interpreter/source/handover.h"
#include "interpreter/source/output.h"

namespace exeunt::source {

namespace {

std::optional<std::string> outcome(int error) {
  return error == 0 ? std::nullopt : std::optional(system_message(error));
}

/// To what cannot be replaced: a device, a pipe.
std::optional<std::string> write_directly(const std::string& path, std::string_view text) {
  const int descriptor = open_file(path, O_WRONLY);
  if (descriptor < 0) {
    return outcome(errno);
  }
  const auto held = hold_handovers();
  const int error = write_fully(descriptor, text);
  const int closing = close_file(descriptor);
  return outcome(error != 0 ? error : closing);
}

}  // namespace

std::optional<std::string> write_stream(int descriptor, std::string_view text) {
  const auto held = hold_handovers();
  return outcome(write_fully(descriptor, text));
}

std::optional<std::string> write_file(const std::string& path, std::string_view text) {
  if (path == "-") {
    std::fflush(stdout);  // what was printed before must come before
    return write_stream(STDOUT_FILENO, text);
  }
  struct stat status = {};
  if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) {
    return write_directly(path, text);
  }
  auto opened = Output::open(path);
  if (auto* failure = std::get_if<std::string>(&opened)) {
    return std::move(*failure);
  }
  auto& output = std::get<Output>(opened);
  if (auto failure = output.write(text)) {
    return failure;
  }
  return output.commit();
}

}  // namespace exeunt::source
