#include <fmt/format.h>

#include <algorithm>

#include "interpreter/compare/report.h"
#include "interpreter/compare/write.h"
#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/layout.h"

namespace exeunt::compare {

namespace {

using diagnostic::visible;
using plan::Style;

Style style_of(Line::Kind kind) {
  switch (kind) {
    case Line::Kind::grave:
      return Style::red;
    case Line::Kind::absent:
    case Line::Kind::detail:
    case Line::Kind::source:
      return Style::dim;
    case Line::Kind::answer:
      break;
  }
  return Style::plain;
}

/// A line of a page: what it holds, and how wide that is without its colours.
struct Painted {
  std::string text;
  std::size_t width = 0;
};

class Writer {
 public:
  explicit Writer(const TextOptions& options) : options_(options), width_(std::max<std::size_t>(options.width, 40)) {}

  std::string write(const Report& report) {
    put(0, report.title, Style::bold, " and ");
    put(0, fmt::format("{}", fmt::join(report.summary, " · ")), Style::plain, " · ");
    for (const Section& section : report.sections) {
      out_ += '\n';
      put(0, section.title, Style::bold);
      put(0, section.text, Style::dim);
      bool first = true;
      for (const Block& block : section.blocks) {
        out_ += !first && (!block.title.empty() || block.table) ? "\n" : "";
        first = false;
        write(block);
      }
    }
    return std::move(out_);
  }

 private:
  static constexpr std::size_t gap = 2;
  /// A column narrower than this cannot be read.
  static constexpr std::size_t narrowest = 26;

  std::string paint(const std::string& text, Style style) const {
    return options_.colour ? plan::paint(text, style) : text;
  }

  /// Text alone, wrapped. Nothing for an empty one.
  void put(std::size_t indent, const std::string& text, Style style, std::string_view separator = " ") {
    if (text.empty()) {
      return;
    }
    std::size_t at = indent;
    for (const std::string& line : wrapped(visible(text), width_ - indent - gap, separator)) {
      out_ += std::string(at, ' ') + paint(line, style) + "\n";
      at = indent + gap;
    }
  }

  /// At `separator`, else where words end. A word that is longer stands alone.
  static std::vector<std::string> wrapped(const std::string& text, std::size_t limit, std::string_view separator) {
    std::vector<std::string> lines;
    for (const std::string& piece : plan::wrap(text, limit, separator)) {
      for (const std::string& words : plan::wrap(piece, limit)) {
        lines.push_back(words);
      }
    }
    return lines;
  }

  void write(const Block& block) {
    put(2, block.title, Style::cyan);
    if (block.table) {
      write(*block.table);
    }
    for (const List& list : block.lists) {
      write(list);
    }
  }

  void write(const List& list) {
    put(4, list.title, Style::dim);
    std::size_t lead = 0;
    for (const List::Item& item : list.items) {
      lead = std::max(lead, plan::columns(visible(item.lead)));
    }
    lead = std::min(lead, width_ / 3);
    for (const List::Item& item : list.items) {
      const std::string text = visible(item.text);
      const bool is_source = item.lead.empty();
      write_beside(6,
                   {paint_lines(wrapped(visible(item.lead), lead, " "), style_of(item.kind)),
                    paint_lines(wrapped(text, width_ - 6 - lead - gap, " "), is_source ? Style::dim : Style::plain)},
                   {lead, width_ - 6 - lead - gap});
    }
  }

  std::vector<Painted> paint_lines(const std::vector<std::string>& lines, Style style) const {
    std::vector<Painted> painted;
    for (const std::string& line : lines) {
      painted.push_back({paint(line, style), plan::columns(line)});
    }
    return painted;
  }

  /// What a line says, with what is about it under it.
  std::vector<Painted> lay(const Lines& lines, std::size_t width) const {
    std::vector<Painted> laid;
    for (const Line& line : lines) {
      const bool is_under = line.kind == Line::Kind::detail || line.kind == Line::Kind::source;
      std::size_t indent = is_under ? gap : 0;
      for (const std::string& piece : wrapped(visible(line.text), width - gap - gap, " ")) {
        laid.push_back({std::string(indent, ' ') + paint(piece, style_of(line.kind)), indent + plan::columns(piece)});
        indent = (is_under ? gap : 0) + gap;
      }
    }
    return laid;
  }

  /// Columns side by side; a line that is wider than its column goes on to the next line of the page.
  void write_beside(std::size_t indent, const std::vector<std::vector<Painted>>& columns,
                    const std::vector<std::size_t>& widths) {
    std::size_t height = 0;
    for (const auto& column : columns) {
      height = std::max(height, column.size());
    }
    for (std::size_t i = 0; i < height; ++i) {
      std::string line(indent, ' ');
      std::size_t owed = 0;  // blanks, which only what follows makes necessary
      for (std::size_t j = 0; j < columns.size(); ++j) {
        const std::size_t full = widths[j] + gap;
        if (i < columns[j].size() && columns[j][i].width != 0) {
          line.append(owed, ' ').append(columns[j][i].text);
          const std::size_t used = columns[j][i].width;
          owed = full > used ? full - used : gap;
        } else {
          owed += full;
        }
      }
      out_ += line.find_first_not_of(' ') == std::string::npos ? "\n" : line + "\n";
    }
  }

  void write(const Table& table) {
    constexpr std::size_t indent = 4;
    std::size_t lead = plan::columns(visible(table.lead));
    for (const Table::Row& row : table.rows) {
      lead = std::max(lead, plan::columns(visible(row.lead)));
    }
    lead = std::min(lead, width_ / 4);
    const std::size_t count = table.columns.size();
    const std::size_t room = width_ - std::min(width_, indent + lead + gap);
    const std::size_t column = room / count;
    if (column < narrowest + gap) {
      write_stacked(table, indent);
      return;
    }
    std::vector<std::size_t> widths(count + 1, column - gap);
    widths[0] = lead;
    std::vector<std::vector<Painted>> head{paint_lines({visible(table.lead)}, Style::dim)};
    for (const std::string& name : table.columns) {
      head.push_back(paint_lines({plan::shorten(visible(name), column - gap)}, Style::dim));
    }
    write_beside(indent, head, widths);
    for (const Table::Row& row : table.rows) {
      std::vector<std::vector<Painted>> cells{paint_lines(wrapped(visible(row.lead), lead, " "), Style::plain)};
      for (const Lines& lines : row.cells) {
        cells.push_back(lay(lines, column));
      }
      write_beside(indent, cells, widths);
    }
  }

  /// Where the page is too narrow for columns: one contestant under the other.
  void write_stacked(const Table& table, std::size_t indent) {
    std::size_t name = 0;
    for (const std::string& each : table.columns) {
      name = std::max(name, plan::columns(visible(each)));
    }
    name = std::min(name, width_ / 3);
    const std::size_t rest = width_ - indent - gap - name - gap;
    for (const Table::Row& row : table.rows) {
      put(indent, row.lead, Style::bold);
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto names = paint_lines({plan::shorten(visible(table.columns[i]), name)}, Style::dim);
        write_beside(indent + gap, {names, lay(row.cells[i], rest)}, {name, rest});
      }
    }
  }

  const TextOptions& options_;
  std::size_t width_;
  std::string out_;
};

}  // namespace

std::string write_text(const Comparison& comparison, const TextOptions& options) {
  return Writer(options).write(report(comparison, options.report));
}

}  // namespace exeunt::compare
