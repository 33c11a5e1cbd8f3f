#include "interpreter/intake/bytes.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <utility>

namespace exeunt::intake {

using Result = std::variant<std::size_t, ByteFailure>;

namespace {

constexpr std::string_view gzip_magic = "\x1f\x8b";

ByteFailure unreadable(source::LoadError error) {
  return {ByteFailure::Reason::unreadable, std::move(error), {}};
}

ByteFailure bad_gzip(std::string detail) {
  return {ByteFailure::Reason::bad_gzip, {}, std::move(detail)};
}

}  // namespace

struct Bytes::Unpacker {
  static constexpr int gzip_only = 16 + MAX_WBITS;  // zlib's way to say so

  Unpacker() {
    // As all other memory is asked for, so that it is no file's fault where there is none.
    stream.zalloc = [](void*, unsigned count, unsigned size) {
      return ::operator new (std::size_t{count} * size, std::nothrow);
    };
    stream.zfree = [](void*, void* block) { ::operator delete(block); };
    ready = inflateInit2(&stream, gzip_only) == Z_OK;
  }
  ~Unpacker() { inflateEnd(&stream); }
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  z_stream stream{};
  bool ready = false;
  bool at_end = false;   ///< of the packed bytes
  bool between = false;  ///< one gzip stream ended, another may follow
  uint64_t packed = 0;
  uint64_t unpacked = 0;
  std::array<char, 1u << 16> input{};
};

Bytes::Bytes(source::Input input, uint64_t& remaining) : input_(std::move(input)), remaining_(&remaining) {}
Bytes::Bytes(Bytes&&) noexcept = default;
Bytes& Bytes::operator=(Bytes&&) noexcept = default;
Bytes::~Bytes() = default;

std::variant<Bytes, ByteFailure> Bytes::open(const std::string& path, uint64_t& remaining) {
  auto opened = source::Input::open(path);
  if (auto* error = std::get_if<source::LoadError>(&opened)) {
    return unreadable(std::move(*error));
  }
  Bytes bytes(std::move(std::get<source::Input>(opened)), remaining);
  std::array<char, 2> head{};
  while (bytes.head_.size() < head.size()) {
    const auto count = bytes.input_.read(head.data(), head.size() - bytes.head_.size());
    if (const auto* error = std::get_if<source::LoadError>(&count)) {
      return unreadable(*error);
    }
    if (std::get<std::size_t>(count) == 0) {
      break;
    }
    bytes.head_.append(head.data(), std::get<std::size_t>(count));
  }
  if (bytes.head_ == gzip_magic) {
    bytes.unpacker_ = std::make_unique<Unpacker>();
    if (!bytes.unpacker_->ready) {
      return bad_gzip("there is no memory for it");
    }
    std::copy(bytes.head_.begin(), bytes.head_.end(), bytes.unpacker_->input.begin());
    bytes.unpacker_->stream.next_in = reinterpret_cast<Bytef*>(bytes.unpacker_->input.data());
    bytes.unpacker_->stream.avail_in = static_cast<uInt>(bytes.head_.size());
    bytes.head_.clear();
  }
  return bytes;
}

Result Bytes::read(char* to, std::size_t size) {
  Result result = unpacker_ ? unpack(to, size) : read_plain(to, size);
  if (const auto* count = std::get_if<std::size_t>(&result)) {
    if (*count > *remaining_) {
      return ByteFailure{ByteFailure::Reason::too_large, {}, {}};
    }
    *remaining_ -= *count;
  }
  return result;
}

Result Bytes::read_plain(char* to, std::size_t size) {
  if (!head_.empty()) {
    const std::size_t count = std::min(size, head_.size());
    std::memcpy(to, head_.data(), count);
    head_.erase(0, count);
    return count;
  }
  auto result = input_.read(to, size);
  if (auto* error = std::get_if<source::LoadError>(&result)) {
    return unreadable(std::move(*error));
  }
  return std::get<std::size_t>(result);
}

Result Bytes::refill() {
  auto result = input_.read(unpacker_->input.data(), unpacker_->input.size());
  if (auto* error = std::get_if<source::LoadError>(&result)) {
    return unreadable(std::move(*error));
  }
  const std::size_t count = std::get<std::size_t>(result);
  unpacker_->stream.next_in = reinterpret_cast<Bytef*>(unpacker_->input.data());
  unpacker_->stream.avail_in = static_cast<uInt>(count);
  unpacker_->packed += count;
  unpacker_->at_end = count == 0;
  return count;
}

Result Bytes::unpack(char* to, std::size_t size) {
  z_stream& stream = unpacker_->stream;
  stream.next_out = reinterpret_cast<Bytef*>(to);
  stream.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1u << 30));
  const uInt room = stream.avail_out;
  while (stream.avail_out == room) {
    if (stream.avail_in == 0 && !unpacker_->at_end) {
      if (Result filled = refill(); std::holds_alternative<ByteFailure>(filled)) {
        return filled;
      }
    }
    if (unpacker_->between) {
      // Tools join files by writing one after the other; tapes fill up with zeros.
      while (stream.avail_in > 0 && *stream.next_in == 0) {
        ++stream.next_in;
        --stream.avail_in;
      }
      if (stream.avail_in == 0) {
        if (unpacker_->at_end) {
          return std::size_t{0};
        }
        continue;
      }
      if (*stream.next_in != static_cast<unsigned char>(gzip_magic[0]) || inflateReset(&stream) != Z_OK) {
        return bad_gzip("something else follows it");
      }
      unpacker_->between = false;
    }
    const int status = inflate(&stream, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
      unpacker_->between = true;
    } else if (status == Z_BUF_ERROR && unpacker_->at_end) {
      return bad_gzip("it ends too early");
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      return bad_gzip(stream.msg == nullptr ? "it is damaged" : stream.msg);
    }
  }
  const std::size_t count = room - stream.avail_out;
  unpacker_->unpacked += count;
  if (unpacker_->unpacked > min_bomb_bytes && unpacker_->unpacked / max_gzip_ratio > unpacker_->packed) {
    return ByteFailure{ByteFailure::Reason::bomb, {}, {}};
  }
  return count;
}

}  // namespace exeunt::intake
