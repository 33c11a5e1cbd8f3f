// The bytes of a response file, unpacked where it is gzip: told by its first bytes, not by its name.
//
// What a small file can grow to is bounded, for each file by a ratio and for all of them by a total.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "interpreter/source/input.h"

namespace exeunt::intake {

/// Why reading cannot go on.
struct ByteFailure {
  enum class Reason { unreadable, bad_gzip, bomb, too_large };
  Reason reason = Reason::unreadable;
  source::LoadError error{};  ///< unreadable
  std::string detail;         ///< bad_gzip: in what way
};

inline constexpr uint64_t max_gzip_ratio = 200;
/// Below this size no ratio is suspicious.
inline constexpr uint64_t min_bomb_bytes = 16u << 20;

class Bytes {
 public:
  /// `remaining`: how many bytes may be read in all; counted down, and shared by the files of one run.
  static std::variant<Bytes, ByteFailure> open(const std::string& path, uint64_t& remaining);

  Bytes(Bytes&&) noexcept;
  Bytes& operator=(Bytes&&) noexcept;
  ~Bytes();

  /// Up to `size` bytes into `to`; 0 at the end.
  std::variant<std::size_t, ByteFailure> read(char* to, std::size_t size);

 private:
  struct Unpacker;
  Bytes(source::Input input, uint64_t& remaining);
  std::variant<std::size_t, ByteFailure> read_plain(char* to, std::size_t size);
  std::variant<std::size_t, ByteFailure> unpack(char* to, std::size_t size);
  /// More packed bytes; 0 at the end.
  std::variant<std::size_t, ByteFailure> refill();

  source::Input input_;
  uint64_t* remaining_;
  std::string head_;  ///< read to see what the file is, not handed out yet
  std::unique_ptr<Unpacker> unpacker_;
};

}  // namespace exeunt::intake
