#include "interpreter/cli/progress.h"

#include <unistd.h>

#include <cstdlib>
#include <string>

#include "interpreter/cli/output.h"

namespace exeunt::cli {

static constexpr std::string_view clear_line = "\r\x1b[K";

Progress::Progress() {
  const char* const terminal = std::getenv("TERM");
  is_shown_ = ::isatty(STDERR_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

Progress::~Progress() { show({}); }

void Progress::show(std::string_view text) const {
  if (is_shown_) {
    write_error(std::string(clear_line).append(text));
  }
}

}  // namespace exeunt::cli
