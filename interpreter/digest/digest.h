// SHA-256, by which plans name the policy they were made by. libmd does the work: a small library, where OpenSSL's takes
// 3 MB and a millisecond of every process.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace exeunt::digest {

using Hash = std::array<uint8_t, 32>;

/// Takes text piece by piece. After `finish` it is ready for the next text.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void update(std::string_view bytes);
  Hash finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// Lower-case hexadecimal.
std::string hex(const Hash& hash);
/// "sha256:" and the hexadecimal digits, as plans write it.
std::string text(const Hash& hash);
/// Base64 (RFC 4648, padded), as browsers name what a page may run.
std::string base64(const Hash& hash);
/// The hexadecimal SHA-256 of `bytes`.
std::string sha256(std::string_view bytes);

/// HMAC-SHA256 (RFC 2104): a digest that nobody can make who lacks the key.
Hash hmac_sha256(std::string_view key, std::string_view bytes);

}  // namespace exeunt::digest
