// A comparison in words, for any page: sections of tables and lists, in the order in which they are read. Text and
// Markdown lay it out; nothing here is escaped yet. Private to the room.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/compare/comparison.h"
#include "interpreter/compare/write.h"

namespace exeunt::compare {

/// Of a cell.
struct Line {
  enum class Kind {
    answer,  ///< what happens
    grave,   ///< what happens, and cannot be undone
    absent,  ///< that nothing is stated
    detail,  ///< about the line before: stands under it
    source,  ///< likewise: CEL, or names of facts
  };
  Kind kind = Kind::answer;
  std::string text;
  friend auto operator<=>(const Line&, const Line&) = default;
};
using Lines = std::vector<Line>;

struct Table {
  struct Row {
    std::string lead;
    std::vector<Lines> cells;  ///< by column
  };
  std::string lead;                  ///< what the leads are
  std::vector<std::string> columns;  ///< contestants
  std::vector<Row> rows;
};

/// Rows of two columns without a heading.
struct List {
  struct Item {
    std::string lead;
    std::string text;
    Line::Kind kind = Line::Kind::answer;  ///< of the lead
  };
  std::string title;
  std::vector<Item> items;
};

struct Block {
  std::string title;  ///< may be empty
  std::optional<Table> table;
  std::vector<List> lists;
};

struct Section {
  std::string title;
  std::string text;  ///< may be empty
  std::vector<Block> blocks;
};

struct Report {
  std::string title;                 ///< "Pipedrive 2024-02-29 and HubSpot 2024-11-04"
  std::vector<std::string> summary;  ///< "212 places compared", "37 differ" …
  std::vector<Section> sections;     ///< none of them empty
};

Report report(const Comparison& comparison, const ReportOptions& options);

}  // namespace exeunt::compare
