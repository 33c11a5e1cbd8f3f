#include "interpreter/engine/columnar/index_rows.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <span>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/engine/columnar/in_parallel.h"
#include "interpreter/engine/columnar/ledger.h"

namespace exeunt::engine::columnar {
namespace {

constexpr std::size_t most_varint = 10;  // bytes

char* put_varint(char* to, uint64_t number) {
  for (; number >= 0x80; number >>= 7) {
    *to++ = static_cast<char>(number | 0x80);
  }
  *to++ = static_cast<char>(number);
  return to;
}

char* put_text(char* to, std::string_view text) { return std::copy(text.begin(), text.end(), to); }

/// A row while it waits for its place.
struct Row {
  uint64_t number;
  uint64_t offset;
  uint32_t text;    ///< where the id is no number: which of the texts it is
  uint32_t leaver;  ///< by name
  uint32_t entity;
  uint32_t like;    ///< equal for rows that are alike; 0: like no other
};

/// By the lowest `bits` of `object`; the order of equal ones stays. What is in `spare` does not matter.
void sort_by_digits(std::vector<NarrowRow>& rows, std::vector<NarrowRow>& spare, unsigned bits) {
  constexpr unsigned digit_bits = 11;
  constexpr std::size_t digits = std::size_t{1} << digit_bits;
  spare.resize(rows.size());
  for (unsigned shift = 0; shift < bits; shift += digit_bits) {
    std::array<uint32_t, digits + 1> ends{};
    for (const NarrowRow& row : rows) {
      ++ends[(row.object >> shift & (digits - 1)) + 1];
    }
    for (std::size_t i = 0; i < digits; ++i) {
      ends[i + 1] += ends[i];
    }
    for (const NarrowRow& row : rows) {
      spare[ends[row.object >> shift & (digits - 1)]++] = row;
    }
    std::swap(rows, spare);
  }
}

std::size_t bytes_for(uint64_t number) { return (static_cast<std::size_t>(std::bit_width(number)) + 7) / 8; }

std::size_t bytes_of_codes(uint64_t codes) { return codes <= 0x100 ? 1 : codes <= 0x10000 ? 2 : 4; }

/// The rows of some leavers as they come to stand in the file.
struct EncodedRows {
  std::string data;
  std::vector<std::pair<uint64_t, std::size_t>> leavers;  ///< hash of the name, and where in `data` the rows are
  std::optional<std::string> error;
};

/// Brings the rows of one part into order.
class RowsEncoder {
 public:
  RowsEncoder(const Shapes& shapes, const Sought& sought, const RowNames& all)
      : all_(all), sought_(sought), codes_of_(all.likes.size()) {
    for (uint32_t i = 0; i < all.likes.size(); ++i) {
      likes_.push_back(i == 0 || shapes.is_none(all.likes[i]) ? 0 : i);
    }
  }

  /// May be called again.
  EncodedRows encode(const RowIntake::Part& part) {
    EncodedRows result;
    result.error = read(part);
    if (result.error) {
      return result;
    }
    rank_leavers();
    if (bytes_.empty()) {
      sort_narrow();
    } else {
      sort_wide();
    }
    // One line stands once.
    const auto is_same_line = [](const Row& a, const Row& b) { return a.offset == b.offset && a.leaver == b.leaver; };
    rows_.erase(std::unique(rows_.begin(), rows_.end(), is_same_line), rows_.end());
    for (Row& row : rows_) {
      if (sought_.has_any(row.entity) && sought_.is_found(row.entity, id_of(row))) {
        row.like = 0;
      }
    }
    for (auto begin = rows_.cbegin(); begin != rows_.cend();) {
      const auto end = std::find_if(begin, rows_.cend(), [&](const Row& row) { return row.leaver != begin->leaver; });
      result.leavers.emplace_back(Ledger::hash(names_[begin->leaver]), result.data.size());
      append(result.data, {begin, end});
      begin = end;
    }
    return result;
  }

 private:
  using Rows = std::span<const Row>;

  std::optional<std::string> read(const RowIntake::Part& part) {
    narrow_.resize(static_cast<std::size_t>(part.narrow.size() / sizeof(NarrowRow)));
    char* at = reinterpret_cast<char*>(narrow_.data());
    auto error = part.narrow.read([&](std::string_view piece) -> std::optional<std::string> {
      at = std::copy(piece.begin(), piece.end(), at);
      return std::nullopt;
    });
    bytes_.clear();
    return error ? error : part.wide.read([&](std::string_view piece) -> std::optional<std::string> {
      bytes_ += piece;
      return std::nullopt;
    });
  }

  // Leavers by their names: which number they got is chance.
  void rank_leavers() {
    constexpr uint32_t unseen = UINT32_MAX;
    names_.clear();
    rank_.assign(all_.leavers.size(), unseen);
    std::vector<uint32_t> seen;
    for (const NarrowRow& row : narrow_) {
      const auto leaver = static_cast<uint32_t>(row.object >> (entity_bits + number_bits));
      if (rank_[leaver] == unseen) {
        rank_[leaver] = 0;
        seen.push_back(leaver);
        names_.push_back(all_.leavers[leaver]);
      }
    }
    read_wide_rows(bytes_, wide_);
    for (const WideRow& row : wide_) {
      names_.push_back(row.leaver);
    }
    std::sort(names_.begin(), names_.end());
    names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
    for (const uint32_t leaver : seen) {
      rank_[leaver] = rank_of(all_.leavers[leaver]);
    }
  }
  uint32_t rank_of(std::string_view leaver) const {
    return static_cast<uint32_t>(std::lower_bound(names_.begin(), names_.end(), leaver) - names_.begin());
  }

  void sort_narrow() {
    uint64_t most_number = 0;
    uint64_t most_entity = 0;
    for (const NarrowRow& row : narrow_) {
      most_number = std::max(most_number, row.object & low_bits(number_bits));
      most_entity = std::max(most_entity, row.object >> number_bits & low_bits(entity_bits));
    }
    const auto own_number_bits = static_cast<unsigned>(std::bit_width(most_number));
    const auto own_entity_bits = static_cast<unsigned>(std::bit_width(most_entity));
    for (NarrowRow& row : narrow_) {
      const uint64_t rank = rank_[row.object >> (entity_bits + number_bits)];
      const uint64_t entity = row.object >> number_bits & low_bits(entity_bits);
      row.object = (rank << own_entity_bits | entity) << own_number_bits | (row.object & low_bits(number_bits));
    }
    sort_by_digits(narrow_, spare_, own_number_bits + own_entity_bits + static_cast<unsigned>(std::bit_width(names_.size())));
    rows_.clear();
    for (const NarrowRow& row : narrow_) {
      rows_.push_back(wide_row(row, static_cast<uint32_t>(row.object >> (own_entity_bits + own_number_bits)),
                               static_cast<uint32_t>(row.object >> own_number_bits & low_bits(own_entity_bits)),
                               row.object & low_bits(own_number_bits)));
    }
    // Objects that have one name are told apart by their lines.
    for (std::size_t begin = 0; begin < rows_.size();) {
      std::size_t end = begin + 1;
      while (end < rows_.size() && narrow_[end].object == narrow_[begin].object) {
        ++end;
      }
      if (end - begin > 1) {
        std::sort(rows_.begin() + static_cast<std::ptrdiff_t>(begin), rows_.begin() + static_cast<std::ptrdiff_t>(end),
                  [](const Row& a, const Row& b) { return a.offset < b.offset; });
      }
      begin = end;
    }
  }

  void sort_wide() {
    rows_.clear();
    texts_.clear();
    for (const NarrowRow& row : narrow_) {
      rows_.push_back(wide_row(row, rank_[row.object >> (entity_bits + number_bits)],
                               static_cast<uint32_t>(row.object >> number_bits & low_bits(entity_bits)),
                               row.object & low_bits(number_bits)));
    }
    for (const WideRow& row : wide_) {
      rows_.push_back({row.number, row.offset, static_cast<uint32_t>(texts_.size()), rank_of(row.leaver), row.entity,
                       likes_[row.like]});
      texts_.push_back(row.id);
    }
    std::sort(rows_.begin(), rows_.end(), [&](const Row& a, const Row& b) { return is_before(a, b); });
  }

  Row wide_row(const NarrowRow& row, uint32_t leaver, uint32_t entity, uint64_t number) const {
    return {number, row.line >> like_bits, 0, leaver, entity, likes_[row.line & low_bits(like_bits)]};
  }

  bool is_before(const Row& a, const Row& b) const {
    if (a.leaver != b.leaver || a.entity != b.entity) {
      return a.leaver != b.leaver ? a.leaver < b.leaver : a.entity < b.entity;
    }
    const bool are_numbers = a.number != Members::no_number && b.number != Members::no_number;
    const int order = are_numbers ? (a.number < b.number ? -1 : a.number > b.number ? 1 : 0)
                                  : model::compare_ids(id_of(a), id_of(b));
    return order != 0 ? order < 0 : a.offset < b.offset;
  }
  std::string id_of(const Row& row) const {
    return row.number == Members::no_number ? std::string(texts_[row.text]) : std::to_string(row.number);
  }

  void append(std::string& to, Rows rows) {
    const std::size_t start = to.size();
    to.append(sizeof(uint64_t), '\0');
    const std::string_view name = names_[rows.front().leaver];
    append_varint(to, name.size());
    to += name;
    // Codes are numbered as they come.
    codes_.clear();
    ++stamp_;
    uint32_t codes = 1;
    uint64_t most_offset = 0;
    for (const Row& row : rows) {
      Code& code = codes_of_[row.like];
      if (code.stamp != stamp_) {
        code = {stamp_, row.like == 0 ? 0 : codes++};
      }
      codes_.push_back(code.code);
      most_offset = std::max(most_offset, row.offset);
    }
    append_varint(to, codes);
    const std::size_t offset_bytes = std::max<std::size_t>(bytes_for(most_offset), 1);
    append_varint(to, offset_bytes);
    for (std::size_t first = 0; first < rows.size();) {
      std::size_t last = first + 1;
      while (last < rows.size() && rows[last].entity == rows[first].entity) {
        ++last;
      }
      append_section(to, rows.subspan(first, last - first), codes_.data() + first, bytes_of_codes(codes), offset_bytes);
      first = last;
    }
    const uint64_t size = to.size() - start - sizeof(uint64_t);
    std::memcpy(to.data() + start, &size, sizeof size);
  }

  void append_section(std::string& to, Rows rows, const uint32_t* codes, std::size_t code_bytes, std::size_t offset_bytes) {
    append_ids(rows);
    append_varint(to, rows.front().entity);
    append_varint(to, rows.size());
    append_varint(to, ids_.size());
    to += ids_;
    // Each number is written in full, and the next one over the bytes of it that are too many.
    std::size_t at = to.size();
    to.resize(at + rows.size() * (code_bytes + offset_bytes) + sizeof(uint64_t));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::memcpy(to.data() + at, codes + i, sizeof *codes);
      at += code_bytes;
    }
    for (const Row& row : rows) {
      std::memcpy(to.data() + at, &row.offset, sizeof row.offset);
      at += offset_bytes;
    }
    to.resize(at);
  }

  void append_ids(Rows rows) {
    std::size_t size = 0;
    uint64_t before = 0;
    for (const Row& row : rows) {
      const bool is_number = row.number != Members::no_number;
      const std::string_view text = is_number ? std::string_view() : texts_[row.text];
      if (ids_.size() < size + most_varint + text.size()) {
        ids_.resize(2 * ids_.size() + most_varint + text.size());
      }
      char* const begin = ids_.data() + size;
      // `007` stands between 7 and 8: numbers alone ascend.
      char* const end = is_number ? put_varint(begin, (row.number - before) << 1)
                                  : put_text(put_varint(begin, text.size() << 1 | 1), text);
      before = is_number ? row.number : before;
      size += static_cast<std::size_t>(end - begin);
    }
    ids_.resize(size);
  }

  const RowNames& all_;
  const Sought& sought_;
  std::vector<uint32_t> likes_;  ///< what counts of each: 0 for those without a shape
  // Of the part at hand.
  std::vector<NarrowRow> narrow_;
  std::vector<NarrowRow> spare_;
  std::string bytes_;
  std::vector<WideRow> wide_;
  std::vector<Row> rows_;
  std::vector<std::string_view> texts_;
  std::vector<std::string_view> names_;  ///< of leavers, sorted
  std::vector<uint32_t> rank_;           ///< by number of leaver
  // Of the leaver at hand.
  struct Code {
    uint64_t stamp = 0;
    uint32_t code = 0;
  };
  uint64_t stamp_ = 0;
  std::vector<Code> codes_of_;  ///< by like
  std::vector<uint32_t> codes_;
  std::string ids_;
};

}  // namespace

bool write_rows(const RowIntake& rows, BlockWriter& to, TableBuilder::Feed& table, const Shapes& shapes, const Sought& sought,
                uint32_t threads, diagnostic::Sink& sink) {
  constexpr std::size_t parts = RowIntake::parts;
  std::vector<RowsEncoder> encoders(std::min<std::size_t>(threads, parts), RowsEncoder(shapes, sought, rows.names()));
  for (std::size_t first = 0; first < parts; first += encoders.size()) {
    const std::size_t together = std::min<std::size_t>(encoders.size(), parts - first);
    std::vector<EncodedRows> encoded(together);
    const auto work = [&](std::size_t i) { encoded[i] = encoders[i].encode(rows.part(first + i)); };
    in_parallel(together, work);
    for (const EncodedRows& each : encoded) {
      if (each.error) {
        diagnostic::report(sink, {source::LoadError::Reason::unreadable, "a temporary file", *each.error});
        return false;
      }
      for (const auto& [hash, at] : each.leavers) {
        table.add(hash, to.size() + at);
      }
      if (!to.write(each.data)) {
        return false;
      }
    }
  }
  return true;
}

namespace {

/// Reads what RowsEncoder has appended, and believes nothing of it.
class RowsReader {
 public:
  RowsReader(std::string_view bytes, LeaverRows& rows) : rest_(bytes), rows_(rows) {}

  bool read_head(std::string_view& name) {
    uint64_t size = 0;
    return take_varint(rest_, size) && take(size, name);
  }

  bool read_sections() {
    uint64_t codes = 0;
    uint64_t offset_bytes = 0;
    if (!take_varint(rest_, codes) || codes == 0 || codes > UINT32_MAX || !take_varint(rest_, offset_bytes) ||
        offset_bytes == 0 || offset_bytes > sizeof(uint64_t)) {
      return false;
    }
    rows_.codes = static_cast<uint32_t>(codes);
    rows_.rows.reserve(rest_.size() / (bytes_of_codes(codes) + offset_bytes + 1));  // a row's id takes a byte at least
    while (!rest_.empty()) {
      uint64_t entity = 0;
      uint64_t count = 0;
      uint64_t ids_size = 0;
      std::string_view ids;
      std::string_view row_codes;
      std::string_view offsets;
      if (!take_varint(rest_, entity) || entity > UINT32_MAX || !take_varint(rest_, count) || !take_varint(rest_, ids_size) ||
          count > rest_.size() || !take(ids_size, ids) || !take(count * bytes_of_codes(codes), row_codes) ||
          !take(count * offset_bytes, offsets) || !read_section(ids, row_codes, offsets, static_cast<std::size_t>(count))) {
        return false;
      }
      rows_.sections.push_back({static_cast<model::EntityIndex>(entity), rows_.rows.size()});
    }
    return true;
  }

 private:
  bool take(uint64_t size, std::string_view& into) {
    if (size > rest_.size()) {
      return false;
    }
    into = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(static_cast<std::size_t>(size));
    return true;
  }

  /// Little-endian, of so many bytes.
  static uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
    uint64_t number = 0;
    if (bytes.size() - at < sizeof number) {
      std::memcpy(&number, bytes.data() + at, size);
      return number;
    }
    std::memcpy(&number, bytes.data() + at, sizeof number);
    return size == sizeof number ? number : number & ((uint64_t{1} << (8 * size)) - 1);
  }

  bool read_section(std::string_view ids, std::string_view codes, std::string_view offsets, std::size_t count) {
    const std::size_t begin = rows_.rows.size();
    rows_.rows.resize(begin + count);
    const std::size_t code_bytes = count == 0 ? 0 : codes.size() / count;
    const std::size_t offset_bytes = count == 0 ? 0 : offsets.size() / count;
    uint64_t number = 0;
    for (std::size_t i = 0; i < count; ++i) {
      IndexRow& row = rows_.rows[begin + i];
      row.code = static_cast<uint32_t>(number_at(codes, i * code_bytes, code_bytes));
      row.offset = number_at(offsets, i * offset_bytes, offset_bytes);
      uint64_t id = 0;
      if (row.code >= rows_.codes || !take_varint(ids, id)) {
        return false;
      }
      if ((id & 1) == 0) {
        row.number = number += id >> 1;
        continue;
      }
      const auto size = static_cast<std::size_t>(id >> 1);
      if (size > ids.size()) {
        return false;
      }
      row.number = Members::no_number;
      row.text = static_cast<uint32_t>(rows_.texts.size());
      rows_.texts.emplace_back(ids.substr(0, size));
      ids.remove_prefix(size);
    }
    return ids.empty();
  }

  std::string_view rest_;
  LeaverRows& rows_;
};

}  // namespace

std::string_view LeaverRows::id(const IndexRow& row, Digits& digits) const {
  if (row.number == Members::no_number) {
    return texts[row.text];
  }
  digits.set(row.number);
  return digits.id();
}

bool read_rows(BlockReader& file, uint64_t offset, std::string_view leaver, std::optional<LeaverRows>& rows) {
  const auto head = file.read(offset, sizeof(uint64_t));
  if (!head) {
    return false;
  }
  uint64_t size = 0;
  std::memcpy(&size, head->data(), sizeof size);
  const auto bytes = file.read(offset + sizeof size, size);
  if (!bytes) {
    return false;
  }
  LeaverRows read;
  RowsReader reader(*bytes, read);
  std::string_view name;
  if (!reader.read_head(name)) {
    return false;
  }
  if (name != leaver) {
    return true;
  }
  if (!reader.read_sections()) {
    return false;
  }
  rows = std::move(read);
  return true;
}

}  // namespace exeunt::engine::columnar
