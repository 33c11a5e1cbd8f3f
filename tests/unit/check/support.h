// Packs in tests: written in the test, or read from tests/golden/check.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "interpreter/check/check.h"
#include "interpreter/diagnostic/render.h"
#include "interpreter/syntax/parse.h"

namespace exeunt::test {

inline std::filesystem::path root() {
  return std::filesystem::path(__FILE__).parent_path() / "../../..";
}

struct Checked {
  source::Manager sources;
  diagnostic::Sink sink;
  pack::Pack pack;
  std::shared_ptr<const program::Program> program;

  /// "E0301 message" for each diagnostic, in the order to print.
  std::vector<std::string> messages() const {
    std::vector<std::string> out;
    for (const diagnostic::Diagnostic& found : sink.sorted()) {
      out.push_back(std::string(diagnostic::info(found.kind).code) + " " + found.message);
    }
    return out;
  }
  std::string text() const { return diagnostic::render_text(sink, sources, {false, 0, 160}); }
};

struct Options {
  std::string edition;
  bool lint = false;
  std::vector<std::string> modules;
};

/// Checks a pack of these files, in the DSL.
inline std::unique_ptr<Checked> check(const std::vector<std::string>& files, const Options& options = {}) {
  auto out = std::make_unique<Checked>();
  const auto read = [&](const std::string& text, const std::string& name) {
    return syntax::parse(out->sources, out->sources.add(name, text), out->sink);
  };
  for (std::size_t i = 0; i < files.size(); ++i) {
    out->pack.files.push_back(read(files[i], "file" + std::to_string(i + 1) + ".policy"));
  }
  for (std::size_t i = 0; i < options.modules.size(); ++i) {
    out->pack.modules.push_back(read(options.modules[i], "module" + std::to_string(i + 1) + ".policy"));
  }
  out->pack.name = "test";
  out->pack.complete = !out->sink.has_errors();
  out->program = check::check(out->pack, out->sources, out->sink, {options.edition, options.lint});
  return out;
}

inline std::unique_ptr<Checked> check(const std::string& file, const Options& options = {}) {
  return check(std::vector<std::string>{file}, options);
}

}  // namespace exeunt::test
