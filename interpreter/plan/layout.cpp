#include "interpreter/plan/layout.h"

#include <algorithm>

#include "interpreter/source/utf8.h"

namespace exeunt::plan {

std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const source::Character character = source::decode(text, at);
    count += source::display_width(character.code);
    at += character.length;
  }
  return count;
}

std::string shorten(std::string_view text, std::size_t limit) {
  if (columns(text) <= limit) {
    return std::string(text);
  }
  std::size_t used = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    const source::Character character = source::decode(text, end);
    used += source::display_width(character.code);
    if (used + 1 > limit) {
      break;
    }
    end += character.length;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::vector<std::string> wrap(std::string_view text, std::size_t limit, std::string_view separator) {
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view piece = text.substr(0, end);
    text.remove_prefix(std::min(end + separator.size(), text.size()));
    if (piece.empty()) {
      continue;
    }
    const std::size_t piece_columns = columns(piece);
    if (used != 0 && used + columns(separator) + piece_columns > limit) {
      lines.emplace_back();
      used = 0;
    }
    if (used != 0) {
      lines.back() += separator;
      used += columns(separator);
    }
    lines.back() += piece;
    used += piece_columns;
  }
  return lines;
}

std::string paint(const std::string& text, Style style) {
  static constexpr const char* codes[] = {"", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[36m"};
  if (style == Style::plain || text.empty()) {
    return text;
  }
  return codes[static_cast<std::size_t>(style)] + text + "\x1b[0m";
}

void Page::title(const std::string& text, Style style) {
  Line line;
  line.row.text = text;
  line.kind = Line::Kind::title;
  line.style = style;
  lines_.push_back(std::move(line));
}

void Page::section(const std::string& name) {
  blank();
  Line line;
  line.row.text = name;
  line.kind = Line::Kind::section;
  line.style = Style::bold;
  lines_.push_back(std::move(line));
  ++section_;
}

void Page::row(Row row) {
  Line line;
  line.row = std::move(row);
  line.section = section_;
  lines_.push_back(std::move(line));
}

void Page::paragraph(std::size_t indent, const std::string& text) {
  Row paragraph;
  paragraph.indent = indent;
  paragraph.text = text;
  row(std::move(paragraph));
}

void Page::blank() {
  if (!lines_.empty() && lines_.back().kind != Line::Kind::blank) {
    Line line;
    line.kind = Line::Kind::blank;
    lines_.push_back(std::move(line));
  }
}

std::string Page::paint(const std::string& text, Style style) const {
  return colour_ ? plan::paint(text, style) : text;
}

static Style symbol_style(const std::string& symbol) {
  if (symbol == "-" || symbol == "x") {
    return Style::red;
  }
  if (symbol == "+") {
    return Style::green;
  }
  return symbol == "!" || symbol == "?" ? Style::yellow : (symbol == "~" || symbol == ">" ? Style::cyan : Style::plain);
}

/// Wide enough for the longest name, but never for one that would squeeze every text of the page.
std::size_t Page::margin_column() const {
  const std::size_t most = width_ * 2 / 5;
  std::size_t longest = 0;
  for (const Line& line : lines_) {
    if (const std::size_t length = columns(line.row.margin); length <= most) {
      longest = std::max(longest, length);
    }
  }
  return width_ - longest;
}

void Page::append_title(std::string& out, const Line& line) const {
  constexpr std::size_t indent = 2;
  bool first = true;
  for (const std::string& part : wrap(line.row.text, width_ - indent, " · ")) {
    for (const std::string& piece : wrap(part, width_ - indent, " ")) {
      out.append(first ? 0 : indent, ' ');
      out += paint(piece, line.style) + "\n";
      first = false;
    }
  }
}

void Page::append_row(std::string& out, const Row& row, std::size_t lead_width, std::size_t margin_column) const {
  // A text column narrower than this cannot be read: the text then goes under the lead.
  constexpr std::size_t narrowest = 28;
  const std::size_t margin_begin = std::min(margin_column, width_ - std::min(width_, columns(row.margin)));
  const std::size_t text_end = row.margin.empty() ? width_ : margin_begin - std::min<std::size_t>(margin_begin, 2);
  const std::size_t begin = row.indent + (row.symbol.empty() ? 0 : 2);
  const std::size_t beside = begin + lead_width + 2;
  const bool is_beside = !row.lead.empty() && columns(row.lead) <= lead_width &&
                         text_end >= beside + std::min(narrowest, columns(row.text));
  const std::size_t text_begin = row.lead.empty() ? begin : (is_beside ? beside : begin + 2);
  const std::size_t limit = std::max(text_end, text_begin + narrowest) - text_begin;

  std::vector<std::string> lines;
  if (!row.lead.empty()) {
    lines.push_back(std::string(begin, ' ') + row.lead);
  }
  for (const std::string& text : wrap(row.text, limit, " ")) {
    if (is_beside && lines.size() == 1 && columns(lines.back()) < text_begin) {
      lines.back().append(text_begin - columns(lines.back()), ' ').append(text);
    } else if (!text.empty()) {
      lines.push_back(std::string(text_begin, ' ') + text);
    }
  }
  if (lines.empty()) {
    lines.emplace_back(begin, ' ');
  }
  // The margin stands on the first line with room for it, or below.
  std::size_t margin_line = 0;
  while (margin_line < lines.size() && columns(lines[margin_line]) > text_end) {
    ++margin_line;
  }
  if (margin_line == lines.size() && !row.margin.empty()) {
    lines.emplace_back();
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool has_margin = i == margin_line && !row.margin.empty();
    const std::size_t used = columns(lines[i]);
    if (i == 0 && !row.symbol.empty()) {
      out.append(row.indent, ' ');
      out += paint(row.symbol, symbol_style(row.symbol));
      lines[i].erase(0, row.indent + 1);
    }
    out += has_margin ? lines[i] : lines[i].substr(0, lines[i].find_last_not_of(' ') + 1);
    if (has_margin) {
      out.append(margin_begin - std::min(used, margin_begin), ' ');
      out += paint(row.margin, Style::dim);
    }
    out += '\n';
  }
}

std::string Page::take() const {
  const std::size_t margin = margin_column();
  std::vector<std::size_t> lead_widths(section_ + 1, 0);
  for (const Line& line : lines_) {
    std::size_t& widest = lead_widths[line.section];
    widest = std::max(widest, std::min(columns(line.row.lead), width_ * 2 / 5));
  }
  std::string out;
  for (const Line& line : lines_) {
    switch (line.kind) {
      case Line::Kind::row:
        append_row(out, line.row, line.row.lead.empty() ? 0 : lead_widths[line.section], margin);
        break;
      case Line::Kind::title:
      case Line::Kind::section:
        append_title(out, line);
        break;
      case Line::Kind::blank:
        out += '\n';
        break;
    }
  }
  return out;
}

}  // namespace exeunt::plan
