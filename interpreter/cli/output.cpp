#include "interpreter/cli/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "interpreter/diagnostic/render.h"
#include "interpreter/source/write.h"

namespace exeunt::cli {

bool use_colour(int descriptor) {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  return (no_colour == nullptr || *no_colour == '\0') &&
         (terminal == nullptr || std::string_view(terminal) != "dumb") && ::isatty(descriptor) == 1;
}

std::size_t text_width() {
  winsize size = {};
  const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 100;
}

bool write_output(const std::string& path, std::string_view text, diagnostic::Sink& sink) {
  const bool to_stdout = path.empty() || path == "-";
  const auto error = source::write_file(to_stdout ? "-" : path, text);
  if (!error) {
    return true;
  }
  if (!to_stdout || *error != std::generic_category().message(EPIPE)) {
    sink.report<diagnostic::Kind::file_unwritable>(std::nullopt, to_stdout ? "<stdout>" : path, *error);
  }
  return false;
}

void print_diagnostics(const diagnostic::Sink& sink, const source::Manager& sources, ErrorFormat format) {
  diagnostic::RenderOptions options;
  options.colour = use_colour(STDERR_FILENO);
  const std::string text = format == ErrorFormat::json ? diagnostic::render_json(sink, sources, options)
                                                       : diagnostic::render_text(sink, sources, options);
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t count = ::write(STDERR_FILENO, text.data() + done, text.size() - done);
    if (count < 0 && errno != EINTR) {
      return;  // there is nowhere left to say so
    }
    done += count > 0 ? static_cast<std::size_t>(count) : 0;
  }
}

}  // namespace exeunt::cli
