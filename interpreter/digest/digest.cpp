#include "interpreter/digest/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdlib>

namespace exeunt::digest {

namespace {

// SHA-256 of memory cannot fail but for a broken installation of the library, where nothing sensible can follow.
void require(bool succeeded) {
  if (!succeeded) {
    std::abort();
  }
}

}  // namespace

struct Sha256::Context {
  Context() : evp(EVP_MD_CTX_new()) { require(evp != nullptr && EVP_DigestInit_ex(evp, EVP_sha256(), nullptr) == 1); }
  ~Context() { EVP_MD_CTX_free(evp); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  EVP_MD_CTX* evp;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
  require(EVP_DigestUpdate(context_->evp, bytes.data(), bytes.size()) == 1);
}

Hash Sha256::finish() {
  Hash hash{};
  require(EVP_DigestFinal_ex(context_->evp, hash.data(), nullptr) == 1);
  // A null type keeps the algorithm, which saves a costly look-up for each of a million small texts.
  require(EVP_DigestInit_ex(context_->evp, nullptr, nullptr) == 1);
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
  std::string result((hash.size() + 2) / 3 * 4 + 1, '\0');  // EVP_EncodeBlock ends it with a zero
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(result.data()), hash.data(),
                                     static_cast<int>(hash.size()));
  require(length > 0);
  result.resize(static_cast<std::size_t>(length));
  return result;
}

std::string sha256(std::string_view bytes) {
  Sha256 digest;
  digest.update(bytes);
  return hex(digest.finish());
}

Hash hmac_sha256(std::string_view key, std::string_view bytes) {
  Hash hash{};
  unsigned length = 0;
  // An int of key length is OpenSSL's; keys are files of a few bytes.
  require(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
               reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.data(), &length) != nullptr);
  require(length == hash.size());
  return hash;
}

}  // namespace exeunt::digest
