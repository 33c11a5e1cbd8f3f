// An account file handed out in pieces of whole lines, to as many threads as there are takers.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "interpreter/engine/columnar/json_line.h"
#include "interpreter/snapshot/file_digest.h"
#include "interpreter/snapshot/reader.h"
#include "interpreter/source/seekable.h"

namespace exeunt::engine::columnar {

/// Of lines that are wrong so many are told: more help nobody.
constexpr std::size_t most_malformed = 64;

/// Works in a thread of its own.
class LineTaker {
 public:
  virtual ~LineTaker() = default;
  /// Whole lines, which begin at `offset` of the file and have JsonLines::padding readable bytes behind them.
  virtual void take(std::string_view lines, uint64_t offset) = 0;
  /// Why it can take no more: what has to wait could not be written.
  virtual std::optional<std::string> error() const = 0;
};

struct ChunkOptions {
  uint64_t begin = 0;  ///< the first line that is taken
  std::function<void(uint64_t)> progress;  ///< told how many bytes are done, by one thread at a time
};

/// Every line from `begin` on goes to one of the takers. The digest is the whole file's.
std::variant<snapshot::FileDigest, source::LoadError> read_chunks(const source::Seekable& file, const ChunkOptions& options,
                                                                  const std::vector<LineTaker*>& takers);

/// The line that begins there, without its end; `buffer` holds it, with readable bytes behind it.
std::variant<std::string_view, source::LoadError> read_line(const source::Seekable& file, uint64_t offset,
                                                            std::vector<char>& buffer);

/// Calls `block` with stretches of `lines` that `json` has begun with, and where each begins; `malformed` with the offset of
/// each line of which it wants to know nothing.
template <class Block, class Malformed>
void take_lines(JsonLines& json, std::string_view lines, uint64_t offset, Block block, Malformed malformed) {
  if (json.begin(lines)) {
    block(lines, offset);
    return;
  }
  // Something in it is wrong: which of the lines, each alone tells.
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    const std::string_view line = lines.substr(begin, end - begin);
    if (json.begin(line)) {
      block(line, offset + begin);
    } else if (!snapshot::object_text(line).empty()) {
      malformed(offset + begin);
    }
    begin = end + 1;
  }
}

}  // namespace exeunt::engine::columnar
