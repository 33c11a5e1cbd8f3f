#include "interpreter/format/layout.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "interpreter/format/comment_text.h"
#include "interpreter/format/unit.h"

namespace exeunt::format {

using source::Span;

Layout::Layout(const ast::File& file, const source::Manager& sources)
    : text_(sources.file(file.id).text()), units_(units(file)) {
  uint32_t line = std::numeric_limits<uint32_t>::max();
  for (const Span& unit : units_) {  // a blank line is above the first unit of its line only
    const bool first = line_begin(unit.begin) != line;
    line = line_begin(unit.begin);
    notes_[unit.begin].blank_above = first && blank_above(unit.begin);
  }
  for_each_expression(file, [this](const ast::Expression& expression) { cel_.push_back(expression.span); });
  std::sort(cel_.begin(), cel_.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  for (const ast::Comment& comment : file.comments) {
    place(comment, file);
  }
  for_each_expression(file, [this](const ast::Expression& expression) { hoist(expression); });
}

uint32_t Layout::line_begin(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  while (offset > 0 && text_[offset - 1] != '\n') {
    --offset;
  }
  return offset;
}

bool Layout::blank_above(uint32_t offset) const {
  const uint32_t begin = line_begin(offset);
  if (begin == 0) {
    return false;
  }
  const uint32_t before = line_begin(begin - 1);
  return text_.substr(before, begin - before).find_first_not_of(" \t\r\n") == std::string_view::npos;
}

uint32_t Layout::indentation(uint32_t offset) const {
  const uint32_t begin = line_begin(offset);
  const std::size_t content = std::min(text_.find_first_not_of(" \t", begin), text_.size());
  return static_cast<uint32_t>(content) - begin;
}

void Layout::place(const ast::Comment& comment, const ast::File& file) {
  const uint32_t at = comment.span.begin;
  const auto holds = [at](const Span& span) { return span.begin <= at && at < span.end; };

  // A comment between the tokens of an expression is part of it.
  auto expression = std::upper_bound(cel_.begin(), cel_.end(), at,
                                     [](uint32_t offset, const Span& span) { return offset < span.begin; });
  if (expression != cel_.begin() && holds(*--expression) && text_.substr(at, 2) == "//") {
    return;
  }

  const auto next = std::upper_bound(units_.begin(), units_.end(), at,
                                     [](uint32_t offset, const Span& span) { return offset < span.begin; });
  const auto declaration = std::upper_bound(
      file.declarations.begin(), file.declarations.end(), at,
      [](uint32_t offset, const ast::Declaration& candidate) { return offset < candidate.span.begin; });
  const ast::Declaration* before = declaration == file.declarations.begin() ? nullptr : &*std::prev(declaration);
  const uint32_t line = line_begin(at);

  if (!comment.own_line && next != units_.begin()) {
    const Span& unit = *std::prev(next);
    if (line_begin(unit.begin) == line || line_begin(unit.end) == line || holds(unit)) {
      notes_[unit.begin].beside.push_back(comment.text);
      return;
    }
    if (before != nullptr && line_begin(before->span.end) == line && before->span.end <= at) {
      closings_[before->span.begin].push_back(comment.text);
      return;
    }
  }

  const Remark remark{comment.text, comment.own_line && blank_above(at)};
  const bool inside =
      before != nullptr && (holds(before->span) || indentation(at) > indentation(before->span.begin));
  if (inside && (next == units_.end() || !holds(before->span) || next->begin >= before->span.end)) {
    tails_[before->span.begin].push_back(remark);
  } else if (next != units_.end()) {
    notes_[next->begin].above.push_back(remark);
  } else {
    end_.push_back(remark);
  }
}

void Layout::hoist(const ast::Expression& expression) {
  const CelParts parts = split_cel(expression.text);
  const auto unit = std::upper_bound(units_.begin(), units_.end(), expression.span.begin,
                                     [](uint32_t offset, const Span& span) { return offset < span.begin; });
  if (unit == units_.begin()) {
    return;
  }
  Notes& notes = notes_[std::prev(unit)->begin];
  for (const std::string& text : parts.before) {
    notes.above.push_back({text, false});
  }
  notes.beside.insert(notes.beside.end(), parts.after.begin(), parts.after.end());
}

Notes Layout::take(uint32_t begin) {
  const auto found = notes_.find(begin);
  if (found == notes_.end()) {
    return {};
  }
  Notes taken = std::move(found->second);
  notes_.erase(found);
  return taken;
}

std::vector<Remark> Layout::take_rest(uint32_t begin, uint32_t end) {
  std::vector<Remark> remarks;
  const auto first = notes_.lower_bound(begin);
  const auto last = notes_.lower_bound(end);
  for (auto it = first; it != last; ++it) {
    remarks.insert(remarks.end(), it->second.above.begin(), it->second.above.end());
    for (const std::string& text : it->second.beside) {
      remarks.push_back({text, false});
    }
  }
  notes_.erase(first, last);
  return remarks;
}

bool Layout::has_above(uint32_t begin) const {
  const auto found = notes_.find(begin);
  return found != notes_.end() && !found->second.above.empty();
}
bool Layout::has_beside(uint32_t begin) const {
  const auto found = notes_.find(begin);
  return found != notes_.end() && !found->second.beside.empty();
}

bool Layout::blank_before(uint32_t begin) const {
  const auto found = notes_.find(begin);
  if (found == notes_.end()) {
    return false;
  }
  const Notes& notes = found->second;
  return notes.above.empty() ? notes.blank_above : notes.above.front().blank_above;
}

bool Layout::has_tail(const ast::Declaration& declaration) const {
  return tails_.find(declaration.span.begin) != tails_.end();
}
std::vector<Remark> Layout::take_tail(const ast::Declaration& declaration) {
  std::vector<Remark> remarks = take_rest(declaration.span.begin, declaration.span.end);
  for (Remark& remark : tails_[declaration.span.begin]) {
    remarks.push_back(std::move(remark));
  }
  tails_.erase(declaration.span.begin);
  return remarks;
}
std::vector<std::string> Layout::take_closing(const ast::Declaration& declaration) {
  return std::exchange(closings_[declaration.span.begin], {});
}
std::vector<Remark> Layout::take_end() { return std::exchange(end_, {}); }

}  // namespace exeunt::format
