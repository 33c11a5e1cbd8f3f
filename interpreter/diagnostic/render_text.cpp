#include <algorithm>

#include "interpreter/diagnostic/excerpt.h"
#include "interpreter/diagnostic/render.h"
#include "interpreter/diagnostic/selection.h"
#include "interpreter/diagnostic/visible.h"

namespace exeunt::diagnostic {

namespace {

// As wide as the line numbers of nearly all files, so that the underlines of neighbours stand in one column.
constexpr std::size_t gutter_width = 5;

struct Style {
  std::string_view bold;
  std::string_view error;
  std::string_view warning;
  std::string_view note;
  std::string_view dim;
  std::string_view underline;
  std::string_view reset;
};

constexpr Style plain_style = {};
constexpr Style colour_style = {"\x1b[1m", "\x1b[1;31m", "\x1b[1;35m", "\x1b[1;36m",
                                "\x1b[2m", "\x1b[1;32m", "\x1b[0m"};

std::string_view severity_colour(Severity severity, const Style& style) {
  switch (severity) {
    case Severity::error:
      return style.error;
    case Severity::warning:
      return style.warning;
    case Severity::note:
      break;
  }
  return style.note;
}

class TextRenderer {
 public:
  TextRenderer(const source::Manager& files, const RenderOptions& options)
      : files_(files), options_(options), style_(options.colour ? colour_style : plain_style) {}

  void render(const Diagnostic& diagnostic) {
    const KindInfo& kind = info(diagnostic.kind);
    prefix(diagnostic);
    out_ += fmt::format("{}{}[{}]:{} {}{}{}\n", severity_colour(kind.severity, style_), name(kind.severity), kind.code,
                        style_.reset, style_.bold, visible(diagnostic.message), style_.reset);
    std::size_t help_shown = 0;
    if (diagnostic.span) {
      const bool single = diagnostic.help.size() == 1;
      help_shown = source_line(*diagnostic.span, single ? diagnostic.help[0] : std::string_view()) ? 1 : 0;
    }
    for (std::size_t i = help_shown; i < diagnostic.help.size(); ++i) {
      help(diagnostic.help[i]);
    }
    for (const Label& label : diagnostic.labels) {
      place(label.span);
      out_ += fmt::format("{}note:{} {}\n", style_.note, style_.reset, visible(label.text));
      source_line(label.span, {});
    }
  }

  /// The line and the underline; whether `remark` found room behind it.
  bool source_line(const source::Span& span, std::string_view remark) {
    const source::File& file = files_.file(span.file);
    const source::Position position = file.position(span.begin);
    const std::string_view line = file.line(position.line);
    // A span at the end of the text may lie past the line's last byte, in the line end.
    const std::size_t line_begin = static_cast<std::size_t>(line.data() - file.text().data());
    const std::size_t begin = span.begin < line_begin ? 0 : span.begin - line_begin;
    const std::size_t length = span.end > span.begin ? span.end - span.begin : 0;
    const Excerpt shown = excerpt(line, begin, begin + length, options_.width);

    gutter(fmt::format("{}", position.line));
    if (!shown.text.empty()) {
      out_ += ' ';
      out_ += shown.text;
    }
    out_ += '\n';
    gutter("");
    out_ += fmt::format(" {:{}}{}^{:~>{}}{}", "", shown.column, style_.underline, "", shown.length - 1, style_.reset);
    const bool has_room = !remark.empty() && remark.find('\n') == std::string_view::npos &&
                          shown.column + shown.length + 1 + visible_width(remark) <= options_.width;
    if (has_room) {
      out_ += ' ';
      out_ += visible(remark);
    }
    out_ += '\n';
    return has_room;
  }

  std::string take() { return std::move(out_); }

 private:
  void prefix(const Diagnostic& diagnostic) {
    if (diagnostic.span) {
      place(*diagnostic.span);
    } else if (diagnostic.place) {
      const Place& at = *diagnostic.place;
      out_ += style_.bold;
      out_ += visible(at.file);
      if (at.line != 0) {
        out_ += fmt::format(":{}", at.line);
      }
      if (at.line != 0 && at.column != 0) {
        out_ += fmt::format(":{}", at.column);
      }
      out_ += fmt::format(":{} ", style_.reset);
    }
  }

  void place(const source::Span& span) {
    const source::File& file = files_.file(span.file);
    const source::Position position = file.position(span.begin);
    out_ +=
        fmt::format("{}{}:{}:{}:{} ", style_.bold, visible(file.name()), position.line, position.column, style_.reset);
  }

  void gutter(std::string_view number) {
    out_ += fmt::format("{}{:>{}} |{}", style_.dim, number, gutter_width, style_.reset);
  }

  void help(std::string_view text) {
    constexpr std::string_view name = "help: ";
    bool is_first = true;
    while (is_first || !text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      out_.append(gutter_width + 1, ' ');
      if (is_first) {
        out_ += fmt::format("{}{}{}", style_.note, name, style_.reset);
      } else {
        out_.append(name.size(), ' ');
      }
      out_ += visible(text.substr(0, end));
      out_ += '\n';
      text.remove_prefix(std::min(end + 1, text.size()));
      is_first = false;
    }
  }

  const source::Manager& files_;
  const RenderOptions& options_;
  const Style& style_;
  std::string out_;
};

std::string count(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string join_counts(std::size_t errors, std::size_t warnings) {
  std::string result;
  if (errors != 0) {
    result += count(errors, "error");
  }
  if (warnings != 0) {
    result += (result.empty() ? "" : ", ") + count(warnings, "warning");
  }
  return result;
}

}  // namespace

std::string tally(std::size_t errors, std::size_t warnings) {
  return errors + warnings == 0 ? "no errors" : join_counts(errors, warnings);
}

std::string render_source(const source::Span& span, std::string_view remark, const source::Manager& files,
                          const RenderOptions& options) {
  TextRenderer renderer(files, options);
  renderer.source_line(span, remark);
  return renderer.take();
}

std::string render_text(const Diagnostic& diagnostic, const source::Manager& files, const RenderOptions& options) {
  TextRenderer renderer(files, options);
  renderer.render(diagnostic);
  return renderer.take();
}

std::string render_text(const Sink& sink, const source::Manager& files, const RenderOptions& options) {
  const Selection selection = select(sink, options.max_errors);
  TextRenderer renderer(files, options);
  for (const Diagnostic& diagnostic : selection.shown) {
    renderer.render(diagnostic);
  }
  std::string out = renderer.take();
  const std::size_t hidden = selection.hidden_errors + selection.hidden_warnings;
  if (selection.errors + selection.warnings != 0) {
    out += tally(selection.errors, selection.warnings);
    if (hidden != 0) {
      out += fmt::format(" ({} more not shown)", hidden);
    }
    out += '\n';
  }
  return out;
}

}  // namespace exeunt::diagnostic
