#include "tests/fuzz/input/report.h"

#include <algorithm>

#include "interpreter/diagnostic/render.h"
#include "tests/fuzz/trial/broken.h"

namespace exeunt::fuzz {

static void hold_span(const source::Span& span, const source::Manager& sources, std::string_view message) {
  const bool is_known = span.file.index < sources.size();
  if (!is_known || span.begin > span.end || span.end > sources.file(span.file).text().size()) {
    broken("what is reported lies within its file", message);
  }
}

void hold_json(std::string_view text, std::string_view what) {
  const auto unfit = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; };
  if (std::any_of(text.begin(), text.end(), unfit)) {
    broken("controls are escaped", what);
  }
  if (source::find_invalid_utf8(text) != text.size()) {
    broken("what is written is UTF-8", what);
  }
}

void hold_text(std::string_view text, std::string_view what) {
  hold_json(text, what);
  constexpr char deletion = '\x7f';
  if (text.find(deletion) != std::string_view::npos) {
    broken("no controls reach the terminal", what);
  }
}

void hold_report(const diagnostic::Sink& sink, const source::Manager& sources, bool has_result,
                 std::string_view stage) {
  if (sink.has_errors() == has_result) {
    broken(has_result ? "what has errors has no result" : "what has no result has errors",
           std::string(stage) + "\n" + told(sink));
  }
  for (const diagnostic::Diagnostic& each : sink.diagnostics()) {
    if (each.message.empty()) {
      broken("what is reported says something", diagnostic::info(each.kind).code);
    }
    if (each.span) {
      hold_span(*each.span, sources, each.message);
    }
    for (const diagnostic::Label& label : each.labels) {
      hold_span(label.span, sources, each.message);
    }
  }
  hold_text(diagnostic::render_text(sink, sources), diagnostic::render_text(sink, sources));
  hold_json(diagnostic::render_json(sink, sources), diagnostic::render_json(sink, sources));
}

std::string told(const diagnostic::Sink& sink) {
  std::string out;
  for (const diagnostic::Diagnostic& each : sink.diagnostics()) {
    out += std::string(diagnostic::info(each.kind).code) + " " + each.message + "\n";
  }
  return out;
}

}  // namespace exeunt::fuzz
