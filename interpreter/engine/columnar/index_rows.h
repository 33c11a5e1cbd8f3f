// Who is referred to by which objects: for each object that may leave, rows of those that refer to it.
//
// A row has the object's line, its id, and a code: rows of one code are alike, that is, they have one shape (shape.h) and
// refer to the leaver through the same fields, and look-ups by these objects find none (sought.h). Rows stand in canonical order, by entity and id. In an index file they are
//
//     u64       bytes of what follows
//     varint    bytes of the leaver's name; the name
//     varint    how many codes there are, 0 among them
//     varint    bytes of a line's offset
//     for each entity: varint: its index; varint: how many rows; varint: bytes of the ids
//         ids       varint: distance from the number before * 2; or how many bytes of text come * 2 + 1, and these
//         codes     of 1, 2 or 4 bytes each, as so many codes need
//         offsets   little-endian
//
// and a table (index_table.h) says where, by the hash of the leaver's name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/engine/columnar/index_format.h"
#include "interpreter/engine/columnar/index_table.h"
#include "interpreter/engine/columnar/members.h"
#include "interpreter/engine/columnar/row_intake.h"
#include "interpreter/engine/columnar/sought.h"

namespace exeunt::engine::columnar {

/// Once all feeds have finished. Writes the rows, and adds to `table` where those of each leaver are; memory for a part of them
/// a thread. Which threads have fed what makes no difference. False: what went wrong was reported.
bool write_rows(const RowIntake& rows, BlockWriter& to, TableBuilder::Feed& table, const Shapes& shapes, const Sought& sought,
                uint32_t threads, diagnostic::Sink& sink);

struct IndexRow {
  uint64_t number = 0;  ///< the id as in Members::Entry; if that is `no_number`, `text` says which of `LeaverRows::texts` it is
  uint64_t offset = 0;
  uint32_t code = 0;    ///< 0: the object is like no other
  uint32_t text = 0;
};

/// The rows of a leaver, as they were read.
struct LeaverRows {
  struct Section {
    model::EntityIndex entity = 0;
    std::size_t end = 0;  ///< of its rows, which begin where those before end
  };
  std::vector<Section> sections;
  std::vector<IndexRow> rows;
  std::vector<std::string> texts;
  uint32_t codes = 1;  ///< more than any row's

  using Digits = Members::Digits;
  /// The id of one of its rows; it may stand in `digits`.
  std::string_view id(const IndexRow& row, Digits& digits) const;
};

/// Reads the rows at `offset` into `rows`, if they are those of the leaver. False: they are not as they were written.
bool read_rows(BlockReader& file, uint64_t offset, std::string_view leaver, std::optional<LeaverRows>& rows);

}  // namespace exeunt::engine::columnar
