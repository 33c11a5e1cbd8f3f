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

}  // namespace
}  // namespace exeunt::digest
