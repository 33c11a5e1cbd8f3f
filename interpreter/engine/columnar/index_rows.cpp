#include "interpreter/engine/columnar/index_rows.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>
#include <thread>
#include <unordered_map>

#include "interpreter/cel/value.h"
#include "interpreter/diagnostic/load_error.h"
#include "interpreter/engine/columnar/ledger.h"
#include "interpreter/engine/columnar/members.h"

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

/// What put_varint has put.
uint64_t get_varint(const char*& from) {
  uint64_t number = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*from++);
    number |= uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) {
      return number;
    }
  }
}

/// Mixed from the last bytes of a text: soon made, and different for most of those that many objects refer to.
uint64_t mixed_end(std::string_view text) {
  uint64_t end = 0;
  const std::size_t size = std::min(text.size(), sizeof end);
  std::memcpy(&end, text.data() + text.size() - size, size);
  return end * 0x9e3779b97f4a7c15;
}

/// A row while it waits for its place.
struct Row {
  uint64_t number;
  uint64_t offset;
  uint32_t text;    ///< where the id is no number: which of the texts it is
  uint32_t leaver;  ///< by name
  uint32_t entity;
  uint32_t like;    ///< equal for rows that are alike; 0: like no other
};

/// Where a row comes to stand, if that can be said in 64 bits.
struct Key {
  uint64_t key;
  uint32_t row;
};

/// By `key`, of which the lowest `bits` count; the order of equal ones stays. What is in `sorted` does not matter.
void sort_by_digits(std::vector<Key>& keys, std::vector<Key>& sorted, unsigned bits) {
  constexpr unsigned digit_bits = 11;
  constexpr std::size_t digits = std::size_t{1} << digit_bits;
  sorted.resize(keys.size());
  for (unsigned shift = 0; shift < bits; shift += digit_bits) {
    std::array<std::size_t, digits + 1> ends{};
    for (const Key& key : keys) {
      ++ends[(key.key >> shift & (digits - 1)) + 1];
    }
    for (std::size_t i = 0; i < digits; ++i) {
      ends[i + 1] += ends[i];
    }
    for (const Key& key : keys) {
      sorted[ends[key.key >> shift & (digits - 1)]++] = key;
    }
    std::swap(keys, sorted);
  }
}

std::size_t bytes_for(uint64_t number) { return (static_cast<std::size_t>(std::bit_width(number)) + 7) / 8; }

std::size_t bytes_of_codes(uint64_t codes) { return codes <= 0x100 ? 1 : codes <= 0x10000 ? 2 : 4; }

/// Numbers for what comes again and again, as it comes first.
template <class T>
class Numbers {
 public:
  /// `slot`: any number that tends to differ for what differs.
  uint32_t number(const T& of, std::size_t slot) {
    Recent& recent = recent_[slot % recent_.size()];
    if (!recent.is_known || !is_same(recent.of, of)) {
      recent = {of, all_.try_emplace(of, static_cast<uint32_t>(all_.size())).first->second, true};
    }
    return recent.number;
  }
  const std::unordered_map<T, uint32_t>& all() const { return all_; }

 private:
  static bool is_same(uint64_t a, uint64_t b) { return a == b; }
  static bool is_same(std::string_view a, std::string_view b) { return cel::same_text(a, b); }

  struct Recent {
    T of{};
    uint32_t number = 0;
    bool is_known = false;
  };
  std::unordered_map<T, uint32_t> all_;
  std::array<Recent, 256> recent_;
};

/// The rows of some leavers as they come to stand in the file.
struct EncodedRows {
  std::string data;
  std::vector<std::pair<uint64_t, std::size_t>> leavers;  ///< hash of the name, and where in `data` the rows are
  std::optional<std::string> error;
};

/// Brings the rows of one part into order.
class RowsEncoder {
 public:
  explicit RowsEncoder(const Shapes& shapes) : shapes_(shapes) {}

  /// May be called again.
  EncodedRows encode(const source::Scratch& records, std::size_t count) {
    EncodedRows result;
    bytes_.clear();
    rows_.clear();
    rows_.reserve(count);
    order_.clear();
    order_.reserve(count);
    texts_.clear();
    names_.clear();
    bytes_.reserve(static_cast<std::size_t>(records.size()));
    result.error = records.read([&](std::string_view piece) -> std::optional<std::string> {
      bytes_ += piece;
      return std::nullopt;
    });
    if (result.error) {
      return result;
    }
    read();
    sort();
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

  void read() {
    Numbers<std::string_view> leavers;
    Numbers<uint64_t> likes;  // by shape and mask
    const char* at = bytes_.data();
    const char* const end = at + bytes_.size();
    uint64_t offset = 0;
    while (at != end) {
      Row& row = rows_.emplace_back();
      const uint64_t distance = get_varint(at);
      offset = (distance & 1) == 0 ? distance >> 1 : offset + (distance >> 1);
      row.offset = offset;
      const std::string_view leaver = get_text(at, get_varint(at));
      row.leaver = leavers.number(leaver, mixed_end(leaver) >> 32);
      const uint64_t id = get_varint(at);
      row.number = id >> 1;
      if ((id & 1) != 0) {
        row.number = Members::no_number;
        row.text = static_cast<uint32_t>(texts_.size());
        texts_.push_back(get_text(at, id >> 1));
      }
      const auto shape = static_cast<ShapeNumber>(get_varint(at));
      const uint64_t mask = get_varint(at);
      row.entity = shapes_.entity(shape);
      row.like = 0;
      if (!shapes_.is_none(shape)) {
        row.like = likes.number(uint64_t{shape} << 32 | mask, shape * 31 + mask) + 1;
      }
    }
    likes_ = likes.all().size() + 1;
    // Leavers by their names: which of them came first is chance.
    for (const auto& [name, leaver] : leavers.all()) {
      names_.push_back(name);
    }
    std::sort(names_.begin(), names_.end());
    std::vector<uint32_t> rank(names_.size());
    for (uint32_t i = 0; i < names_.size(); ++i) {
      rank[leavers.all().at(names_[i])] = i;
    }
    for (Row& row : rows_) {
      row.leaver = rank[row.leaver];
    }
  }

  static std::string_view get_text(const char*& from, uint64_t size) {
    const std::string_view text(from, static_cast<std::size_t>(size));
    from += size;
    return text;
  }

  // Nearly all ids are numbers, and what decides then has a place in 64 bits.
  void sort() {
    uint64_t most = 0;
    uint32_t most_entity = 0;
    for (const Row& row : rows_) {
      most = std::max(most, row.number);
      most_entity = std::max(most_entity, row.entity);
    }
    const auto number_bits = static_cast<unsigned>(std::bit_width(most));
    const auto entity_bits = static_cast<unsigned>(std::bit_width(most_entity));
    const auto leaver_bits = static_cast<unsigned>(std::bit_width(names_.size()));
    const unsigned bits = number_bits + entity_bits + leaver_bits;
    const bool has_place = bits <= 64;
    for (const Row& row : rows_) {
      const uint64_t key = has_place ? (uint64_t{row.leaver} << entity_bits | row.entity) << number_bits | row.number : 0;
      order_.push_back({key, static_cast<uint32_t>(order_.size())});
    }
    if (has_place) {
      sort_by_digits(order_, spare_, bits);
    } else {
      std::sort(order_.begin(), order_.end(), [&](const Key& a, const Key& b) { return is_before(rows_[a.row], rows_[b.row]); });
    }
    // Objects that have one name are told apart by their lines. One line stands once.
    for (std::size_t begin = 0; has_place && begin < order_.size();) {
      std::size_t end = begin + 1;
      while (end < order_.size() && order_[end].key == order_[begin].key) {
        ++end;
      }
      if (end - begin > 1) {
        std::sort(order_.begin() + static_cast<std::ptrdiff_t>(begin), order_.begin() + static_cast<std::ptrdiff_t>(end),
                  [&](const Key& a, const Key& b) { return rows_[a.row].offset < rows_[b.row].offset; });
      }
      begin = end;
    }
    const auto is_same_line = [&](const Key& a, const Key& b) {
      return rows_[a.row].offset == rows_[b.row].offset && rows_[a.row].leaver == rows_[b.row].leaver;
    };
    order_.erase(std::unique(order_.begin(), order_.end(), is_same_line), order_.end());
    sorted_.clear();
    for (const Key& key : order_) {
      sorted_.push_back(rows_[key.row]);
    }
    std::swap(rows_, sorted_);
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
    code_of_.assign(likes_, 0);
    codes_.clear();
    uint32_t codes = 1;
    uint64_t most_offset = 0;
    for (const Row& row : rows) {
      uint32_t& code = code_of_[row.like];
      code = row.like == 0 ? 0 : code == 0 ? codes++ : code;
      codes_.push_back(code);
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

  const Shapes& shapes_;
  std::string bytes_;
  std::vector<Row> rows_;
  std::vector<Row> sorted_;
  std::vector<std::string_view> texts_;
  std::vector<std::string_view> names_;  ///< of leavers
  std::size_t likes_ = 1;
  std::vector<Key> order_;
  std::vector<Key> spare_;
  std::vector<uint32_t> code_of_;  ///< by Row::like
  std::vector<uint32_t> codes_;
  std::string ids_;
};

}  // namespace

RowsBuilder::RowsBuilder() : parts_(std::make_unique<std::array<Part, parts>>()) {}

void RowsBuilder::Feed::add(std::string_view leaver, std::string_view id, uint64_t offset, ShapeNumber shape, uint32_t mask) {
  constexpr std::size_t enough = std::size_t{4} << 10;
  const std::size_t part = mixed_end(leaver) >> (64 - part_bits);
  Waiting& waiting = waiting_[part];
  const std::size_t most = 5 * most_varint + leaver.size() + id.size();
  if (waiting.used + most > waiting.bytes.size()) {
    if (waiting.used != 0) {
      hand_over(part);
    }
    waiting.bytes.resize(std::max({waiting.bytes.size(), enough, most}));
  }
  char* const begin = waiting.bytes.data() + waiting.used;
  // The first offset of those that are handed over together is told as it is.
  char* at = put_varint(begin, waiting.used == 0 ? offset << 1 : (offset - waiting.last_offset) << 1 | 1);
  waiting.last_offset = offset;
  at = put_text(put_varint(at, leaver.size()), leaver);
  const uint64_t number = Members::number_of(id);
  at = number == Members::no_number ? put_text(put_varint(at, id.size() << 1 | 1), id) : put_varint(at, number << 1);
  at = put_varint(put_varint(at, shape), mask);
  waiting.used += static_cast<std::size_t>(at - begin);
  ++waiting.count;
}

void RowsBuilder::Feed::hand_over(std::size_t part) {
  Waiting& waiting = waiting_[part];
  Part& to = (*builder_.parts_)[part];
  const std::lock_guard lock(to.mutex);
  if (auto error = to.records.write({waiting.bytes.data(), waiting.used})) {
    error_ = std::move(error);
  }
  to.count += waiting.count;
  waiting.used = 0;
  waiting.count = 0;
}

const std::optional<std::string>& RowsBuilder::Feed::finish() {
  for (std::size_t part = 0; part < parts; ++part) {
    hand_over(part);
  }
  return error_;
}

bool RowsBuilder::write(BlockWriter& to, TableBuilder::Feed& table, const Shapes& shapes, uint32_t threads,
                        diagnostic::Sink& sink) const {
  std::vector<RowsEncoder> encoders(std::min<std::size_t>(threads, parts), RowsEncoder(shapes));
  for (std::size_t first = 0; first < parts; first += encoders.size()) {
    const std::size_t together = std::min<std::size_t>(encoders.size(), parts - first);
    std::vector<EncodedRows> encoded(together);
    const auto work = [&](std::size_t i) { encoded[i] = encoders[i].encode((*parts_)[first + i].records, (*parts_)[first + i].count); };
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < together; ++i) {
      others.emplace_back(work, i);
    }
    work(0);
    for (std::thread& each : others) {
      each.join();
    }
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

  bool read_section(std::string_view ids, std::string_view codes, std::string_view offsets, std::size_t count) {
    const std::size_t begin = rows_.rows.size();
    rows_.rows.resize(begin + count);
    const std::size_t code_bytes = count == 0 ? 0 : codes.size() / count;
    const std::size_t offset_bytes = count == 0 ? 0 : offsets.size() / count;
    uint64_t number = 0;
    for (std::size_t i = 0; i < count; ++i) {
      IndexRow& row = rows_.rows[begin + i];
      std::memcpy(&row.code, codes.data() + i * code_bytes, code_bytes);
      std::memcpy(&row.offset, offsets.data() + i * offset_bytes, offset_bytes);
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
