// The network extension: ip() and cidr() make values of the types net.IP and net.CIDR, with questions to ask of them.
#include "interpreter/cel/library/library.h"
#include "interpreter/cel/library/network_address.h"

namespace exeunt::cel::library {

namespace {

Type ip_type() {
  static const Type type = Type::opaque("net.IP");
  return type;
}

Type cidr_type() {
  static const Type type = Type::opaque("net.CIDR");
  return type;
}

/// The value is held as one of the two structs of network_address.h.
template <typename Content, Type (*TypeOf)()>
class Holder : public Opaque {
 public:
  explicit Holder(Content content) : content_(content) {}

  Type type() const override { return TypeOf(); }
  int compare(const Opaque& other) const override {
    const auto order = content_ <=> static_cast<const Holder&>(other).content_;
    return order < 0 ? -1 : order > 0 ? 1 : 0;
  }
  std::string text() const override {
    const std::string_view function = TypeOf == &ip_type ? "ip" : "cidr";
    return std::string(function) + "('" + text_of(content_) + "')";
  }
  const Content& content() const { return content_; }

  static Value make(Content content) { return Value::opaque(std::make_shared<const Holder>(content)); }
  static const Content& of(const Value& value) { return static_cast<const Holder&>(value.opaque_value()).content_; }

 private:
  Content content_;
};

using Ip = Holder<Address, &ip_type>;
using Cidr = Holder<AddressRange, &cidr_type>;

/// Longer text is not looked at: no address has it.
constexpr size_t longest = 1000;

template <typename Content>
std::string parse(const Value& value, Content& out) {
  const std::string_view text = value.string_value().substr(0, longest);
  if constexpr (std::is_same_v<Content, Address>) {
    return parse_address(text, out);
  } else {
    return parse_range(text, out);
  }
}

template <typename Holder, typename Content>
Value from_string(const Call& call) {
  Content content;
  std::string wrong = parse(call[0], content);
  return wrong.empty() ? Holder::make(content) : Value::error(std::move(wrong));
}

template <typename Content>
Value is_valid(const Call& call) {
  Content content;
  return Value::boolean(parse(call[0], content).empty());
}

template <typename Holder>
Value to_string(const Call& call) {
  return Value::string(text_of(Holder::of(call[0])));
}

Value is_canonical(const Call& call) {
  Address address;
  std::string wrong = parse(call[0], address);
  return wrong.empty() ? Value::boolean(text_of(address) == call[0].string_value()) : Value::error(std::move(wrong));
}

Value family(const Call& call) { return Value::int64(Ip::of(call[0]).family); }

template <bool (*Question)(const Address&)>
Value ask(const Call& call) {
  return Value::boolean(Question(Ip::of(call[0])));
}

Value contains_ip(const Call& call) { return Value::boolean(contains(Cidr::of(call[0]), Ip::of(call[1]))); }

Value contains_ip_text(const Call& call) {
  Address address;
  std::string wrong = parse(call[1], address);
  return wrong.empty() ? Value::boolean(contains(Cidr::of(call[0]), address)) : Value::error(std::move(wrong));
}

bool contains_range(const AddressRange& outer, const AddressRange& inner) {
  return outer.prefix <= inner.prefix && contains(outer, inner.address);
}

Value contains_cidr(const Call& call) {
  return Value::boolean(contains_range(Cidr::of(call[0]), Cidr::of(call[1])));
}

Value contains_cidr_text(const Call& call) {
  AddressRange range;
  std::string wrong = parse(call[1], range);
  return wrong.empty() ? Value::boolean(contains_range(Cidr::of(call[0]), range)) : Value::error(std::move(wrong));
}

Value address_of(const Call& call) { return Ip::make(Cidr::of(call[0]).address); }
Value prefix_length(const Call& call) { return Value::int64(Cidr::of(call[0]).prefix); }

Value masked_range(const Call& call) {
  const AddressRange& range = Cidr::of(call[0]);
  return Cidr::make({masked(range.address, range.prefix), range.prefix});
}

}  // namespace

void add_network(Overloads& out) {
  const Type ip = ip_type();
  const Type cidr = cidr_type();
  const Type s = Type::string();
  const Type b = Type::boolean();
  const Type i = Type::int64();
  constexpr bool receiver = true;
  out.insert(out.end(), {
                            {"ip", {s}, ip, &from_string<Ip, Address>},
                            {"isIP", {s}, b, &is_valid<Address>},
                            {"ip.isCanonical", {s}, b, &is_canonical},
                            {"string", {ip}, s, &to_string<Ip>},
                            {"family", {ip}, i, &family, receiver},
                            {"isUnspecified", {ip}, b, &ask<&is_unspecified>, receiver},
                            {"isLoopback", {ip}, b, &ask<&is_loopback>, receiver},
                            {"isGlobalUnicast", {ip}, b, &ask<&is_global_unicast>, receiver},
                            {"isLinkLocalMulticast", {ip}, b, &ask<&is_link_local_multicast>, receiver},
                            {"isLinkLocalUnicast", {ip}, b, &ask<&is_link_local_unicast>, receiver},
                            {"cidr", {s}, cidr, &from_string<Cidr, AddressRange>},
                            {"isCIDR", {s}, b, &is_valid<AddressRange>},
                            {"string", {cidr}, s, &to_string<Cidr>},
                            {"containsIP", {cidr, ip}, b, &contains_ip, receiver},
                            {"containsIP", {cidr, s}, b, &contains_ip_text, receiver},
                            {"containsCIDR", {cidr, cidr}, b, &contains_cidr, receiver},
                            {"containsCIDR", {cidr, s}, b, &contains_cidr_text, receiver},
                            {"ip", {cidr}, ip, &address_of, receiver},
                            {"masked", {cidr}, cidr, &masked_range, receiver},
                            {"prefixLength", {cidr}, i, &prefix_length, receiver},
                        });
}

}  // namespace exeunt::cel::library
