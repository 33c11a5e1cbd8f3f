#include <fmt/format.h>

#include "interpreter/compare/report.h"
#include "interpreter/compare/write.h"
#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/markup.h"

namespace exeunt::compare {

namespace {

std::string escaped(const std::string& text) {
  return plan::escape(diagnostic::visible(text));
}

/// Inside a table a bar ends the cell even in a code span, unless it is escaped.
std::string code_in_table(const std::string& text) {
  std::string out;
  for (const char c : plan::code(diagnostic::visible(text))) {
    out += c == '|' ? "\\|" : std::string(1, c);
  }
  return out;
}

std::string told(const Line& line) {
  switch (line.kind) {
    case Line::Kind::grave:
      return "**" + escaped(line.text) + "**";
    case Line::Kind::absent:
      return "_" + escaped(line.text) + "_";
    case Line::Kind::source:
      return code_in_table(line.text);
    case Line::Kind::answer:
    case Line::Kind::detail:
      break;
  }
  return escaped(line.text);
}

std::string told(const Lines& lines) {
  std::string out;
  for (const Line& line : lines) {
    const bool is_under = line.kind == Line::Kind::detail || line.kind == Line::Kind::source;
    out += fmt::format("{}{}{}", out.empty() ? "" : "<br>", is_under ? "&nbsp;&nbsp;" : "", told(line));
  }
  return out;
}

std::string told(const Table& table) {
  std::string out = fmt::format("\n| {} |", escaped(table.lead));
  std::string rule = "|---|";
  for (const std::string& column : table.columns) {
    out += fmt::format(" {} |", escaped(column));
    rule += "---|";
  }
  out += "\n" + rule + "\n";
  for (const Table::Row& row : table.rows) {
    out += fmt::format("| {} |", escaped(row.lead));
    for (const Lines& lines : row.cells) {
      out += fmt::format(" {} |", told(lines));
    }
    out += "\n";
  }
  return out;
}

std::string told(const List& list) {
  std::string out = list.title.empty() ? "\n" : fmt::format("\n{}:\n\n", escaped(list.title));
  for (const List::Item& item : list.items) {
    if (item.lead.empty()) {
      out += fmt::format("  - {}\n", plan::code(diagnostic::visible(item.text)));
    } else {
      out += fmt::format("- {}{}{}\n", told(Line{item.kind, item.lead}), item.text.empty() ? "" : ": ",
                         escaped(item.text));
    }
  }
  return out;
}

}  // namespace

std::string write_markdown(const Comparison& comparison, const ReportOptions& options) {
  const Report told_as = report(comparison, options);
  std::string out = fmt::format("## {}\n\n", escaped(told_as.title));
  out += fmt::format("{}\n", escaped(fmt::format("{}", fmt::join(told_as.summary, " · "))));
  for (const Section& section : told_as.sections) {
    out += fmt::format("\n### {}\n", escaped(section.title));
    out += section.text.empty() ? "" : fmt::format("\n{}\n", escaped(section.text));
    for (const Block& block : section.blocks) {
      out += block.title.empty() ? "" : fmt::format("\n#### {}\n", escaped(block.title));
      out += block.table ? told(*block.table) : "";
      for (const List& list : block.lists) {
        out += told(list);
      }
    }
  }
  return out;
}

}  // namespace exeunt::compare
