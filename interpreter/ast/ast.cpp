#include "interpreter/ast/ast.h"

#include <algorithm>

namespace exeunt::ast {

namespace {

// Where one byte of the text stands. The run that holds an offset is the last one that begins at or before it.
uint32_t file_offset(const std::vector<TextRun>& runs, uint32_t offset) {
  const auto after = std::upper_bound(runs.begin(), runs.end(), offset,
                                      [](uint32_t value, const TextRun& run) { return value < run.text_offset; });
  const TextRun& run = after == runs.begin() ? runs.front() : *(after - 1);
  return run.file_offset + (offset - std::min(offset, run.text_offset));
}

}  // namespace

Span Expression::locate(uint32_t begin, uint32_t end) const {
  if (runs.empty() && span.end - span.begin != text.size()) {
    return span;  // not a verbatim slice, and nobody knows what stands where
  }
  if (runs.empty()) {
    return {span.file, span.begin + begin, span.begin + std::max(begin, end)};
  }
  const uint32_t first = file_offset(runs, begin);
  // The end belongs to the last byte of the range: the byte after it may stand on another line.
  const uint32_t last = end > begin ? file_offset(runs, end - 1) + 1 : first;
  return {span.file, first, std::max(first, last)};
}

Expression Expression::slice(uint32_t begin, uint32_t end) const {
  Expression piece{text.substr(begin, end - begin), locate(begin, end), {}};
  if (runs.empty()) {
    return piece;
  }
  piece.runs.push_back({0, piece.span.begin});
  const auto after = std::upper_bound(runs.begin(), runs.end(), begin,
                                      [](uint32_t value, const TextRun& run) { return value < run.text_offset; });
  for (auto run = after; run != runs.end() && run->text_offset < end; ++run) {
    piece.runs.push_back({run->text_offset - begin, run->file_offset});
  }
  return piece;
}

std::string_view keyword(const DeclarationBody& body) {
  struct Keyword {
    std::string_view operator()(const Concept&) const { return "concept"; }
    std::string_view operator()(const Class&) const { return "class"; }
    std::string_view operator()(const Enum&) const { return "enum"; }
    std::string_view operator()(const Capability&) const { return "capability"; }
    std::string_view operator()(const Entity&) const { return "entity"; }
    std::string_view operator()(const Lack&) const { return "lacks"; }
    std::string_view operator()(const Outcome&) const { return "outcome"; }
    std::string_view operator()(const Let&) const { return "let"; }
    std::string_view operator()(const Event&) const { return "event"; }
    std::string_view operator()(const SharedGuard&) const { return "guard"; }
    std::string_view operator()(const HowTo&) const { return "howto"; }
    std::string_view operator()(const Rule&) const { return "rule"; }
    std::string_view operator()(const Advice&) const { return "advise"; }
    std::string_view operator()(const Display&) const { return "display"; }
    std::string_view operator()(const Drop&) const { return "drop"; }
  };
  return std::visit(Keyword{}, body);
}

const Name& name(const DeclarationBody& body) {
  return std::visit([](const auto& declaration) -> const Name& { return declaration.name; }, body);
}

}  // namespace exeunt::ast
