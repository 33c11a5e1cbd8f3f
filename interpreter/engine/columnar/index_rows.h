// Who is referred to by which objects: for each object that may leave, rows of those that refer to it.
//
// A row has the object's line, its id, and a code: rows of one code are alike, that is, they have one shape (shape.h) and
// refer to the leaver through the same fields. Rows stand in canonical order, by entity and id. In an index file they are
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

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/engine/columnar/index_format.h"
#include "interpreter/engine/columnar/index_table.h"
#include "interpreter/engine/columnar/shape.h"
#include "interpreter/source/scratch.h"

namespace exeunt::engine::columnar {

/// Takes rows from several threads at once.
class RowsBuilder {
 public:
  RowsBuilder();

  /// One thread's way in.
  class Feed {
   public:
    explicit Feed(RowsBuilder& builder) : builder_(builder), waiting_(parts) {}
    /// `mask`: a bit for each of the entity's fields through which the object refers to the leaver; nothing of it counts where
    /// the object has no shape, and such a row may be added twice. `offset`: of its line.
    void add(std::string_view leaver, std::string_view id, uint64_t offset, ShapeNumber shape, uint32_t mask);
    /// Hands over what is left. What went wrong since the beginning, or nothing.
    const std::optional<std::string>& finish();
    const std::optional<std::string>& error() const { return error_; }

   private:
    struct Waiting {
      std::vector<char> bytes;
      std::size_t used = 0;
      std::size_t count = 0;
      uint64_t last_offset = 0;
    };
    void hand_over(std::size_t part);

    RowsBuilder& builder_;
    std::vector<Waiting> waiting_;
    std::optional<std::string> error_;
  };

  /// Once all feeds have finished. Writes the rows, and adds to `table` where those of each leaver are; memory for a part of
  /// them a thread. Which threads have fed what makes no difference. False: what went wrong was reported.
  bool write(BlockWriter& to, TableBuilder::Feed& table, const Shapes& shapes, uint32_t threads,
             diagnostic::Sink& sink) const;

 private:
  static constexpr unsigned part_bits = 7;
  static constexpr std::size_t parts = std::size_t{1} << part_bits;

  struct Part {
    std::mutex mutex;
    source::Scratch records{std::size_t{64} << 10};
    std::size_t count = 0;
  };
  std::unique_ptr<std::array<Part, parts>> parts_;
};

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
};

/// Reads the rows at `offset` into `rows`, if they are those of the leaver. False: they are not as they were written.
bool read_rows(BlockReader& file, uint64_t offset, std::string_view leaver, std::optional<LeaverRows>& rows);

}  // namespace exeunt::engine::columnar
