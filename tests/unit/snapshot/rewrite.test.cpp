#include "interpreter/snapshot/rewrite.h"

#include <catch2/catch.hpp>
#include <functional>

#include "interpreter/snapshot/edit.h"

using namespace exeunt;
using snapshot::Copy;
using snapshot::MemberEdit;
using snapshot::Passing;

namespace {

/// What becomes of each object, by "type:id"; all others stay.
struct Script : snapshot::Editor {
  std::function<Copy(const std::string&, const Passing&, std::string&)> each =
      [](const std::string&, const Passing&, std::string&) { return Copy::verbatim; };
  std::vector<std::string> more;
  std::size_t next = 0;

  Copy pass(const Passing& object, std::string& text) override {
    return each(object.identity.type + ":" + object.identity.id, object, text);
  }
  bool add(std::string& text) override {
    if (next == more.size()) {
      return false;
    }
    text = more[next++];
    return true;
  }
};

struct Done {
  std::string text;
  std::optional<snapshot::Original> original;
  std::size_t errors = 0;
};

Done rewrite(std::string_view text, Script script) {
  Done done;
  diagnostic::Sink sink;
  done.original = snapshot::rewrite_text(text, "account", sink, {}, script, [&done](std::string_view piece) {
    done.text += piece;
    return true;
  });
  done.errors = sink.errors();
  return done;
}

Script leave_out(std::vector<std::string> names) {
  Script script;
  script.each = [names](const std::string& name, const Passing&, std::string&) {
    return std::find(names.begin(), names.end(), name) == names.end() ? Copy::verbatim : Copy::left_out;
  };
  return script;
}

Script edit(std::string name, std::vector<MemberEdit> edits) {
  Script script;
  script.each = [name, edits](const std::string& each, const Passing& object, std::string& text) {
    if (each != name) {
      return Copy::verbatim;
    }
    text = object.text.edited(edits);
    return Copy::changed;
  };
  return script;
}

Script add(std::vector<std::string> objects) {
  Script script;
  script.more = std::move(objects);
  return script;
}

const std::string lines =
    "\xef\xbb\xbf\n"
    "{\"format\":\"exeunt.snapshot/1\"}\r\n"
    "  {\"type\": \"a\", \"id\": 1}  \n"
    "\n"
    "{\"type\":\"a\",\"id\":2e0}\r\n"
    "{\"type\":\"a\",\"id\":\"3\"}";
const std::string array = "\n[ {\"type\":\"a\",\"id\":1} ,\n  {\"type\":\"a\",\"id\":2},{\"type\":\"a\",\"id\":3}\n]\n";
const std::string document = "{\"x\":[1],\"objects\" :[\n  {\"type\":\"a\",\"id\":1}\n ],\n \"format\":\"exeunt.snapshot/1\"}";

}  // namespace

TEST_CASE("A copy in which nothing changes is the file, byte for byte") {
  for (const std::string& text : {lines, array, document, std::string("[]"), std::string(" [ ] \n"), lines + "\n\n"}) {
    const Done done = rewrite(text, {});
    REQUIRE(done.original);
    CHECK(done.text == text);
  }
}

TEST_CASE("The digest is of the file that is copied, not of the copy") {
  const auto digest = [](std::string_view text, Script script) { return rewrite(text, std::move(script)).original->digest; };
  for (const std::string& text : {lines, array, document, std::string("- {type: a, id: 1}\n- {type: a, id: 2}")}) {
    const std::string original = digest(text, {});
    CHECK(digest(text, leave_out({"a:1"})) == original);
    CHECK(digest(text, edit("a:1", {{"x", "7"}})) == original);
    CHECK(digest(text, add({R"({"type":"a","id":4})"})) == original);
    CHECK(digest(rewrite(text, leave_out({"a:1"})).text, {}) != original);
  }
}

TEST_CASE("Lines are left out with their ends, and the last line ends as it did") {
  CHECK(rewrite("a1\n", leave_out({})).errors == 1);
  const std::string three = "{\"type\":\"a\",\"id\":1}\n{\"type\":\"a\",\"id\":2}\n{\"type\":\"a\",\"id\":3}";
  CHECK(rewrite(three, leave_out({"a:2"})).text == "{\"type\":\"a\",\"id\":1}\n{\"type\":\"a\",\"id\":3}");
  CHECK(rewrite(three, leave_out({"a:3"})).text == "{\"type\":\"a\",\"id\":1}\n{\"type\":\"a\",\"id\":2}");
  CHECK(rewrite(three + "\n", leave_out({"a:3"})).text == "{\"type\":\"a\",\"id\":1}\n{\"type\":\"a\",\"id\":2}\n");
}

TEST_CASE("Lines of which nothing is left say that they are an account") {
  const std::string header = "{\"format\":\"exeunt.snapshot/1\"}";
  const std::string two = "{\"type\":\"a\",\"id\":1}\r\n\r\n{\"type\":\"a\",\"id\":2}";
  CHECK(rewrite(two, leave_out({"a:1", "a:2"})).text == header);
  CHECK(rewrite(two + "\r\n", leave_out({"a:1", "a:2"})).text == header + "\r\n");
  CHECK(rewrite("- {type: a, id: 1}", leave_out({"a:1"})).text == header + "\n");
  CHECK(rewrite(header + "\n" + two, leave_out({"a:1", "a:2"})).text == header);
  CHECK(rewrite(header, leave_out({})).text == header);
}

TEST_CASE("Elements are left out with one comma") {
  CHECK(rewrite(array, leave_out({"a:1"})).text == "\n[ {\"type\":\"a\",\"id\":2},{\"type\":\"a\",\"id\":3}\n]\n");
  CHECK(rewrite(array, leave_out({"a:2"})).text == "\n[ {\"type\":\"a\",\"id\":1},{\"type\":\"a\",\"id\":3}\n]\n");
  CHECK(rewrite(array, leave_out({"a:3"})).text == "\n[ {\"type\":\"a\",\"id\":1} ,\n  {\"type\":\"a\",\"id\":2}\n]\n");
  CHECK(rewrite(array, leave_out({"a:1", "a:2", "a:3"})).text == "\n[\n]\n");
  CHECK(rewrite(document, leave_out({"a:1"})).text == "{\"x\":[1],\"objects\" :[\n ],\n \"format\":\"exeunt.snapshot/1\"}");
}

TEST_CASE("What is added can be left out again without a trace") {
  const std::string more = "{\"type\":\"b\",\"id\":9}";
  for (const std::string& text : {lines, lines + "\r\n", lines + "\n\n", array, document}) {
    const Done added = rewrite(text, add({more, "{\"type\":\"b\",\"id\":8}"}));
    REQUIRE(added.original);
    CHECK(added.text.find(more) != std::string::npos);
    const Done back = rewrite(added.text, leave_out({"b:9", "b:8"}));
    REQUIRE(back.original);
    CHECK(back.text == text);
  }
  CHECK(rewrite("[]", add({more})).text == "[" + more + "]");
  CHECK(rewrite("{\"type\":\"a\",\"id\":1}", add({more})).text == "{\"type\":\"a\",\"id\":1}\n" + more);
}

TEST_CASE("A changed object keeps everything but the members that change") {
  const std::string odd =
      "{ \"colour\" : \"r\\u0065d\",\n  \"id\":7.50e1, \"owner\":\"user:7\" ,\n  \"type\":\"a\" }";
  const auto edited = [&odd](std::vector<MemberEdit> edits) { return rewrite("[" + odd + "]", edit("a:7.50e1", edits)).text; };
  CHECK(edited({{"owner", "null"}}) ==
        "[{ \"colour\" : \"r\\u0065d\",\n  \"id\":7.50e1, \"owner\":null ,\n  \"type\":\"a\" }]");
  CHECK(edited({{"owner", std::nullopt}, {"colour", std::nullopt}}) == "[{ \"id\":7.50e1 ,\n  \"type\":\"a\" }]");
  CHECK(edited({{"new", "[1]"}}) ==
        "[{ \"colour\" : \"r\\u0065d\",\n  \"id\":7.50e1, \"owner\":\"user:7\" ,\n  \"type\":\"a\" ,\n  \"new\":[1] }]");
  const std::string more = edited({{"new", "1"}, {"n\"2", "{}"}});
  CHECK(rewrite(more, edit("a:7.50e1", {{"new", std::nullopt}, {"n\"2", std::nullopt}})).text == "[" + odd + "]");
}

TEST_CASE("YAML comes out as NDJSON, with its header") {
  CHECK(rewrite("- {type: a, id: 007, x: .5, y: yes, z: [1.50, ~]}\n", {}).text ==
        "{\"type\":\"a\",\"id\":7,\"x\":0.5,\"y\":\"yes\",\"z\":[1.50,null]}\n");
  CHECK(rewrite("objects:\n- {type: a, id: 1}\nabsent: null\nincomplete: [b, a]\n", {}).text ==
        "{\"format\":\"exeunt.snapshot/1\",\"absent\":\"null\",\"incomplete\":[\"a\",\"b\"]}\n{\"type\":\"a\",\"id\":1}\n");
}

TEST_CASE("A file with mistakes has no copy") {
  for (const char* text : {"", "[", "{\"type\":\"a\"}", "{\"type\":\"a\",\"id\":1,\"id\":2}", "[{\"type\":\"a\",\"id\":1}",
                           "{\"type\":\"a\",\"id\":1}\n[]", "x: y", "{\"type\":\"a\",\"id\":1,\"b\":{\"c\":1,\"c\":2}}"}) {
    const Done done = rewrite(text, {});
    CHECK(!done.original);
    CHECK(done.errors > 0);
  }
}

TEST_CASE("Where the copy cannot be written, nothing is answered") {
  Script script;
  diagnostic::Sink sink;
  CHECK(!snapshot::rewrite_text(lines, "account", sink, {}, script, [](std::string_view) { return false; }));
  CHECK(!sink.has_errors());
}
