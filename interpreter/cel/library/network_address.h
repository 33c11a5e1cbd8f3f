// IP addresses and ranges of them, as text and as bytes. An IPv4 address written as the hexadecimal IPv6 one that maps to it
// (`::ffff:c0a8:1`) is that IPv4 address; the dotted form of it (`::ffff:192.168.0.1`), which readers disagree about, is refused.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace exeunt::cel::library {

struct Address {
  int32_t family = 4;                ///< 4 or 6
  std::array<uint8_t, 16> bytes{};   ///< of an IPv4 address the first four

  int32_t bits() const { return family == 4 ? 32 : 128; }
  friend auto operator<=>(const Address&, const Address&) = default;
};

struct AddressRange {
  Address address;  ///< with the bits after the prefix as they were written
  int32_t prefix = 0;
  friend auto operator<=>(const AddressRange&, const AddressRange&) = default;
};

/// What is wrong with the text, or empty.
std::string parse_address(std::string_view text, Address& out);
std::string parse_range(std::string_view text, AddressRange& out);

/// The canonical text: RFC 5952.
std::string text_of(const Address& address);
std::string text_of(const AddressRange& range);

/// The address with the bits after the prefix cleared.
Address masked(const Address& address, int32_t prefix);
/// Whether the address lies in the range; never where their families differ.
bool contains(const AddressRange& range, const Address& address);

bool is_unspecified(const Address& address);
bool is_loopback(const Address& address);
bool is_multicast(const Address& address);
bool is_link_local_unicast(const Address& address);
bool is_link_local_multicast(const Address& address);
/// Neither of the above, nor the broadcast address.
bool is_global_unicast(const Address& address);

}  // namespace exeunt::cel::library
