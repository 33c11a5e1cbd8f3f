// Lines of a file that were worth a look and will be looked at again: copies, while they are not too much.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "interpreter/source/seekable.h"

namespace exeunt::engine::columnar {

class KeptLines {
 public:
  /// Bytes; lines beyond that are not kept.
  explicit KeptLines(std::size_t most = std::size_t{4} << 20) : most_(most) {}

  /// `offset`: where it begins in the file. Once is enough.
  void keep(uint64_t offset, std::string_view line);
  /// Takes the other's lines over.
  void merge(KeptLines&& other);
  /// What was kept, with a line end and JsonLines::padding readable bytes behind it; it stays where it is.
  std::optional<std::string_view> find(uint64_t offset) const;

 private:
  std::size_t most_;
  std::size_t kept_ = 0;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* at_ = nullptr;     ///< in the last block
  std::size_t room_ = 0;   ///< behind that
  std::unordered_map<uint64_t, std::string_view> lines_;
};

/// Where lines begin: in their order, each once.
void sort_offsets(std::vector<uint64_t>& offsets);

/// The line that begins there, of those that were kept or of the file; see `read_line`.
std::variant<std::string_view, source::LoadError> line_at(const source::Seekable& file, uint64_t offset,
                                                          const KeptLines& kept, std::vector<char>& buffer);

}  // namespace exeunt::engine::columnar
