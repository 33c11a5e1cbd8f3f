// Reading YAML in tests, and errors as one line each.
#pragma once

#include <fmt/format.h>

#include <string>

#include "interpreter/syntax/parse.h"
#include "interpreter/yaml/read.h"

namespace exeunt::test {

struct Reading {
  std::string dump;
  std::string errors;  ///< "line:column-line:column code message | help" each, in order of place
  ast::File file;
};

inline std::string list_errors(const source::Manager& sources, const diagnostic::Sink& sink) {
  std::string out;
  for (const diagnostic::Diagnostic& each : sink.sorted()) {
    if (each.span) {
      const source::Position begin = sources.file(each.span->file).position(each.span->begin);
      const source::Position end = sources.file(each.span->file).position(each.span->end);
      out += begin.line == end.line ? fmt::format("{}:{}-{} ", begin.line, begin.column, end.column)
                                    : fmt::format("{}:{}-{}:{} ", begin.line, begin.column, end.line, end.column);
    }
    out += fmt::format("{} {}", diagnostic::info(each.kind).code, each.message);
    for (const std::string& help : each.help) {
      out += " | " + help;
    }
    out += "\n";
  }
  return out;
}

inline Reading read_yaml(const std::string& text) {
  source::Manager sources;
  diagnostic::Sink sink;
  Reading reading;
  reading.file = yaml::read(sources, sources.add("test.policy.yaml", text), sink);
  reading.dump = ast::dump(reading.file);
  reading.errors = list_errors(sources, sink);
  return reading;
}

inline Reading read_dsl(const std::string& text) {
  source::Manager sources;
  diagnostic::Sink sink;
  Reading reading;
  reading.file = syntax::parse(sources, sources.add("test.policy", text), sink);
  reading.dump = ast::dump(reading.file);
  reading.errors = list_errors(sources, sink);
  return reading;
}

/// The errors of a file whose only declaration is `item`, which begins on line 3.
inline std::string item_errors(const std::string& item) { return read_yaml("pack: acme\ndeclarations:\n" + item).errors; }

}  // namespace exeunt::test
