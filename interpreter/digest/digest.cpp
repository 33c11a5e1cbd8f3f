#include "interpreter/digest/digest.h"

#include <sha2.h>

#include <algorithm>
#include <cstring>

namespace exeunt::digest {

struct Sha256::Context {
  Context() { SHA256Init(&state); }

  SHA2_CTX state;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
  SHA256Update(&context_->state, reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}

Hash Sha256::finish() {
  Hash hash{};
  SHA256Final(hash.data(), &context_->state);
  SHA256Init(&context_->state);
  return hash;
}

std::string hex(const Hash& hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  result.reserve(2 * hash.size());
  for (const uint8_t byte : hash) {
    result += digits[byte >> 4];
    result += digits[byte & 0xf];
  }
  return result;
}

std::string text(const Hash& hash) {
  return "sha256:" + hex(hash);
}

std::string base64(const Hash& hash) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string result;
  for (std::size_t at = 0; at < hash.size(); at += 3) {
    const std::size_t count = std::min<std::size_t>(3, hash.size() - at);
    uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      bits = bits << 8 | (i < count ? hash[at + i] : 0u);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      result += i <= count ? digits[bits >> (18 - 6 * i) & 0x3f] : '=';
    }
  }
  return result;
}

std::string sha256(std::string_view bytes) {
  Sha256 digest;
  digest.update(bytes);
  return hex(digest.finish());
}

Hash hmac_sha256(std::string_view key, std::string_view bytes) {
  std::string block(SHA256_BLOCK_LENGTH, '\0');
  Sha256 digest;
  if (key.size() > block.size()) {
    digest.update(key);
    const Hash hash = digest.finish();
    std::memcpy(block.data(), hash.data(), hash.size());
  } else {
    std::copy(key.begin(), key.end(), block.begin());
  }
  const auto padded = [&](unsigned pad) {
    std::string out = block;
    for (char& c : out) {
      c = static_cast<char>(static_cast<unsigned char>(c) ^ pad);
    }
    return out;
  };
  digest.update(padded(0x36));
  digest.update(bytes);
  const Hash inner = digest.finish();
  digest.update(padded(0x5c));
  digest.update({reinterpret_cast<const char*>(inner.data()), inner.size()});
  return digest.finish();
}

}  // namespace exeunt::digest
