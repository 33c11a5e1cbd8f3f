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

namespace {

/// True: all was written.
bool check_written(const std::string& name, const std::optional<std::string>& error, diagnostic::Sink& sink) {
  if (error && (name != "<stdout>" || *error != std::generic_category().message(EPIPE))) {
    sink.report<diagnostic::Kind::file_unwritable>(std::nullopt, name, *error);
  }
  return !error;
}

}  // namespace

bool write_output(const std::string& path, std::string_view text, diagnostic::Sink& sink) {
  const bool to_stdout = path.empty() || path == "-";
  return check_written(to_stdout ? "<stdout>" : path, source::write_file(to_stdout ? "-" : path, text), sink);
}

bool OutputFile::open() {
  if (output_) {
    return true;
  }
  auto opened = source::Output::open(path_);
  if (const auto* error = std::get_if<std::string>(&opened)) {
    return check(*error);
  }
  output_ = std::move(std::get<source::Output>(opened));
  return true;
}

bool OutputFile::check(const std::optional<std::string>& error) {
  return check_written(path_ == "-" ? "<stdout>" : path_, error, sink_);
}

std::function<bool(std::string_view)> OutputFile::writer() {
  return [this](std::string_view piece) { return open() && check(output_->write(piece)); };
}

bool OutputFile::commit() {
  return open() && check(output_->commit());
}

bool write_now(std::string_view text, diagnostic::Sink& sink) {
  return check_written("<stdout>", source::write_stream(STDOUT_FILENO, text), sink);
}

void write_error(std::string_view text) {
  static_cast<void>(source::write_stream(STDERR_FILENO, text));  // there is nowhere left to say that it failed
}

std::string diagnostics_in_json(const diagnostic::Sink& sink, const source::Manager& sources) {
  std::string text = "[";
  const char* separator = "\n";
  for (const diagnostic::Diagnostic& diagnostic : sink.sorted()) {
    std::string line = diagnostic::render_json(diagnostic, sources);
    line.pop_back();
    text += separator + line;
    separator = ",\n";
  }
  return text + "]";
}

void print_each(const diagnostic::Sink& sink, const source::Manager& sources, ErrorFormat format) {
  constexpr std::size_t max_shown = 20;
  if (format == ErrorFormat::json) {
    write_error(diagnostic::render_json(sink, sources));
    return;
  }
  diagnostic::RenderOptions options;
  options.colour = use_colour(STDERR_FILENO);
  const std::vector<diagnostic::Diagnostic> sorted = sink.sorted();
  std::string text;
  for (std::size_t i = 0; i < sorted.size() && i < max_shown; ++i) {
    text += diagnostic::render_text(sorted[i], sources, options);
  }
  if (sorted.size() > max_shown) {
    text += std::to_string(sorted.size() - max_shown) + " more not shown\n";
  }
  write_error(text);
}

std::string render_diagnostics(const diagnostic::Sink& sink, const source::Manager& sources, ErrorFormat format) {
  diagnostic::RenderOptions options;
  options.colour = use_colour(STDERR_FILENO);
  return format == ErrorFormat::json ? diagnostic::render_json(sink, sources, options)
                                     : diagnostic::render_text(sink, sources, options);
}

void print_diagnostics(const diagnostic::Sink& sink, const source::Manager& sources, ErrorFormat format) {
  write_error(render_diagnostics(sink, sources, format));
}

}  // namespace exeunt::cli
