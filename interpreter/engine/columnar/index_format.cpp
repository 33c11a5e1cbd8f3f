#include "interpreter/engine/columnar/index_format.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

namespace exeunt::engine::columnar {
namespace {

using Reason = IndexFault::Reason;

constexpr uint32_t byte_order = 0x01020304;
constexpr std::size_t head_size = 16;
/// Offset and size of the directory, and the checksum.
constexpr std::size_t end_size = 32;

template <class T>
void append_raw(std::string& to, const T& value) {
  to.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// Writes the members of IndexContent.
struct Packer {
  std::string out;

  void operator()(const uint64_t& number) { append_raw(out, number); }
  void operator()(const int64_t& number) { append_raw(out, number); }
  void operator()(const bool& truth) { (*this)(static_cast<uint64_t>(truth)); }
  void operator()(const std::string& text) {
    (*this)(uint64_t{text.size()});
    out += text;
  }
  void operator()(const digest::Hash128& hash) { append_raw(out, hash); }
  template <class T>
  void operator()(const std::map<std::string, T>& entries) {
    (*this)(uint64_t{entries.size()});
    for (const auto& [key, value] : entries) {
      (*this)(key);
      value_of(value);
    }
  }
  template <class T>
  void operator()(const std::vector<T>& entries) {
    (*this)(uint64_t{entries.size()});
    for (const T& entry : entries) {
      value_of(entry);
    }
  }
  template <class T>
  void value_of(const T& value);
};

/// Reads them back. Once it is not `well`, all that comes is worth nothing.
struct Unpacker {
  std::string_view rest;
  bool well = true;

  template <class T>
  void raw(T& value) {
    well = well && rest.size() >= sizeof value;
    if (well) {
      std::memcpy(&value, rest.data(), sizeof value);
      rest.remove_prefix(sizeof value);
    }
  }
  void operator()(uint64_t& number) { raw(number); }
  void operator()(int64_t& number) { raw(number); }
  void operator()(bool& truth) {
    uint64_t number = 0;
    raw(number);
    truth = number != 0;
  }
  void operator()(std::string& text) {
    const uint64_t size = count(1);
    text = rest.substr(0, size);
    rest.remove_prefix(size);
  }
  void operator()(digest::Hash128& hash) { raw(hash); }
  template <class T>
  void operator()(std::map<std::string, T>& entries) {
    for (uint64_t left = count(sizeof(uint64_t)); left > 0 && well; --left) {
      std::string key;
      (*this)(key);
      value_of(entries[key]);
    }
  }
  template <class T>
  void operator()(std::vector<T>& entries) {
    entries.resize(count(sizeof(T)));
    for (T& entry : entries) {
      value_of(entry);
    }
  }
  template <class T>
  void value_of(T& value);

 private:
  /// How many come, of at least `least` bytes each: not more than there can be.
  uint64_t count(std::size_t least) {
    uint64_t number = 0;
    raw(number);
    well = well && number <= rest.size() / least;
    return well ? number : 0;
  }
};

// Everything that stands in a directory is named here once, for both ways.

template <class Archive, class Place>
void visit_place(Archive& archive, Place& place) {
  archive(place.offset);
  archive(place.size);
}

template <class Archive, class Table>
void visit_table(Archive& archive, Table& table) {
  visit_place(archive, table.buckets);
  visit_place(archive, table.data);
  archive(table.bucket_bits);
  archive(table.hash_bits);
}

template <class Archive, class Value>
void visit_value(Archive& archive, Value& value) {
  if constexpr (std::is_same_v<std::remove_const_t<Value>, IndexEvent>) {
    visit_place(archive, value.residents);
    archive(value.referrers);
  } else if constexpr (std::is_same_v<std::remove_const_t<Value>, IndexTable>) {
    visit_table(archive, value);
  } else {
    archive(value);
  }
}

template <class T>
void Packer::value_of(const T& value) {
  visit_value(*this, value);
}

template <class T>
void Unpacker::value_of(T& value) {
  visit_value(*this, value);
}

template <class Archive, class Content>
void visit_content(Archive& archive, Content& content) {
  archive(content.policy.pack);
  archive(content.policy.edition);
  archive(content.policy.digest);
  archive(content.absent_is_null);
  archive(content.snapshot.size);
  archive(content.snapshot.inode);
  archive(content.snapshot.modified);
  archive(content.snapshot.changed);
  archive(content.whole.objects);
  archive(content.whole.digest);
  archive(content.whole.unmodelled_types);
  archive(content.whole.unmodelled_fields);
  visit_table(archive, content.names);
  visit_table(archive, content.leavers);
  archive(content.referrers);
  archive(content.events);
}

/// The directory's own place: the first half of a file's end.
std::string place_text(const IndexPlace& place) {
  std::string text;
  append_raw(text, place.offset);
  append_raw(text, place.size);
  return text;
}

std::optional<std::string> read_bytes(const source::Seekable& file, uint64_t offset, uint64_t size) {
  std::string bytes(static_cast<std::size_t>(size), '\0');
  for (std::size_t filled = 0; filled < bytes.size();) {
    const auto read = file.read(offset + filled, bytes.data() + filled, bytes.size() - filled);
    const auto* const count = std::get_if<std::size_t>(&read);
    if (count == nullptr || *count == 0) {
      return std::nullopt;
    }
    filled += *count;
  }
  return bytes;
}

}  // namespace

void append_varint(std::string& to, uint64_t number) {
  while (number >= 0x80) {
    to += static_cast<char>(number | 0x80);
    number >>= 7;
  }
  to += static_cast<char>(number);
}

bool take_varint(std::string_view& from, uint64_t& number) {
  number = 0;
  for (unsigned shift = 0; shift < 64 && !from.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(from.front());
    from.remove_prefix(1);
    number |= uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) {
      return true;
    }
  }
  return false;
}

std::string index_head() {
  std::string head(index_magic);
  append_raw(head, index_version);
  append_raw(head, byte_order);
  return head;
}

std::string index_directory(const IndexContent& content, const std::vector<digest::Hash128>& blocks, uint64_t offset) {
  Packer packer;
  visit_content(packer, content);
  packer(blocks);
  std::string& directory = packer.out;
  const std::string place = place_text({offset, directory.size()});
  const digest::Hash128 hash = digest::xxh3(directory + place + index_head());
  directory += place;
  append_raw(directory, hash);
  return std::move(directory);
}

std::variant<IndexDirectory, IndexFault> read_directory(const source::Seekable& file) {
  const auto head = file.size() < head_size ? std::nullopt : read_bytes(file, 0, head_size);
  if (!head || !head->starts_with(index_magic)) {
    return IndexFault{Reason::not_one, {}};
  }
  if (*head != index_head()) {
    uint32_t version = 0;
    std::memcpy(&version, head->data() + index_magic.size(), sizeof version);
    return IndexFault{Reason::other_version, std::to_string(version)};
  }
  const IndexFault cut_off{Reason::damaged, "it was cut off, or not written to its end"};
  if (file.size() < head_size + end_size) {
    return cut_off;
  }
  const auto end = read_bytes(file, file.size() - end_size, end_size);
  if (!end) {
    return cut_off;
  }
  IndexPlace place;
  Unpacker unpack_end{*end};
  visit_place(unpack_end, place);
  digest::Hash128 hash;
  unpack_end(hash);
  const uint64_t most = file.size() - end_size;
  if (place.size > most || place.offset != most - place.size) {
    return cut_off;
  }
  const auto directory = read_bytes(file, place.offset, place.size);
  if (!directory || digest::xxh3(*directory + place_text(place) + *head) != hash) {
    return IndexFault{Reason::damaged, "its directory is not as it was written"};
  }
  IndexDirectory result;
  Unpacker unpacker{*directory};
  visit_content(unpacker, result.content);
  unpacker(result.blocks);
  result.size = place.offset;
  const uint64_t blocks = (place.offset + index_block_size - 1) / index_block_size;
  const auto has_its_table = [&](const auto& event) {
    return event.second.referrers < result.content.referrers.size();
  };
  if (!unpacker.well || !unpacker.rest.empty() || result.blocks.size() != blocks ||
      !std::all_of(result.content.events.begin(), result.content.events.end(), has_its_table)) {
    return IndexFault{Reason::damaged, "its directory is not as it was written"};
  }
  return result;
}

}  // namespace exeunt::engine::columnar
