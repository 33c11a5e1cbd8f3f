// A page of rows for a terminal: a symbol, a column that says what it is about, text that wraps under itself, and a
// name at the right margin.
//
//   - email:12  "Offer"   is erased on 2024-03-31                                     private-linked-emails
//
// All names at the margin of a page begin in one column. Texts must be visible already (diagnostic::visible): the page
// adds nothing but white space and, on request, colour.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace exeunt::plan {

/// Columns that a terminal gives a text on one line.
std::size_t columns(std::string_view text);

/// At most `limit` columns of `text`, the last of them "…" where something was cut off.
std::string shorten(std::string_view text, std::size_t limit);

/// Breaks at `separator`; a piece wider than `limit` stands alone and is left as it is. Never empty.
std::vector<std::string> wrap(std::string_view text, std::size_t limit, std::string_view separator = " ");

enum class Style { plain, bold, dim, red, green, yellow, cyan };
/// With the codes that colour it on a terminal.
std::string paint(const std::string& text, Style style);

struct Row {
  std::size_t indent = 2;
  std::string symbol;  ///< one column, or empty
  std::string lead;
  std::string text;
  std::string margin;
};

class Page {
 public:
  Page(std::size_t width, bool colour) : width_(width < 40 ? 40 : width), colour_(colour) {}

  std::size_t width() const { return width_; }

  /// A line at the left edge; wraps at " · " before anything else, further lines indented.
  void title(const std::string& text, Style style = Style::plain);
  /// Begins a section: a blank line and its name. The leads of a section's rows are aligned.
  void section(const std::string& name);
  void row(Row row);
  /// Text alone, wrapped.
  void paragraph(std::size_t indent, const std::string& text);
  void blank();

  std::string take() const;

 private:
  struct Line {
    Row row;
    enum class Kind { row, title, section, blank } kind = Kind::row;
    Style style = Style::plain;
    std::size_t section = 0;
  };

  std::size_t margin_column() const;
  std::string paint(const std::string& text, Style style) const;
  void append_title(std::string& out, const Line& line) const;
  void append_row(std::string& out, const Row& row, std::size_t lead_width, std::size_t margin_column) const;

  std::size_t width_;
  bool colour_;
  std::size_t section_ = 0;
  std::vector<Line> lines_;
};

}  // namespace exeunt::plan
