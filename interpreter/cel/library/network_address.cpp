#include "interpreter/cel/library/network_address.h"

#include <fmt/format.h>

#include <algorithm>

namespace exeunt::cel::library {

namespace {

/// A decimal number without leading zeros, up to `limit`, off the front of the text; -1 where there is none.
int32_t take_decimal(std::string_view& text, int32_t limit) {
  int32_t out = 0;
  size_t size = 0;
  while (size < text.size() && text[size] >= '0' && text[size] <= '9') {
    out = out * 10 + (text[size] - '0');
    ++size;
    if (out > limit) {
      return -1;
    }
  }
  if (size == 0 || (size > 1 && text.front() == '0')) {
    return -1;
  }
  text.remove_prefix(size);
  return out;
}

bool parse_v4(std::string_view text, uint8_t* out) {
  for (int i = 0; i < 4; ++i) {
    if (i > 0) {
      if (!text.starts_with('.')) {
        return false;
      }
      text.remove_prefix(1);
    }
    const int32_t number = take_decimal(text, 255);
    if (number < 0) {
      return false;
    }
    out[i] = static_cast<uint8_t>(number);
  }
  return text.empty();
}

int32_t hex_digit(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// One to four hexadecimal digits off the front; -1 where there are none or more.
int32_t take_group(std::string_view& text) {
  int32_t out = 0;
  size_t size = 0;
  for (; size < text.size() && hex_digit(text[size]) >= 0; ++size) {
    if (size == 4) {
      return -1;
    }
    out = out * 16 + hex_digit(text[size]);
  }
  text.remove_prefix(size);
  return size == 0 ? -1 : out;
}

bool parse_v6(std::string_view text, std::array<uint8_t, 16>& out) {
  size_t filled = 0;
  size_t gap = out.size() + 1;  // where `::` stands; nowhere yet
  const auto no_gap = [&] { return gap > out.size(); };
  if (text.starts_with("::")) {
    gap = 0;
    text.remove_prefix(2);
  }
  while (!text.empty()) {
    const size_t end = std::min(text.find(':'), text.size());
    if (text.substr(0, end).find('.') != std::string_view::npos) {
      if (filled + 4 > out.size() || !parse_v4(text, out.data() + filled)) {
        return false;
      }
      filled += 4;
      break;
    }
    const int32_t group = filled + 2 <= out.size() ? take_group(text) : -1;
    if (group < 0) {
      return false;
    }
    out[filled++] = static_cast<uint8_t>(group >> 8);
    out[filled++] = static_cast<uint8_t>(group & 0xFF);
    if (text.empty()) {
      break;
    }
    if (text.starts_with("::")) {
      if (!no_gap()) {
        return false;
      }
      gap = filled;
      text.remove_prefix(2);
      continue;
    }
    if (!text.starts_with(':') || text.size() == 1) {
      return false;
    }
    text.remove_prefix(1);
  }
  if (no_gap()) {
    return filled == out.size();
  }
  if (filled == out.size()) {
    return false;
  }
  std::move_backward(out.begin() + static_cast<std::ptrdiff_t>(gap), out.begin() + static_cast<std::ptrdiff_t>(filled),
                     out.end());
  std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(gap), out.size() - filled, uint8_t{0});
  return true;
}

bool is_mapped(const Address& address) {
  return address.family == 6 && std::all_of(address.bytes.begin(), address.bytes.begin() + 10, [](uint8_t b) { return b == 0; }) &&
         address.bytes[10] == 0xFF && address.bytes[11] == 0xFF;
}

/// The text in a message: what an author wrote is short, data need not be.
std::string shown(std::string_view text) {
  constexpr size_t longest = 60;
  return text.size() > longest ? std::string(text.substr(0, longest)) + "…" : std::string(text);
}

/// Leaves mapped addresses as they are.
std::string parse_any(std::string_view text, Address& out) {
  out = {};
  if (text.find('%') != std::string_view::npos) {
    return fmt::format("an address with a zone is not allowed: `{}`", shown(text));
  }
  if (text.find(':') == std::string_view::npos) {
    return parse_v4(text, out.bytes.data()) ? "" : fmt::format("`{}` is no IP address", shown(text));
  }
  out.family = 6;
  if (!parse_v6(text, out.bytes)) {
    return fmt::format("`{}` is no IP address", shown(text));
  }
  return is_mapped(out) && text.find('.') != std::string_view::npos
             ? fmt::format("an IPv4 address mapped to IPv6 is not allowed: `{}`", shown(text))
             : "";
}

}  // namespace

std::string parse_address(std::string_view text, Address& out) {
  std::string wrong = parse_any(text, out);
  if (wrong.empty() && is_mapped(out)) {
    Address v4;
    std::copy_n(out.bytes.begin() + 12, 4, v4.bytes.begin());
    out = v4;
  }
  return wrong;
}

std::string parse_range(std::string_view text, AddressRange& out) {
  const size_t slash = text.rfind('/');
  if (slash == std::string_view::npos) {
    return fmt::format("`{}` is no range of addresses: it lacks a `/`", shown(text));
  }
  std::string wrong = parse_any(text.substr(0, slash), out.address);
  if (!wrong.empty()) {
    return wrong;
  }
  if (is_mapped(out.address)) {
    return fmt::format("an IPv4 address mapped to IPv6 is not allowed: `{}`", shown(text));
  }
  std::string_view length = text.substr(slash + 1);
  out.prefix = take_decimal(length, out.address.bits());
  return out.prefix >= 0 && length.empty()
             ? ""
             : fmt::format("`{}` is no range of addresses: its prefix is no number in 0..{}", shown(text),
                           out.address.bits());
}

std::string text_of(const Address& address) {
  const auto& bytes = address.bytes;
  if (address.family == 4) {
    return fmt::format("{}.{}.{}.{}", bytes[0], bytes[1], bytes[2], bytes[3]);
  }
  const auto group = [&](int i) { return bytes[static_cast<size_t>(2 * i)] << 8 | bytes[static_cast<size_t>(2 * i + 1)]; };
  // The first of the longest runs of zeros, if of two or more, is written `::`.
  int gap = -1;
  int longest = 1;
  for (int begin = 0; begin < 8; ++begin) {
    int end = begin;
    while (end < 8 && group(end) == 0) {
      ++end;
    }
    if (end - begin > longest) {
      gap = begin;
      longest = end - begin;
    }
  }
  std::string out;
  for (int i = 0; i < 8; ++i) {
    if (i == gap) {
      out += "::";
      i += longest - 1;
    } else {
      out += fmt::format("{}{:x}", out.empty() || out.ends_with(':') ? "" : ":", group(i));
    }
  }
  return out;
}

std::string text_of(const AddressRange& range) { return fmt::format("{}/{}", text_of(range.address), range.prefix); }

Address masked(const Address& address, int32_t prefix) {
  Address out = address;
  for (int32_t i = 0; i < static_cast<int32_t>(out.bytes.size()); ++i) {
    const int32_t kept = std::clamp(prefix - 8 * i, 0, 8);
    out.bytes[static_cast<size_t>(i)] = static_cast<uint8_t>(out.bytes[static_cast<size_t>(i)] & (0xFF00 >> kept & 0xFF));
  }
  return out;
}

bool contains(const AddressRange& range, const Address& address) {
  return masked(range.address, range.prefix) == masked(address, range.prefix);
}

bool is_unspecified(const Address& address) {
  return std::all_of(address.bytes.begin(), address.bytes.end(), [](uint8_t byte) { return byte == 0; });
}

bool is_loopback(const Address& address) {
  return address.family == 4 ? address.bytes[0] == 127 : text_of(address) == "::1";
}

bool is_multicast(const Address& address) {
  return address.family == 4 ? (address.bytes[0] & 0xF0) == 0xE0 : address.bytes[0] == 0xFF;
}

bool is_link_local_unicast(const Address& address) {
  return address.family == 4 ? address.bytes[0] == 169 && address.bytes[1] == 254
                             : address.bytes[0] == 0xFE && (address.bytes[1] & 0xC0) == 0x80;
}

bool is_link_local_multicast(const Address& address) {
  return address.family == 4 ? address.bytes[0] == 224 && address.bytes[1] == 0 && address.bytes[2] == 0
                             : address.bytes[0] == 0xFF && (address.bytes[1] & 0x0F) == 0x02;
}

bool is_global_unicast(const Address& address) {
  const bool broadcast = address.family == 4 && std::all_of(address.bytes.begin(), address.bytes.begin() + 4,
                                                            [](uint8_t byte) { return byte == 255; });
  return !broadcast && !is_unspecified(address) && !is_loopback(address) && !is_multicast(address) &&
         !is_link_local_unicast(address);
}

}  // namespace exeunt::cel::library
