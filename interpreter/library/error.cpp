#include "interpreter/library/error.h"

#include "interpreter/diagnostic/render.h"

namespace exeunt {

using diagnostic::Kind;

static Severity to_severity(diagnostic::Severity severity) {
  switch (severity) {
    case diagnostic::Severity::note:
      return Severity::note;
    case diagnostic::Severity::warning:
      return Severity::warning;
    case diagnostic::Severity::error:
      return Severity::error;
  }
  return Severity::error;
}

std::vector<Diagnostic> to_diagnostics(const diagnostic::Sink& sink, const source::Manager& files) {
  std::vector<Diagnostic> all;
  for (const diagnostic::Diagnostic& each : sink.sorted()) {
    Diagnostic out;
    const diagnostic::KindInfo& kind = diagnostic::info(each.kind);
    out.severity = to_severity(kind.severity);
    out.code = kind.code;
    out.message = each.message;
    out.help = each.help;
    if (each.span) {
      const source::File& file = files.file(each.span->file);
      const source::Position position = file.position(each.span->begin);
      out.file = file.name();
      out.line = position.line;
      out.column = position.column;
    } else if (each.place) {
      out.file = each.place->file;
      out.line = each.place->line;
      out.column = each.place->column;
    }
    all.push_back(std::move(out));
  }
  return all;
}

Error to_error(const diagnostic::Sink& sink, const source::Manager& files) {
  if (sink.diagnostics().empty()) {
    return failure("it says nothing about why");
  }
  return {to_diagnostics(sink, files), diagnostic::render_text(sink, files)};
}

Error to_error(const diagnostic::Sink& sink) {
  return to_error(sink, source::Manager());
}

Error failure(std::string_view what) {
  diagnostic::Sink sink;
  sink.report<Kind::library_failed>(std::nullopt, what);
  return to_error(sink);
}

bool check_text(std::string_view argument, std::string_view text, diagnostic::Sink& sink) {
  if (source::find_invalid_utf8(text) != text.size()) {
    sink.report<Kind::library_argument>(std::nullopt, argument, "not valid UTF-8");
    return false;
  }
  return check_path(argument, text, sink);
}

bool check_path(std::string_view argument, std::string_view path, diagnostic::Sink& sink) {
  if (path.find('\0') != std::string_view::npos) {
    sink.report<Kind::library_argument>(std::nullopt, argument, "a text with a NUL character");
    return false;
  }
  return true;
}

std::string to_file(const std::string& path) {
  return path == "-" ? "./-" : path;
}

}  // namespace exeunt
