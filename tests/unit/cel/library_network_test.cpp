// IP addresses and ranges of them.
#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

TEST_CASE("addresses") {
  const Case cases[] = {
      {"ip('192.168.0.1')", "ip('192.168.0.1')"},
      {"string(ip('2001:DB8:0:0:1:0:0:1'))", "'2001:db8::1:0:0:1'"},
      {"string(ip('::'))", "'::'"},
      {"string(ip('1::'))", "'1::'"},
      {"string(ip('1:0:2:3:4:5:6:7'))", "'1:0:2:3:4:5:6:7'"},
      {"string(ip('1:2:3:4:5:6:1.2.3.4'))", "'1:2:3:4:5:6:102:304'"},
      {"string(ip('::ffff:c0a8:1'))", "'192.168.0.1'"},
      {"ip('::1').family()", "6"},
      {"type(ip('::1'))", "net.IP"},
      {"isIP('1.2.3.4') && isIP('::')", "true"},
      {"ip.isCanonical('2001:DB8::1')", "false"},
      {"[ip('10.0.0.2'), ip('10.0.0.1')].distinct().size()", "2"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("what is no address") {
  const Case cases[] = {
      {"isIP('')", "false"},
      {"isIP('1.2.3')", "false"},
      {"isIP('1.2.3.4.5')", "false"},
      {"isIP('01.2.3.4')", "false"},
      {"isIP('256.1.1.1')", "false"},
      {"isIP('1.2.3.4 ')", "false"},
      {"isIP('1.2.3.-4')", "false"},
      {"isIP(':')", "false"},
      {"isIP(':::')", "false"},
      {"isIP('1::2::3')", "false"},
      {"isIP('1:2:3:4:5:6:7')", "false"},
      {"isIP('1:2:3:4:5:6:7:8:9')", "false"},
      {"isIP('1:2:3:4:5:6:7::8')", "false"},
      {"isIP('12345::')", "false"},
      {"isIP('1:')", "false"},
      {"isIP(':1')", "false"},
      {"isIP('::1.2.3')", "false"},
      {"isIP('1.2.3.4::')", "false"},
      {"isIP('::g')", "false"},
      {"isIP('fe80::1%eth0')", "false"},
      {"isIP('::ffff:1.2.3.4')", "false"},
      {"isIP('1:2:3:4:5:6:7:1.2.3.4')", "false"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("ranges of addresses") {
  const Case cases[] = {
      {"cidr('10.1.2.3/8').masked()", "cidr('10.0.0.0/8')"},
      {"cidr('10.1.2.3/8').containsIP('10.255.0.1')", "true"},
      {"cidr('2001:db8::/33').containsIP('2001:db8:8000::')", "false"},
      {"cidr('0.0.0.0/0').containsIP('::')", "false"},
      {"cidr('10.0.0.0/8').containsCIDR('10.0.0.0/7')", "false"},
      {"cidr('10.0.0.0/8').containsCIDR('10.3.0.0/16')", "true"},
      {"cidr('1.2.3.4/31').prefixLength()", "31"},
      {"cidr('1.2.3.4/31').ip()", "ip('1.2.3.4')"},
      {"isCIDR('1.2.3.4')", "false"},
      {"isCIDR('1.2.3.4/33')", "false"},
      {"isCIDR('1.2.3.4/08')", "false"},
      {"isCIDR('1.2.3.4/8/')", "false"},
      {"isCIDR('::/128')", "true"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

TEST_CASE("what is wrong with an address is said where it stands") {
  const Case cases[] = {
      {"ip('1.2.3').family()", "ip('1.2.3'): `1.2.3` is no IP address"},
      {"ip('fe80::1%eth0')", "ip('fe80::1%eth0'): an address with a zone is not allowed: `fe80::1%eth0`"},
      {"ip('::ffff:1.2.3.4')", "ip('::ffff:1.2.3.4'): an IPv4 address mapped to IPv6 is not allowed: `::ffff:1.2.3.4`"},
      {"cidr('1.2.3.4')", "cidr('1.2.3.4'): `1.2.3.4` is no range of addresses: it lacks a `/`"},
      {"cidr('1.2.3.4/33')",
       "cidr('1.2.3.4/33'): `1.2.3.4/33` is no range of addresses: its prefix is no number in 0..32"},
      {"isIP(cidr('1.2.3.4/8'))", "no_overload 0..23 `isIP` does not take `net.CIDR` [it is written `isIP(string)`]"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(failed(c.expression) == c.expected);
  }
}

}  // namespace exeunt::cel::test
