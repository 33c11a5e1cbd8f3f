#include "interpreter/cli/policy_file.h"

#include <algorithm>
#include <filesystem>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/format/verify.h"
#include "interpreter/source/entry.h"
#include "interpreter/syntax/parse.h"
#include "interpreter/yaml/read.h"

namespace exeunt::cli {

namespace {

using Spelling = ast::File::Spelling;
namespace fs = std::filesystem;

/// What the first line that is neither empty nor a comment looks like: in YAML a key or a document, in the DSL two
/// words.
Spelling guess(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::size_t begin = line.find_first_not_of(" \t\r\xEF\xBB\xBF");
    if (begin != std::string_view::npos && !line.substr(begin).starts_with("//")) {
      const std::string_view word = line.substr(begin, line.find_first_of(" \t\r", begin) - begin);
      const bool is_yaml = word.ends_with(':') || word.find_first_of("#-%{[\"'") == 0;
      return is_yaml ? Spelling::yaml : Spelling::dsl;
    }
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return Spelling::dsl;
}

Spelling spelling_of(const std::string& path, std::string_view text) {
  if (path.ends_with(".yaml") || path.ends_with(".yml")) {
    return Spelling::yaml;
  }
  return path.ends_with(".policy") ? Spelling::dsl : guess(text);
}

ast::File read_as(Spelling spelling, const source::Manager& sources, source::FileId file, diagnostic::Sink& sink) {
  return spelling == Spelling::yaml ? yaml::read(sources, file, sink) : syntax::parse(sources, file, sink);
}

}  // namespace

std::vector<std::string> find_policy_files(const std::vector<std::string>& paths, diagnostic::Sink& sink) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (path == "-" || !source::may_be_folder(path)) {
      files.push_back(path);
      continue;
    }
    const std::size_t before = files.size();
    std::error_code error;
    for (fs::recursive_directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
      const std::string name = entry->path().string();
      if ((name.ends_with(".policy") || name.ends_with(".policy.yaml")) && source::may_be_file(name)) {
        files.push_back(name);
      }
    }
    if (error) {
      sink.report<diagnostic::Kind::file_unreadable>(std::nullopt, path, error.message());
    }
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
  }
  return files;
}

std::optional<ast::File> read_policy_file(Context& context, const std::string& path) {
  source::Manager& sources = context.session.sources();
  const auto loaded = sources.load(path);
  if (const auto* error = std::get_if<source::LoadError>(&loaded)) {
    diagnostic::report(context.sink(), *error);
    return std::nullopt;
  }
  const source::FileId id = std::get<source::FileId>(loaded);
  const std::size_t errors = context.sink().errors();
  ast::File file = read_as(spelling_of(path, sources.file(id).text()), sources, id, context.sink());
  if (context.sink().errors() != errors) {
    return std::nullopt;
  }
  return file;
}

std::optional<std::string> rewrite(Context& context, const ast::File& file, Spelling spelling) {
  const auto read = [spelling](const source::Manager& sources, source::FileId id, diagnostic::Sink& sink) {
    return read_as(spelling, sources, id, sink);
  };
  return format::rewrite(file, context.session.sources(), spelling, read, context.sink());
}

}  // namespace exeunt::cli
