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

/// Breaks at `separator`; a piece wider than `limit` stands alone and is left as it is. Never empty.
static std::vector<std::string> wrap(std::string_view text, std::size_t limit, std::string_view separator) {
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
  static constexpr const char* codes[] = {"", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[36m"};
  if (!colour_ || style == Style::plain || text.empty()) {
    return text;
  }
  return codes[static_cast<std::size_t>(style)] + text + "\x1b[0m";
}

static Style symbol_style(const std::string& symbol) {
  if (symbol == "-" || symbol == "x") {
    return Style::red;
  }
  if (symbol == "+") {
    return Style::green;
  }
  return symbol == "!" || symbol == "?" ? Style::yellow : (symbol == "~" ? Style::cyan : Style::plain);
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

void Page::append_row(std::string& out, const Row& row, std::size_t lead_width, std::size_t margin_column) const {
  const std::size_t begin = row.indent + (row.symbol.empty() ? 0 : 2);
  const std::size_t text_begin = begin + (lead_width == 0 ? 0 : lead_width + 2);
  const std::size_t margin_begin =
      row.margin.empty() ? width_ : std::min(margin_column, width_ - std::min(width_, columns(row.margin)));
  const std::size_t text_end = row.margin.empty() ? width_ : margin_begin - std::min<std::size_t>(margin_begin, 2);
  // Below this a column of text cannot be read; the name at the margin then gets a line of its own.
  constexpr std::size_t narrowest = 24;
  const bool margin_fits = row.margin.empty() || text_end >= text_begin + narrowest;
  const std::size_t limit = (margin_fits ? text_end : width_) - std::min(text_begin, width_ - narrowest);
  const std::vector<std::string> lines = wrap(row.text, limit, " ");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::size_t at = 0;
    const auto put = [&](std::size_t column, const std::string& text, Style style) {
      if (!text.empty()) {
        out.append(column > at ? column - at : (at == 0 ? 0 : 1), ' ');
        at = std::max(column, at == 0 ? 0 : at + 1) + columns(text);
        out += paint(text, style);
      }
    };
    if (i == 0) {
      put(row.indent, row.symbol, symbol_style(row.symbol));
      put(begin, row.lead, Style::plain);
    }
    put(text_begin, lines[i], Style::plain);
    const bool margin_here = margin_fits ? i == 0 : false;
    if (margin_here) {
      put(margin_begin, row.margin, Style::dim);
    }
    out += '\n';
  }
  if (!margin_fits) {
    out.append(margin_begin, ' ');
    out += paint(row.margin, Style::dim) + "\n";
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
        for (const std::string& part : wrap(line.row.text, width_, " · ")) {
          out += paint(part, line.style) + "\n";
        }
        break;
      case Line::Kind::blank:
        out += '\n';
        break;
    }
  }
  return out;
}

}  // namespace exeunt::plan
