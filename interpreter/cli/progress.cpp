#include "interpreter/cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "interpreter/cli/output.h"

namespace exeunt::cli {

static constexpr std::string_view clear_line = "\r\x1b[K";

Progress::Progress() {
  const char* const terminal = std::getenv("TERM");
  is_shown_ = ::isatty(STDERR_FILENO) == 1 && (terminal == nullptr || std::string_view(terminal) != "dumb");
}

Progress::~Progress() { show({}); }

void Progress::show(std::string_view text) const {
  if (is_shown_) {
    write_error(std::string(clear_line).append(text));
  }
}

std::function<void(uint64_t, uint64_t)> show_reading(const Progress& progress) {
  if (!progress.is_shown()) {
    return {};
  }
  return [&progress, last = uint64_t{0}](uint64_t done, uint64_t all) mutable {
    const uint64_t percent = done * 100 / std::max<uint64_t>(all, 1);
    if (std::exchange(last, percent) != percent) {
      progress.show(fmt::format("{} % of the snapshot read", percent));
    }
  };
}

}  // namespace exeunt::cli
