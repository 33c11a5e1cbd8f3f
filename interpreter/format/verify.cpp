#include "interpreter/format/verify.h"

#include <algorithm>
#include <vector>

#include "interpreter/format/comment_text.h"
#include "interpreter/format/format.h"
#include "interpreter/format/unit.h"

namespace exeunt::format {

/// The texts of all comments, sorted: those of the file and those inside CEL, which either spelling may list once more.
static std::vector<std::string> comment_texts(const ast::File& file, const source::Manager& sources) {
  std::vector<std::string> texts;
  std::vector<source::Span> cel;
  for_each_expression(file, [&](const ast::Expression& expression) {
    cel.push_back(expression.span);
    for (std::string& text : cel_comments(expression.text)) {
      texts.push_back(std::move(text));
    }
  });
  std::sort(cel.begin(), cel.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  const std::string_view text = sources.file(file.id).text();
  for (const ast::Comment& comment : file.comments) {
    const uint32_t at = comment.span.begin;
    auto around = std::upper_bound(cel.begin(), cel.end(), at, [](uint32_t offset, const auto& span) {
      return offset < span.begin;
    });
    const bool in_cel = around != cel.begin() && at < (--around)->end && text.substr(at, 2) == "//";
    if (!in_cel) {
      const std::size_t last = comment.text.find_last_not_of(" \t\r");
      const std::size_t first = comment.text.find_first_not_of(" \t");
      texts.push_back(first == std::string::npos ? "" : comment.text.substr(first, last - first + 1));
    }
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

std::optional<std::string> rewrite(const ast::File& file, const source::Manager& sources, ast::File::Spelling spelling,
                                   const Read& read, diagnostic::Sink& sink) {
  std::string text = spelling == ast::File::Spelling::dsl ? write_dsl(file, sources) : write_yaml(file, sources);
  source::Manager written_sources;
  diagnostic::Sink written_sink;
  const ast::File written =
      read(written_sources, written_sources.add(sources.file(file.id).name(), text), written_sink);
  // Two fields of one name are for the checker to report; the YAML spelling cannot even say them.
  bool repeated = false;
  for (const diagnostic::Diagnostic& each : written_sink.diagnostics()) {
    if (each.kind == diagnostic::Kind::yaml_duplicate_key && each.span) {
      const source::Span& key = *each.span;
      sink.report<diagnostic::Kind::format_repeated_key>(source::Span{file.id, 0, 0},
                                                         text.substr(key.begin, key.end - key.begin));
      repeated = true;
    }
  }
  if (repeated) {
    return std::nullopt;
  }
  if (written_sink.has_errors() || ast::dump(written) != ast::dump(file) ||
      comment_texts(written, written_sources) != comment_texts(file, sources)) {
    auto report = sink.report<diagnostic::Kind::format_changes_meaning>(source::Span{file.id, 0, 0});
    if (written_sink.has_errors()) {
      report.help("the new text does not read: " + written_sink.sorted().front().message);
    }
    return std::nullopt;
  }
  return text;
}

}  // namespace exeunt::format
