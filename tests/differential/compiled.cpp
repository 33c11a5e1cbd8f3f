#include "tests/differential/compiled.h"

#include <algorithm>
#include <set>

namespace exeunt::differential {

Library::Library(const std::string& path) : folder(path) {
  diagnostic::Sink sink;
  // The loader wants a pack beside the modules.
  auto pack = pack::read({{"none.policy", "pack none\n"}}, path, sources, sink);
  is_read = pack && !sink.has_errors() && !pack->modules.empty();
  if (is_read) {
    modules = std::move(pack->modules);
  }
}

Compiled compile(const Library& library, const std::vector<pack::NamedText>& files) {
  Compiled out;
  out.session = std::make_unique<driver::Session>(driver::SessionOptions{{}, library.folder, false});
  source::Manager& sources = out.session->sources();
  sources = library.sources;
  out.pack = pack::read(files, "", sources, out.session->sink());
  if (out.pack) {
    out.pack->modules = library.modules;
    if (out.pack->complete) {
      out.program = out.session->compile(*out.pack);
    }
  }
  return out;
}

std::optional<std::vector<pack::NamedText>> without_errors(const Compiled& compiled,
                                                           const std::vector<pack::NamedText>& files) {
  if (!compiled.pack) {
    return std::nullopt;
  }
  bool is_less = false;
  std::vector<pack::NamedText> out = files;
  for (const ast::File& file : compiled.pack->files) {
    const std::string& name = compiled.session->sources().file(file.id).name();
    const auto text = std::find_if(out.begin(), out.end(), [&](const auto& each) { return each.name == name; });
    std::set<uint32_t> wrong;  // where declarations begin
    for (const diagnostic::Diagnostic& each : compiled.session->sink().diagnostics()) {
      if (diagnostic::info(each.kind).severity != diagnostic::Severity::error || !each.span ||
          each.span->file != file.id) {
        continue;
      }
      for (const ast::Declaration& declaration : file.declarations) {
        if (declaration.span.begin <= each.span->begin && each.span->begin < declaration.span.end) {
          wrong.insert(declaration.span.begin);
        }
      }
    }
    for (auto declaration = file.declarations.rbegin(); declaration != file.declarations.rend(); ++declaration) {
      if (wrong.contains(declaration->span.begin)) {
        text->text.erase(declaration->span.begin, declaration->span.end - declaration->span.begin);
        is_less = true;
      }
    }
  }
  return is_less ? std::optional(std::move(out)) : std::nullopt;
}

std::string errors_of(const diagnostic::Sink& sink) {
  std::string out;
  for (const diagnostic::Diagnostic& each : sink.diagnostics()) {
    if (diagnostic::info(each.kind).severity == diagnostic::Severity::error) {
      out += std::string(diagnostic::info(each.kind).code) + ": " + each.message + "\n";
    }
  }
  return out;
}

}  // namespace exeunt::differential
