#include "sample.h"

namespace exeunt::snapshot {
namespace {

/// What is said about a deal with one wrong member.
std::string wrong(std::string_view member) {
  return errors("{\"type\":\"deal\",\"id\":\"7\"," + std::string(member) + "}");
}

TEST_CASE("a value of another kind than the model says") {
  CHECK(wrong(R"("value":"much")") == "f:1:33: error[E0714]: `deal:7`: `value` is text, but the model says double\n");
  CHECK(wrong(R"("value":"12")") ==
        "f:1:33: error[E0714]: `deal:7`: `value` is text, but the model says double\n"
        "      help: write 12 without quotes\n");
  CHECK(wrong(R"("count":1.5)") ==
        "f:1:33: error[E0714]: `deal:7`: `count` is the number 1.5, but the model says int\n");
  CHECK(wrong(R"("active":"true")") ==
        "f:1:34: error[E0714]: `deal:7`: `active` is text, but the model says bool\n"
        "      help: write true without quotes\n");
  CHECK(wrong(R"("title":5)") ==
        "f:1:33: error[E0714]: `deal:7`: `title` is the number 5, but the model says string\n"
        "      help: write it in quotes\n");
  CHECK(wrong(R"("status":["open"])") ==
        "f:1:34: error[E0714]: `deal:7`: `status` is a list, but the model says enum(open, won)\n");
  CHECK(wrong(R"("since":1709251200)") ==
        "f:1:33: error[E0714]: `deal:7`: `since` is the number 1709251200, but the model says timestamp\n"
        "      help: write a time as `2024-03-01T09:00:00Z` or `2024-03-01`\n");
  CHECK(wrong(R"("owner":7)") ==
        "f:1:33: error[E0714]: `deal:7`: `owner` is the number 7, but the model says ref<user>\n"
        "      help: write a reference as `user:7`\n");
  CHECK(wrong(R"("linked_to":"note:1")") ==
        "f:1:37: error[E0714]: `deal:7`: `linked_to` is text, but the model says list<ref<deal, note>>\n"
        "      help: write a list, even of one: `[…]`\n");
  CHECK(wrong(R"("linked_to":["note:1",{}])") ==
        "f:1:47: error[E0714]: `deal:7`: `linked_to[1]` is an object, but the model says ref<deal, note>\n"
        "      help: write a reference as `type:id`\n");
}

TEST_CASE("null where the model does not allow it") {
  CHECK(wrong(R"("owner":null)") ==
        "f:1:33: error[E0715]: `deal:7`: `owner` is null, but the model says ref<user>, which is never null\n"
        "      help: leave it out where the value is not known\n");
}

TEST_CASE("a value that an enumeration does not have") {
  CHECK(wrong(R"("status":"opne")") ==
        "f:1:34: error[E0716]: `deal:7`: `status` is `opne`, which is not a value of `deal.status`\n"
        "      help: did you mean `open`?\n");
  CHECK(wrong(R"("status":"archived")") ==
        "f:1:34: error[E0716]: `deal:7`: `status` is `archived`, which is not a value of `deal.status`\n"
        "      help: its values are `open`, `won`\n");
}

TEST_CASE("times and durations") {
  for (const char* time : {"yesterday", "2024-02-30", "2024-3-1", "2024-03-01 09:00", "", "2024-03-01T25:00:00Z"}) {
    CHECK(wrong("\"since\":\"" + std::string(time) + "\"") ==
          "f:1:33: error[E0717]: `deal:7`: `since` is `" + std::string(time) +
              "`, which is not a time\n"
              "      help: write a time as `2024-03-01T09:00:00Z` or `2024-03-01`\n");
  }
  CHECK(wrong(R"("lasts":"a while")") ==
        "f:1:33: error[E0718]: `deal:7`: `lasts` is `a while`, which is not a duration\n"
        "      help: write a duration as `36h`, `1h30m` or `90s`\n");
}

TEST_CASE("numbers past their range") {
  CHECK(wrong(R"("count":9223372036854775808)") ==
        "f:1:33: error[E0719]: `deal:7`: `count` is 9223372036854775808, which is beyond the range of a 64-bit "
        "integer\n");
  CHECK(wrong(R"("count":1e300)") ==
        "f:1:33: error[E0719]: `deal:7`: `count` is 1e300, which is beyond the range of a 64-bit integer\n");
  CHECK(wrong(R"("value":1e999)") ==
        "f:1:33: error[E0719]: `deal:7`: `value` is 1e999, which is beyond the range of a double\n");
  CHECK(wrong(R"("value":1)" + std::string(400, '0')) == "f:1:33: error[E0719]: `deal:7`: `value` is 1" +
                                                             std::string(79, '0') +
                                                             "…, which is beyond the range of a double\n");
  CHECK(errors("- {type: deal, id: 7, value: .inf}") ==
        "f:1:30: error[E0719]: `deal:7` (object 1): `value` is .inf, which is beyond the range of a double\n");
}

TEST_CASE("references") {
  CHECK(wrong(R"("owner":"7")") ==
        "f:1:33: error[E0720]: `deal:7`: `owner` is `7`, which is not a reference\n"
        "      help: write a reference as `user:7`\n");
  for (const char* text : {"user:", ":7", ":", "us er:7"}) {
    CHECK(wrong("\"owner\":\"" + std::string(text) + "\"") == "f:1:33: error[E0720]: `deal:7`: `owner` is `" +
                                                                  std::string(text) +
                                                                  "`, which is not a reference\n"
                                                                  "      help: write a reference as `user:id`\n");
  }
  CHECK(wrong(R"("owner":"deal:7")") ==
        "f:1:33: error[E0721]: `deal:7`: `owner` points to `deal:7`, but the model says ref<user>\n");
  CHECK(wrong(R"("owner":"usr:7")") ==
        "f:1:33: error[E0721]: `deal:7`: `owner` points to `usr:7`, but the model says ref<user>\n"
        "      help: did you mean `user:7`?\n");
}

TEST_CASE("type and id must be there and be text") {
  CHECK(errors(R"({"id":"1"})") == "f:1:1: error[E0710]: the object has no `type`\n");
  CHECK(errors(R"({"type":"","id":"1"})") ==
        "f:1:9: error[E0711]: the object: `type` is empty text, but it must be text\n");
  CHECK(errors(R"({"type":5,"id":"1"})") ==
        "f:1:9: error[E0711]: the object: `type` is the number 5, but it must be text\n");
  CHECK(errors(R"({"type":"deal"})") == "f:1:1: error[E0710]: a `deal` has no `id`\n");
  CHECK(errors(R"({"type":"deal","id":""})") ==
        "f:1:21: error[E0711]: a `deal`: `id` is empty text, but it must be text or a number\n");
  CHECK(errors(R"({"type":"deal","id":null})") ==
        "f:1:21: error[E0711]: a `deal`: `id` is null, but it must be text or a number\n");
  CHECK(errors("[{\"type\":\"deal\",\"id\":1},\n {\"type\":\"deal\"}]") ==
        "f:2:2: error[E0710]: a `deal` (object 2) has no `id`\n");
}

TEST_CASE("what is not an object") {
  CHECK(errors("{\"type\":\"user\",\"id\":1}\n[1]\n5\n\"x\"\n") ==
        "f:2:1: error[E0703]: the line is a list, but it must be an object\n"
        "f:3:1: error[E0703]: the line is the number 5, but it must be an object\n"
        "f:4:1: error[E0703]: the line is text, but it must be an object\n");
  CHECK(errors("[true]") == "f:1:2: error[E0703]: object 1 is true, but it must be an object\n");
  CHECK(errors("- 5\n- {type: user, id: 1}\n- [x]") ==
        "f:1:3: error[E0703]: object 1 is the number 5, but it must be an object\n"
        "f:3:3: error[E0703]: object 3 is a list, but it must be an object\n");
}

TEST_CASE("an object that stands twice") {
  CHECK(errors("{\"type\":\"deal\",\"id\":\"7\"}\n\n{\"type\":\"deal\",\"id\":7}") ==
        "f:3:1: error[E0712]: `deal:7` stands twice: line 1 is the first\n");
  CHECK(errors("- {type: user, id: 7}\n- {type: deal, id: 7}\n- {type: deal, id: '7'}") ==
        "f:3:3: error[E0712]: `deal:7` (object 3) stands twice: object 2 is the first\n");
}

TEST_CASE("two accounts in one snapshot") {
  CHECK(errors("{\"type\":\"account\",\"id\":\"a\"}\n{\"type\":\"account\",\"id\":\"b\"}") ==
        "f:2:1: error[E0713]: `account:b`: there is one `account` object, and line 1 is it already\n");
}

TEST_CASE("a member that stands twice") {
  CHECK(wrong(R"("count":1,"count":1)") == "f:1:35: error[E0709]: `deal:7`: `count` stands twice in one object\n");
  CHECK(wrong(R"("x":[{"b":1,"a":1,"b":2}])") ==
        "f:1:43: error[E0709]: `deal:7`: `x.0.b` stands twice in one object\n");
  CHECK(errors("- type: deal\n  id: 1\n  id: 1\n") ==
        "f:3:3: error[E0709]: `deal:1` (object 1): `id` stands twice in one object\n");
  CHECK(errors(R"({"objects":[],"objects":[]})") ==
        "f:1:15: error[E0709]: the snapshot: `objects` stands twice in one object\n");
}

TEST_CASE("headers") {
  CHECK(errors("{\"format\":\"exeunt.snapshot/2\"}\n") ==
        "f:1:11: error[E0727]: the header says `format` is `exeunt.snapshot/2`, but this reader knows "
        "`exeunt.snapshot/1`\n"
        "      help: did you mean `exeunt.snapshot/1`?\n");
  CHECK(errors("{\"format\":\"exeunt.snapshot/1\",\"absent\":\"nil\"}\n") ==
        "f:1:40: error[E0727]: the header says `absent` is `nil`, but this reader knows `null` and `unknown`\n");
  CHECK(errors("{\"type\":\"user\",\"id\":1}\n{\"format\":\"exeunt.snapshot/1\"}\n") ==
        "f:2:1: error[E0710]: the object has no `type`\n");
  CHECK(errors("objects: 5") ==
        "f:1:10: error[E0711]: the snapshot: `objects` is the number 5, but it must be a list\n");
}

TEST_CASE("no list of objects") {
  constexpr auto said =
      "f:1: error[E0728]: there is no list of objects here\n"
      "      help: a snapshot is one JSON object a line, a JSON array of objects, or a YAML list of them\n";
  CHECK(errors("hello world") == said);
  CHECK(errors("a: b") == said);
  CHECK(errors("{\n\"type\":\"user\",\"id\":\"1\"}") == said);
}

TEST_CASE("nothing at all") {
  for (const char* text : {"", " ", "\n\n", "\xef\xbb\xbf"}) {
    CHECK(errors(text) ==
          "error[E0007]: `f` is empty\n"
          "      help: an account without objects is `[]`, or one line: `{\"format\":\"exeunt.snapshot/1\"}`\n");
  }
}

TEST_CASE("a broken line is told, and the next one is read") {
  CHECK(errors("{\"type\":\"user\",\"id\":1}\n"
               "{\"type\":\"user\" \"id\":2}\n"
               "{\"type\":\"user\",\"id\":tru}\n"
               "{\"type\":\"user\",\"id\":01}\n"
               "{\"type\":\"user\",\"id\":\"\\x\"}\n"
               "{\"type\":\"user\",\"id\":\"\\ud800\"}\n"
               "{\"type\":\"user\",\"id\":\"a\tb\"}\n"
               "{\"type\":\"user\",\"id\":5}}\n"
               "{\"type\":\"user\",\"id\":6\n"
               "{\"type\":\"user\",\"id\":7,}\n"
               "{\"type\":\"user\"}\n") ==
        "f:2:16: error[E0701]: this is not valid JSON: `\"` is not expected here\n"
        "f:3:21: error[E0701]: this is not valid JSON: `tru` is no value\n"
        "f:4:21: error[E0701]: this is not valid JSON: `01` is no value\n"
        "f:5:21: error[E0701]: this is not valid JSON: a text holds an escape that JSON does not have\n"
        "f:6:21: error[E0701]: this is not valid JSON: a text holds an escape that JSON does not have\n"
        "f:7:23: error[E0701]: this is not valid JSON: a text holds a control character that is not escaped\n"
        "f:8:23: error[E0701]: this is not valid JSON: something follows after the end\n"
        "f:9:22: error[E0701]: this is not valid JSON: it ends too early\n"
        "f:10:23: error[E0701]: this is not valid JSON: `}` is not expected here\n"
        "f:11:1: error[E0710]: a `user` has no `id`\n");
}

TEST_CASE("files that were cut off") {
  CHECK(errors("{\"type\":\"user\",\"id\":1}\n{\"type\":\"us") ==
        "f:2: error[E0702]: the file was cut off: it ends inside its last line\n");
  CHECK(errors("[{\"type\":\"user\",\"id\":1},\n{\"type\":\"us") ==
        "f:2:12: error[E0702]: the file was cut off: it ends inside a list or an object\n");
}

TEST_CASE("bytes that are not text") {
  CHECK(errors("{\"type\":\"user\",\"id\":1}\n{\"type\":\"user\",\"id\":\"\xff\"}\n") ==
        "f:2:22: error[E0706]: byte 22 of the line is not valid UTF-8\n");
  CHECK(errors(std::string_view("{\"type\":\"user\",\0\"id\":1}\n", 24)) ==
        "f:1:16: error[E0707]: byte 16 of the line is a NUL byte, which no text file holds\n");
  CHECK(errors("- {type: user, id: 1}\n- {type: \xc3}\n") ==
        "f:2:10: error[E0706]: byte 10 of the line is not valid UTF-8\n");
  CHECK(errors("\xff\xfe{") == "f:1:1: error[E0706]: byte 1 of the line is not valid UTF-8\n");
}

TEST_CASE("YAML that is not read") {
  CHECK(errors("- {type: deal, id: 1, title: &a x, status: *a}\n") ==
        "f:1:44: error[E0708]: an alias stands here, but aliases are not read in snapshots\n"
        "      help: write the value out\n");
  CHECK(errors("- {type: user, id: 1}\n---\n- {type: user, id: 2}\n") ==
        "f:2:1: error[E0701]: this is not valid YAML: a second document follows\n");
  CHECK(errors("- {type: user, id: 1\n- x: [\n").find("error[E0701]: this is not valid YAML: ") != std::string::npos);
  CHECK(errors("- ? [a]\n  : b\n") == "f:1:5: error[E0701]: this is not valid YAML: a key of a mapping is text\n");
}

TEST_CASE("reading stops after so many errors") {
  std::string text;
  for (int i = 0; i < 1000; ++i) {
    text += "{\"type\":\"user\"}\n";
  }
  ReadOptions options;
  options.max_errors = 2;
  constexpr auto said =
      "f:1:1: error[E0710]: a `user` has no `id`\n"
      "f:2:1: error[E0710]: a `user` has no `id`\n"
      "f: error[E0729]: reading stopped after 2 errors\n";
  CHECK(errors(text, options) == said);
  CHECK(errors("[{\"type\":\"user\"},\n{\"type\":\"user\"},\n{\"type\":\"user\"}]", options) ==
        "f:1:2: error[E0710]: a `user` (object 1) has no `id`\n"
        "f:2:1: error[E0710]: a `user` (object 2) has no `id`\n"
        "f: error[E0729]: reading stopped after 2 errors\n");
}

}  // namespace
}  // namespace exeunt::snapshot
