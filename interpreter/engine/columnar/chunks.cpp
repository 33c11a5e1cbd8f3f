#include "interpreter/engine/columnar/chunks.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>
#include <utility>

#include "interpreter/engine/columnar/in_parallel.h"

namespace exeunt::engine::columnar {
namespace {

using source::LoadError;

/// As large as the digest's pieces, so that both are done while the bytes are at hand.
constexpr std::size_t chunk_size = snapshot::FileDigest::piece_size;

/// A chunk of the file, and the whole lines that begin in it.
class Chunk {
 public:
  explicit Chunk(const source::Seekable& file) : file_(file) {}

  /// Of what begins before `first_line` there are no lines.
  std::optional<LoadError> load(uint64_t begin, uint64_t end, uint64_t first_line) {
    // Some bytes before tell whether a line begins where the chunk does; so many that memory and file stay aligned alike.
    const uint64_t before = begin == 0 ? 0 : alignment;
    offset_ = begin - before;
    lines_ = {};
    before_ = 0;
    filled_ = 0;
    if (auto error = read_to(std::min(file_.size(), end + usual_line))) {
      return error;
    }
    before_ = std::min<std::size_t>(before, filled_);
    size_ = static_cast<std::size_t>(end - begin);
    if (first_line >= end) {
      return std::nullopt;
    }
    std::size_t first = static_cast<std::size_t>(std::max(begin, first_line) - offset_);
    if (begin > first_line) {
      const auto found = find_line_end(before - 1);
      if (std::holds_alternative<LoadError>(found)) {
        return std::get<LoadError>(found);
      }
      first = std::get<std::size_t>(found);
    }
    if (offset_ + first >= end) {
      return std::nullopt;  // all of it belongs to a line that began before
    }
    const auto last = find_line_end(static_cast<std::size_t>(end - 1 - offset_));
    if (std::holds_alternative<LoadError>(last)) {
      return std::get<LoadError>(last);
    }
    lines_ = {data() + first, std::get<std::size_t>(last) - first};
    data()[std::get<std::size_t>(last)] = '\0';
    offset_ += first;
    return std::nullopt;
  }

  /// All of the chunk.
  std::string_view bytes() { return {data() + before_, std::min(filled_ - before_, size_)}; }
  std::string_view lines() const { return lines_; }
  /// Where the lines begin in the file.
  uint64_t offset() const { return offset_; }

 private:
  static constexpr std::size_t alignment = 64;
  static constexpr std::size_t usual_line = 4096;

  char* data() {
    const std::size_t past = reinterpret_cast<uintptr_t>(buffer_.data()) % alignment;
    return buffer_.data() + (past == 0 ? 0 : alignment - past);
  }

  std::optional<LoadError> read_to(uint64_t end) {
    const auto wanted = static_cast<std::size_t>(end - offset_);
    if (buffer_.size() < wanted + JsonLines::padding + alignment) {
      std::vector<char> larger(wanted + JsonLines::padding + alignment);
      const char* const before = filled_ == 0 ? nullptr : data();
      std::swap(buffer_, larger);
      if (filled_ != 0) {
        std::memcpy(data(), before, filled_);
      }
    }
    while (filled_ < wanted) {
      const auto read = file_.read(offset_ + filled_, data() + filled_, wanted - filled_);
      if (std::holds_alternative<LoadError>(read)) {
        return std::get<LoadError>(read);
      }
      if (std::get<std::size_t>(read) == 0) {
        break;
      }
      filled_ += std::get<std::size_t>(read);
    }
    return std::nullopt;
  }

  /// Past the first line end from there on, or the end of the file.
  std::variant<std::size_t, LoadError> find_line_end(std::size_t from) {
    while (true) {
      const void* const found = from < filled_ ? std::memchr(data() + from, '\n', filled_ - from) : nullptr;
      if (found != nullptr) {
        return static_cast<std::size_t>(static_cast<const char*>(found) - data()) + 1;
      }
      if (offset_ + filled_ >= file_.size()) {
        return filled_;
      }
      from = filled_;
      const uint64_t more = std::max<uint64_t>(usual_line, filled_ / 2);
      const std::size_t before = filled_;
      if (auto error = read_to(std::min(file_.size(), offset_ + filled_ + more))) {
        return std::move(*error);
      }
      if (filled_ == before) {
        return filled_;
      }
    }
  }

  const source::Seekable& file_;
  std::vector<char> buffer_;
  std::size_t filled_ = 0;
  uint64_t offset_ = 0;
  std::size_t before_ = 0;  ///< so many bytes do not belong to the chunk
  std::size_t size_ = 0;    ///< and so many do
  std::string_view lines_;
};

/// Hands out chunks of the file, in their order.
class Dispatch {
 public:
  Dispatch(const source::Seekable& file, const ChunkOptions& options) : file_(file), options_(options) {}

  void work(LineTaker& taker) {
    Chunk chunk(file_);
    snapshot::FileDigest digest;
    for (uint64_t number = chunks_++; number * chunk_size < file_.size() && !failed_; number = chunks_++) {
      const uint64_t begin = number * chunk_size;
      if (auto error = chunk.load(begin, std::min(begin + chunk_size, file_.size()), options_.begin)) {
        fail(std::move(*error));
        return;
      }
      digest.add_piece(number, chunk.bytes());
      if (!chunk.lines().empty()) {
        taker.take(chunk.lines(), chunk.offset());
      }
      if (auto error = taker.error()) {
        fail({LoadError::Reason::unreadable, "a temporary file", std::move(*error)});
        return;
      }
      if (options_.progress) {
        const std::lock_guard lock(mutex_);
        options_.progress(done_ += chunk_size);
      }
    }
    const std::lock_guard lock(mutex_);
    digest_.merge(digest);
  }

  const std::optional<LoadError>& error() const { return error_; }
  const snapshot::FileDigest& digest() const { return digest_; }

 private:
  void fail(LoadError error) {
    const std::lock_guard lock(mutex_);
    failed_ = true;
    if (!error_) {
      error_ = std::move(error);
    }
  }

  const source::Seekable& file_;
  const ChunkOptions& options_;
  std::atomic<uint64_t> chunks_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;
  uint64_t done_ = 0;
  snapshot::FileDigest digest_;
  std::optional<LoadError> error_;
};

}  // namespace

std::variant<snapshot::FileDigest, LoadError> read_chunks(const source::Seekable& file, const ChunkOptions& options,
                                                          const std::vector<LineTaker*>& takers) {
  Dispatch dispatch(file, options);
  in_parallel(takers.size(), [&](std::size_t i) { dispatch.work(*takers[i]); });
  if (dispatch.error()) {
    return *dispatch.error();
  }
  return dispatch.digest();
}

std::variant<std::string_view, LoadError> read_line(const source::Seekable& file, uint64_t offset,
                                                    std::vector<char>& buffer) {
  constexpr std::size_t usual = 512;
  std::size_t filled = 0;
  buffer.resize(std::max(buffer.size(), usual + JsonLines::padding));
  while (true) {
    const auto read = file.read(offset + filled, buffer.data() + filled, buffer.size() - JsonLines::padding - filled);
    if (std::holds_alternative<LoadError>(read)) {
      return std::get<LoadError>(read);
    }
    const std::size_t count = std::get<std::size_t>(read);
    const void* const end = std::memchr(buffer.data() + filled, '\n', count);
    filled += count;
    if (end != nullptr) {
      return std::string_view(buffer.data(), static_cast<std::size_t>(static_cast<const char*>(end) - buffer.data()));
    }
    if (count == 0) {
      buffer[filled] = '\0';
      return std::string_view(buffer.data(), filled);
    }
    if (filled == buffer.size() - JsonLines::padding) {
      buffer.resize(buffer.size() * 2);
    }
  }
}

}  // namespace exeunt::engine::columnar
