// Reads policy text as the tests want to see it: the dump, and each diagnostic as one line
// "line:column-column CODE message", with labels and help on lines of their own.
#pragma once

#include <string>
#include <string_view>

#include "interpreter/ast/ast.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/source/source.h"
#include "interpreter/syntax/parse.h"

namespace exeunt::syntax {

struct Reading {
  ast::File file;
  std::string errors;
};

inline std::string place(const source::Manager& sources, const source::Span& span) {
  const source::File& file = sources.file(span.file);
  const source::Position begin = file.position(span.begin);
  const source::Position end = file.position(span.end);
  return fmt::format("{}:{}-{}", begin.line, begin.column, end.column);
}

inline std::string print(const source::Manager& sources, const diagnostic::Sink& sink) {
  std::string out;
  for (const diagnostic::Diagnostic& diagnostic : sink.sorted()) {
    const std::string_view code = diagnostic::info(diagnostic.kind).code;
    // What is wrong with an expression is worded, and tested, in cel/.
    out += fmt::format("{} {} {}\n", place(sources, *diagnostic.span), code,
                       code.starts_with("E05") ? "…" : diagnostic.message);
    for (const diagnostic::Label& label : diagnostic.labels) {
      out += fmt::format("  {} {}\n", place(sources, label.span), label.text);
    }
    for (const std::string& help : diagnostic.help) {
      out += fmt::format("  help: {}\n", help);
    }
  }
  return out;
}

inline Reading read(std::string text) {
  source::Manager sources;
  const source::FileId file = sources.add("sample.policy", std::move(text));
  diagnostic::Sink sink;
  Reading reading;
  reading.file = parse(sources, file, sink);
  reading.errors = print(sources, sink);
  return reading;
}

/// The dump of declarations that stand in a pack without any error.
inline std::string dump(std::string_view declarations) {
  const Reading reading = read("pack p\n" + std::string(declarations));
  if (!reading.errors.empty()) {
    return reading.errors;
  }
  const std::string text = ast::dump(reading.file);
  const std::string_view head = "(file\n  (pack p)";
  return text.starts_with(head) ? text.substr(head.size(), text.size() - head.size() - 2) + "\n" : text;
}

/// The errors of declarations whose first line is line 2.
inline std::string errors(std::string_view declarations) {
  return read("pack p\n" + std::string(declarations)).errors;
}

inline std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

/// "rule a, let b": what was kept.
inline std::string kept(const ast::File& file) {
  std::string out;
  for (const ast::Declaration& declaration : file.declarations) {
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", ast::keyword(declaration.body),
                       ast::name(declaration.body).text);
  }
  return out;
}

}  // namespace exeunt::syntax
