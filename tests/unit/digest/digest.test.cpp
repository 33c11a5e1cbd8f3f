#include "interpreter/digest/digest.h"

#include <catch2/catch.hpp>

namespace exeunt::digest {
namespace {

// The examples of FIPS 180-4 and NIST's test vectors.
constexpr auto of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr auto of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr auto of_a_million_a = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

TEST_CASE("SHA-256 gives the published values") {
  CHECK(sha256("") == of_nothing);
  CHECK(sha256("abc") == of_abc);
  CHECK(sha256(std::string(1'000'000, 'a')) == of_a_million_a);
}

TEST_CASE("pieces give what the whole gives, and a digest can be used again") {
  Sha256 digest;
  digest.update("a");
  digest.update("");
  digest.update("bc");
  CHECK(hex(digest.finish()) == of_abc);
  CHECK(hex(digest.finish()) == of_nothing);
  digest.update("abc");
  CHECK(text(digest.finish()) == std::string("sha256:") + of_abc);
}

TEST_CASE("base64 is as browsers write the SHA-256 of a script") {
  Sha256 digest;
  CHECK(base64(digest.finish()) == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

TEST_CASE("HMAC-SHA256 gives the published values") {
  // RFC 4231, cases 2, 1 and 6.
  CHECK(hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hex(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

}  // namespace
}  // namespace exeunt::digest
