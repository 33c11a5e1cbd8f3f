// Reading and rewriting policy files in tests.
#pragma once

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "interpreter/format/verify.h"
#include "interpreter/syntax/parse.h"
#include "interpreter/yaml/read.h"

namespace exeunt::test {

inline std::filesystem::path root() { return std::filesystem::path(__FILE__).parent_path() / "../../.."; }

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}
inline void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

struct Parsed {
  std::unique_ptr<source::Manager> sources;
  ast::File file;
};

inline format::Read reader(ast::File::Spelling spelling) {
  return spelling == ast::File::Spelling::yaml ? format::Read(yaml::read) : format::Read(syntax::parse);
}

/// Must be free of errors.
inline Parsed parse(const std::string& text, ast::File::Spelling spelling) {
  Parsed parsed{std::make_unique<source::Manager>(), {}};
  diagnostic::Sink sink;
  parsed.file = reader(spelling)(*parsed.sources, parsed.sources->add("test", text), sink);
  for (const diagnostic::Diagnostic& diagnostic : sink.sorted()) {
    const auto position = parsed.sources->file(parsed.file.id).position(diagnostic.span ? diagnostic.span->begin : 0);
    FAIL_CHECK(position.line << ":" << position.column << ": " << diagnostic.message << "\n" << text);
  }
  return parsed;
}

inline Parsed parse_file(const std::filesystem::path& path) {
  const bool is_yaml = path.extension() == ".yaml";
  return parse(read_file(path), is_yaml ? ast::File::Spelling::yaml : ast::File::Spelling::dsl);
}

/// The canonical text, which format::rewrite has found to mean the same.
inline std::string rewrite(const Parsed& parsed, ast::File::Spelling spelling) {
  diagnostic::Sink sink;
  const auto text = format::rewrite(parsed.file, *parsed.sources, spelling, reader(spelling), sink);
  for (const diagnostic::Diagnostic& diagnostic : sink.sorted()) {
    FAIL_CHECK(diagnostic.message << (diagnostic.help.empty() ? "" : diagnostic.help.front()));
  }
  return text.value_or("");
}

}  // namespace exeunt::test
