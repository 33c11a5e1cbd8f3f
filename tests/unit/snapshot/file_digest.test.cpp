#include "interpreter/snapshot/file_digest.h"

#include <catch2/catch.hpp>

#include "interpreter/snapshot/reader.h"

namespace exeunt::snapshot {
namespace {

__extension__ typedef unsigned __int128 Wide;

constexpr std::size_t piece = FileDigest::piece_size;

std::string some_text(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    text += static_cast<char>('a' + i * i % 26);
  }
  return text;
}

std::string digest_of(std::string_view text) {
  FileDigester digester;
  digester.add(text);
  return digester.finish();
}

TEST_CASE("the digest of a file is the one that is documented") {
  const std::string text = some_text(2 * piece + 5);
  Wide sum = 0;
  for (uint64_t i = 0; i < 3; ++i) {
    const digest::Hash128 hash = digest::xxh3(std::string_view(text).substr(i * piece, piece), i);
    sum += (static_cast<Wide>(hash.high) << 64) | hash.low;
  }
  const digest::Hash128 expected{static_cast<uint64_t>(sum >> 64), static_cast<uint64_t>(sum)};
  const std::string whole =
      "exeunt.snapshot.file/1\nbytes " + std::to_string(text.size()) + "\nsum " + digest::hex(expected) + "\n";
  CHECK(digest_of(text) == "xxh3:" + digest::hex(digest::xxh3(whole)));
  CHECK(digest_of("") ==
        "xxh3:" + digest::hex(digest::xxh3("exeunt.snapshot.file/1\nbytes 0\nsum 00000000000000000000000000000000\n")));
}

TEST_CASE("however a file comes in, its digest is one") {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, piece - 1, piece, piece + 1, 3 * piece, 3 * piece + 7}) {
    const std::string text = some_text(size);
    for (const std::size_t at_once : {std::size_t{999}, piece - 1, piece, piece + 1, 2 * piece + 3}) {
      FileDigester digester;
      for (std::size_t at = 0; at < size; at += at_once) {
        digester.add(std::string_view(text).substr(at, at_once));
      }
      CHECK(digester.finish() == digest_of(text));
    }
    FileDigest even;
    FileDigest odd;
    for (uint64_t i = 0; i * piece < size; ++i) {
      (i % 2 == 0 ? even : odd).add_piece(i, std::string_view(text).substr(i * piece, piece));
    }
    odd.merge(even);
    CHECK(odd.finish() == digest_of(text));
  }
}

TEST_CASE("another file has another digest") {
  std::string text = some_text(3 * piece);
  const std::string digest = digest_of(text);
  CHECK(digest_of(text + "a") != digest);
  CHECK(digest_of(text.substr(1)) != digest);
  // Pieces that change their places are another file.
  CHECK(digest_of(text.substr(piece) + text.substr(0, piece)) != digest);
  text[2 * piece] = static_cast<char>(text[2 * piece] ^ 1);
  CHECK(digest_of(text) != digest);
}

TEST_CASE("the text of an object is its line without the space around it") {
  CHECK(object_text(" \t{ \"id\": 1 } \r\r") == "{ \"id\": 1 }");
  CHECK(object_text("{}") == "{}");
  CHECK(object_text(" \t\r").empty());
  CHECK(object_text("").empty());
}

}  // namespace
}  // namespace exeunt::snapshot
