#include "interpreter/cel/issue_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "interpreter/cel/utf8.h"

namespace exeunt::cel {

namespace {

/// What is printed for one character of a line.
struct Glyph {
  std::string text;
  uint32_t bytes = 1;  ///< of the line
  uint32_t width = 1;
};

/// Terminal columns, by the blocks of Unicode: exact for what expressions are written in, good enough for the rest.
uint32_t width_of(char32_t code) {
  struct Block {
    char32_t first;
    char32_t last;
    uint32_t width;
  };
  static constexpr Block blocks[] = {
      {0x0300, 0x036F, 0}, {0x1100, 0x115F, 2}, {0x200B, 0x200D, 0}, {0x20D0, 0x20F0, 0},   {0x2E80, 0xA4CF, 2},
      {0xAC00, 0xD7A3, 2}, {0xF900, 0xFAFF, 2}, {0xFE00, 0xFE0F, 0}, {0xFE30, 0xFE6F, 2},   {0xFF01, 0xFF60, 2},
      {0xFFE0, 0xFFE6, 2}, {0x1F300, 0x1F64F, 2}, {0x1F680, 0x1F6FC, 2}, {0x1F900, 0x1FAFF, 2}, {0x20000, 0x3FFFD, 2},
  };
  for (const Block& block : blocks) {
    if (code >= block.first && code <= block.last) {
      return block.width;
    }
  }
  return 1;
}

/// Controls, and what reorders or hides the text around it.
bool is_unprintable(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x061C || code == 0x200E || code == 0x200F ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

Glyph glyph_at(std::string_view text, size_t offset) {
  const CodePoint point = first_code_point(text.substr(offset));
  if (point.size == 0) {
    return {fmt::format("<{:02X}>", static_cast<unsigned char>(text[offset])), 1, 4};
  }
  if (point.value == '\t') {
    return {" ", 1, 1};
  }
  if (is_unprintable(point.value)) {
    std::string number = fmt::format("<{:02X}>", static_cast<uint32_t>(point.value));
    const auto width = static_cast<uint32_t>(number.size());
    return {std::move(number), point.size, width};
  }
  return {std::string(text.substr(offset, point.size)), point.size, width_of(point.value)};
}

std::string printable(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const Glyph glyph = glyph_at(text, at);
    out += glyph.text;
    at += glyph.bytes;
  }
  return out;
}

/// A line, or as much of it as fits, and what to underline.
struct Excerpt {
  std::string text;
  uint32_t column = 0;
  uint32_t length = 1;
};

/// Linear in `width`, not in the line.
Excerpt excerpt(std::string_view line, size_t begin, size_t end, uint32_t width) {
  constexpr std::string_view ellipsis = "…";
  // Characters take no more columns than bytes, unless they are escaped: what fits by bytes is shown from the start.
  size_t at = 0;
  if (line.size() > width && begin > width / 3) {
    at = begin - width / 3;
    while (at < begin && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) {
      ++at;
    }
  }
  Excerpt out;
  uint32_t column = at > 0 ? 1 : 0;
  out.text = at > 0 ? ellipsis : "";
  uint32_t last = column;
  while (at < line.size() && column < width) {
    if (at == begin) {
      out.column = column;
    }
    const Glyph glyph = glyph_at(line, at);
    out.text += glyph.text;
    column += glyph.width;
    at += glyph.bytes;
    if (at <= end) {
      last = column;
    }
  }
  if (at <= begin) {
    out.column = column;
  }
  if (at < line.size()) {
    out.text += ellipsis;
  }
  out.length = last > out.column ? last - out.column : 1;
  return out;
}

/// Writes messages about one text.
class Writer {
 public:
  Writer(std::string_view text, const IssueTextOptions& options) : text_(text), options_(options) {}

  void message(uint32_t begin, uint32_t end, std::string_view label, std::string_view message, std::string_view help) {
    begin = static_cast<uint32_t>(std::min<size_t>(begin, text_.size()));
    const TextPosition position = position_in(text_, begin);
    if (!options_.name.empty()) {
      out_ += printable(options_.name) + ":";
    }
    out_ += fmt::format("{}:{}: {}: {}\n", position.line, position.column, label, printable(message));

    const size_t before = begin == 0 ? std::string_view::npos : text_.rfind('\n', begin - 1);
    const size_t line_begin = before == std::string_view::npos ? 0 : before + 1;
    std::string_view line = text_.substr(line_begin, text_.find('\n', line_begin) - line_begin);
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    const Excerpt shown = excerpt(line, begin - line_begin, std::max(begin, end) - line_begin, options_.width);
    const std::string number = fmt::format("{:>5}", position.line);
    out_ += fmt::format("{} | {}\n", number, shown.text);
    out_ += fmt::format("{:{}} | {:{}}^{:~>{}}", "", number.size(), "", shown.column, "", shown.length - 1);
    out_ += help.empty() ? "\n" : " " + printable(help) + "\n";
  }

  void line(std::string_view text) { out_ += std::string(text) + "\n"; }

  std::string take() { return std::move(out_); }

 private:
  std::string_view text_;
  const IssueTextOptions& options_;
  std::string out_;
};

}  // namespace

TextPosition position_in(std::string_view text, uint32_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto lines = static_cast<uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const size_t last = before.rfind('\n');
  const std::string_view line = last == std::string_view::npos ? before : before.substr(last + 1);
  return {lines + 1, static_cast<uint32_t>(count_code_points(line)) + 1};
}

std::string issue_text(const Issues& issues, std::string_view text, const IssueTextOptions& options) {
  Writer writer(text, options);
  const size_t shown = std::min<size_t>(issues.size(), options.max_issues);
  for (size_t i = 0; i < shown; ++i) {
    const Issue& issue = issues[i];
    writer.message(issue.begin, issue.end, fmt::format("error[{}]", name(issue.kind)), issue.message, issue.help);
  }
  if (const size_t hidden = issues.size() - shown; hidden != 0) {
    writer.line(fmt::format("{} more {} not shown", hidden, hidden == 1 ? "error is" : "errors are"));
  }
  return writer.take();
}

std::string error_text(const ErrorInfo& error, std::string_view text, const IssueTextOptions& options) {
  Writer writer(text, options);
  writer.message(error.begin, error.end, "error", error.message, {});
  return writer.take();
}

}  // namespace exeunt::cel
