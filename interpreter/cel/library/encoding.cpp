// base64.encode and base64.decode: RFC 4648, the standard alphabet. Decoding takes text with or without padding.
#include <fmt/format.h>

#include <array>

#include "interpreter/cel/library/encoding.h"
#include "interpreter/cel/library/library.h"

namespace exeunt::cel::library {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr uint8_t no_digit = 64;

constexpr std::array<uint8_t, 256> digits = [] {
  std::array<uint8_t, 256> out{};
  out.fill(no_digit);
  for (size_t i = 0; i < alphabet.size(); ++i) {
    out[static_cast<unsigned char>(alphabet[i])] = static_cast<uint8_t>(i);
  }
  return out;
}();

constexpr size_t encoded_size(size_t bytes) { return (bytes + 2) / 3 * 4; }

Value encode(const Call& call) {
  const std::string_view bytes = call[0].string_value();
  if (Value refused = call.budget.claim_text(encoded_size(bytes.size())); refused.is_error()) {
    return refused;
  }
  return Value::string(base64(bytes));
}

Value decode(const Call& call) {
  std::string_view text = call[0].string_value();
  if (Value refused = call.budget.claim_text(text.size()); refused.is_error()) {
    return refused;
  }
  if (text.size() % 4 == 0) {
    for (int i = 0; i < 2 && text.ends_with('='); ++i) {
      text.remove_suffix(1);
    }
  }
  if (text.size() % 4 == 1) {
    return Value::error("not base64: the text breaks off");
  }
  std::string out;
  out.reserve(text.size() / 4 * 3 + 2);
  uint32_t group = 0;
  unsigned bits = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    const uint8_t digit = digits[static_cast<unsigned char>(text[at])];
    if (digit == no_digit) {
      return Value::error(fmt::format("not base64: byte {} is no digit of it", at));
    }
    group = (group << 6 | digit) & 0xFFFF;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>(group >> bits & 0xFF);
    }
  }
  return Value::bytes(std::move(out));
}

}  // namespace

std::string base64(std::string_view bytes) {
  std::string out;
  out.reserve(encoded_size(bytes.size()));
  for (size_t at = 0; at < bytes.size(); at += 3) {
    const auto byte = [&](size_t i) {
      return at + i < bytes.size() ? uint32_t{static_cast<unsigned char>(bytes[at + i])} : uint32_t{0};
    };
    const uint32_t group = byte(0) << 16 | byte(1) << 8 | byte(2);
    for (size_t i = 0; i < 4; ++i) {
      out += at + i > bytes.size() ? '=' : alphabet[group >> (18 - 6 * i) & 63];
    }
  }
  return out;
}

void add_encoding(Overloads& out) {
  out.push_back({"base64.encode", {Type::bytes()}, Type::string(), &encode});
  out.push_back({"base64.decode", {Type::string()}, Type::bytes(), &decode});
}

}  // namespace exeunt::cel::library
