#include "interpreter/intake/documents.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace exeunt::intake {
namespace {

/// A file that is there while the test looks at it.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content) {
    std::string name = (std::filesystem::temp_directory_path() / "exeunt-documents.XXXXXX").string();
    const int descriptor = ::mkstemp(name.data());
    REQUIRE(descriptor >= 0);
    ::close(descriptor);
    path = name;
    std::ofstream(path, std::ios::binary) << content;
  }
  ~TemporaryFile() { ::unlink(path.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  std::string path;
};

/// Writes down what it sees: `item 1:10 {…}`, `around 1:1 {…}`.
class Recorder : public DocumentVisitor {
 public:
  bool item(const Piece& piece) override {
    seen += "item " + text(piece);
    return true;
  }
  bool envelope(const Piece& piece, bool has_list) override {
    seen += (has_list ? "around " : "alone ") + text(piece);
    return true;
  }

  std::string seen;

 private:
  static std::string text(const Piece& piece) {
    return std::to_string(piece.line) + ":" + std::to_string(piece.column) + " " + std::string(piece.text) + "\n";
  }
};

struct Outcome {
  std::string seen;
  std::optional<DocumentFailure> failure;
};

Outcome read(std::string_view content, const std::vector<std::string>& list = {"data"}) {
  const TemporaryFile file(content);
  uint64_t remaining = UINT64_MAX;
  auto bytes = Bytes::open(file.path, remaining);
  REQUIRE(std::holds_alternative<Bytes>(bytes));
  Recorder recorder;
  auto failure = read_documents(std::move(std::get<Bytes>(bytes)), list, recorder);
  return {recorder.seen, std::move(failure)};
}

std::string cut(std::string_view content, const std::vector<std::string>& list = {"data"}) {
  const Outcome outcome = read(content, list);
  CHECK_FALSE(outcome.failure);
  return outcome.seen;
}

TEST_CASE("items and what is around them") {
  CHECK(
      cut(R"({"ok":true,"data":[{"id":1},{"id":2}],"page":{"next":null}})") ==
      "item 1:20 {\"id\":1}\nitem 1:29 {\"id\":2}\naround 1:1 {\"ok\":true,\"data\":null,\"page\":{\"next\":null}}\n");
  CHECK(cut(R"({"data":{"id":1}})") == "item 1:9 {\"id\":1}\naround 1:1 {\"data\":null}\n");
  CHECK(cut(R"({"data":null})") == "around 1:1 {\"data\":null}\n");
  CHECK(cut(R"({"data":[]})") == "around 1:1 {\"data\":null}\n");
  CHECK(cut(R"({"results":[1]})") == "alone 1:1 {\"results\":[1]}\n");
  CHECK(cut(R"({"data":{"x":[1,"]"],"data":[2]}})", {"data", "x"}) ==
        "item 1:15 1\nitem 1:17 \"]\"\naround 1:1 {\"data\":{\"x\":null,\"data\":[2]}}\n");
  CHECK(cut(R"({"data":[1]})", {"data", "x"}) == "alone 1:1 {\"data\":[1]}\n");
}

TEST_CASE("a response may be the list, or the one item") {
  CHECK(cut("[{\"id\":1},\n {\"id\":2}]", {}) == "item 1:2 {\"id\":1}\nitem 2:2 {\"id\":2}\naround 1:1 null\n");
  CHECK(cut("{\"id\":1}", {}) == "item 1:1 {\"id\":1}\naround 1:1 null\n");
}

TEST_CASE("several responses in one file, as curl >> file leaves them") {
  CHECK(cut("{\"data\":[1]}\n\n{\"data\":[2]} {\"data\":[3]}\n") ==
        "item 1:10 1\naround 1:1 {\"data\":null}\nitem 3:10 2\naround 3:1 {\"data\":null}\n"
        "item 3:23 3\naround 3:14 {\"data\":null}\n");
}

TEST_CASE("brackets and commas in texts are text, columns count characters") {
  CHECK(cut(R"({"a]":"\"}{[","data":["\\","]","ä\"",[{}]]})") ==
        "item 1:23 \"\\\\\"\nitem 1:28 \"]\"\nitem 1:32 \"ä\\\"\"\nitem 1:38 [{}]\naround 1:1 "
        "{\"a]\":\"\\\"}{[\",\"data\":null}\n");
}

TEST_CASE("items are whole wherever the pieces of reading end") {
  // Pieces are of 256 KiB: items of many sizes meet their ends in every way.
  std::string text = "{\"data\":[";
  std::string wanted;
  for (std::size_t i = 0; i < 3000; ++i) {
    const std::string item = "{\"id\":\"" + std::string(i % 701, 'x') + "\\\\\",\"n\":[" + std::to_string(i) + "]}";
    wanted += "item 1:" + std::to_string(text.size() + (i == 0 ? 1 : 2)) + " " + item + "\n";
    text += (i == 0 ? "" : ",") + item;
  }
  wanted += "around 1:1 {\"data\":null}\n";
  CHECK(cut(text + "]}") == wanted);
}

std::string why(std::string_view content) {
  const Outcome outcome = read(content);
  if (!outcome.failure) {
    return "fine";
  }
  return std::to_string(static_cast<int>(outcome.failure->reason)) + " " + std::to_string(outcome.failure->line) + ":" +
         std::to_string(outcome.failure->column) + " " + outcome.failure->detail;
}

std::string as(DocumentFailure::Reason reason, std::string_view rest) {
  return std::to_string(static_cast<int>(reason)) + " " + std::string(rest);
}

TEST_CASE("what is no response") {
  using Reason = DocumentFailure::Reason;
  CHECK(why("") == as(Reason::empty, "1:1 "));
  CHECK(why(" \n\xEF") == as(Reason::not_json, "2:1 a binary file"));
  CHECK(why("<HTML>") == as(Reason::not_json, "1:1 an HTML page"));
  CHECK(why("\n<!doctype html>") == as(Reason::not_json, "2:1 an HTML page"));
  CHECK(why("<rss/>") == as(Reason::not_json, "1:1 an XML document"));
  CHECK(why("Forbidden\r\nx") == as(Reason::not_json, "1:1 text that begins with `Forbidden`"));
  CHECK(why("{\"data\":7}") == as(Reason::bad_list, "1:10 a single value"));
  CHECK(why("{\"data\":\"7\"}") == as(Reason::bad_list, "1:12 text"));
  CHECK(why("{\"data\":[]} x") == as(Reason::malformed, "1:13 another response, or the end, is wanted here, not `x`"));
  CHECK(why("{\"data\":[1 2]}") == as(Reason::malformed, "1:12 `,` or `]` is wanted here, not `2`"));
  CHECK(why("{\"data\":[1,]}") == as(Reason::malformed, "1:12 a value is wanted here, not `]`"));
  CHECK(why("{\"data\":[,1]}") == as(Reason::malformed, "1:10 a value is wanted here, not `,`"));
  CHECK(why("{\"data\":,}") == as(Reason::malformed, "1:9 a value is wanted here, not `,`"));
  CHECK(why("{\"data\":[],}") == as(Reason::malformed, "1:12 a member is wanted here, not `}`"));
  CHECK(why("{\"data\" []}") == as(Reason::malformed, "1:9 `:` is wanted here, not `[`"));
  CHECK(why("{data:[]}") == as(Reason::malformed, "1:2 a member is wanted here, not `d`"));
}

TEST_CASE("every beginning of a response is cut off") {
  const std::string whole = R"({"a":{"b":"c\""},"data":[{"x":[1]},{"y":"z"}],"e":1})";
  CHECK(why(whole) == "fine");
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const Outcome outcome = read(whole.substr(0, size));
    REQUIRE(outcome.failure);
    CHECK(outcome.failure->reason == DocumentFailure::Reason::cut_off);
  }
}

TEST_CASE("what is too large or too deep stops early") {
  using Reason = DocumentFailure::Reason;
  const std::string large(max_item_bytes + 10, 'x');
  CHECK(read("{\"data\":[\"" + large + "\"]}").failure->reason == Reason::too_large);
  CHECK(read("{\"data\":[" + large + "]}").failure->reason == Reason::too_large);
  CHECK(read("{\"" + large + "\":1}").failure->reason == Reason::too_large);
  CHECK(read("{\"a\":\"" + large + "\"}").failure->reason == Reason::too_large);
  CHECK(read("{\"data\":[" + std::string(200'000, '[')).failure->reason == Reason::too_deep);
  CHECK(read("{\"data\":[" + std::string(64, '[') + std::string(64, ']') + "]}").failure.has_value() == false);
  CHECK_FALSE(read(std::string(40u << 20, ' ') + "{\"data\":[]}").failure);
}

}  // namespace
}  // namespace exeunt::intake
