// The text being written: lines with their comments, blank lines where they belong.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/format/layout.h"

namespace exeunt::format {

inline constexpr std::size_t page_width = 100;

/// Offsets of the units that a line is written for.
using Units = std::vector<uint32_t>;

class Page {
 public:
  /// `marker` begins a comment: "//" or "#".
  Page(Layout& layout, std::string_view marker) : layout_(layout), marker_(marker) {}

  /// Writes `text` (which may have line ends of its own, indented already) at `indent`, the remarks of `units` above it
  /// and what stands beside them beside it.
  void line(std::size_t indent, const Units& units, std::string_view text);
  /// Remarks without an element.
  void remarks(std::size_t indent, const std::vector<Remark>& remarks);
  /// A comment beside the line written last.
  void beside(const std::vector<std::string>& texts, std::size_t indent);

  /// `}` at the left margin; beside the `{` where nothing stands between.
  void close_braces();
  /// A page written on its own, below a blank line or not.
  void append(std::string_view text, bool blank);

  /// The next line gets no blank line above it; after it, blank lines are the author's again.
  void begin_block() { blanks_ = false; }
  /// YAML: the next line begins a list item; its indentation is that of the text after the dash.
  void begin_item() { dash_ = true; }

  /// Whether one line without line ends was written, remarks aside.
  bool is_one_line() const { return lines_ == 1; }
  Layout& layout() { return layout_; }
  std::string take() { return std::move(out_); }

 private:
  void remark(std::size_t indent, const Remark& remark);
  void leave_blank(bool by_author);
  std::string comment(std::string_view text) const;

  Layout& layout_;
  std::string_view marker_;
  std::string out_;
  bool blanks_ = false;  // whether the author may leave a blank line above the next
  bool dash_ = false;
  std::size_t lines_ = 0;
};

}  // namespace exeunt::format
