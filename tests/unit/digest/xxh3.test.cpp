#include "interpreter/digest/xxh3.h"

#include <catch2/catch.hpp>

namespace exeunt::digest {
namespace {

// What XXH3_128bits and XXH3_128bits_withSeed of the library xxHash 0.8.1 gives. The lengths take each of the hash's ways: a few bytes, up to 16, 128, 240, more,
// and more than a block.
TEST_CASE("XXH3 gives the published values") {
  const auto of = [](std::size_t length, uint64_t seed = 0) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) {
      text += static_cast<char>('a' + i % 26);
    }
    return hex(xxh3(text, seed));
  };
  CHECK(of(0) == "99aa06d3014798d86001c324468d497f");
  CHECK(of(3) == "06b05ab6733a618578af5f94892f3950");
  CHECK(of(12) == "d5c1c71e1ef3a2b6ca41a0e8a26ef9e2");
  CHECK(of(100) == "f13c08ea108602716077ca3810a2c224");
  CHECK(of(216) == "3db7faafcb9e8ebb2b59667ef4236c76");
  CHECK(of(500) == "90102930fdfec6043b80dbf264b88499");
  CHECK(of(5000) == "0acf3f2690e48fadeb0f5845c1ec4cc2");
  CHECK(of(0, 42) == "16c20acd33f7af2f3c1d09e9fe249164");
  CHECK(of(3, 42) == "4bc24859f045e0b4d8438def21bbdcc3");
  CHECK(of(100, 42) == "d74994888af7dcff551452b75f9e0294");
  CHECK(of(216, 42) == "00d30edfd2dd485a5e507bd1454ef2c9");
  CHECK(of(500, 42) == "8ecd2ac0b95f9a15de0530406936e4c6");
  CHECK(of(5000, 42) == "8965110e1cae2079066b3e615166fafa");
}

// What XXH3_64bits of the library gives; the short ones are where the two hashes have the least in common.
TEST_CASE("XXH3 of 64 bits gives the published values") {
  CHECK(xxh3_64("") == 0x2d06800538d394c2);
  CHECK(xxh3_64("abc") == 0x78af5f94892f3950);
  CHECK(xxh3_64("deal:5") == 0x66050fd1c18c8cbc);
  CHECK(xxh3_64("organization:5442") == 0xeb19e44b86c3cc7b);
}

TEST_CASE("a hash is written with all its digits") {
  CHECK(hex(Hash128{1, 0xab}) == "000000000000000100000000000000ab");
}

}  // namespace
}  // namespace exeunt::digest
