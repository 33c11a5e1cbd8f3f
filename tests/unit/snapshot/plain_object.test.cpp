// What reads lines by their spelling held to what reads them exactly.
#include "interpreter/snapshot/plain_object.h"

#include <catch2/catch.hpp>
#include <random>

#include "interpreter/snapshot/canonical.h"
#include "interpreter/snapshot/reader.h"
#include "interpreter/snapshot/identity.h"
#include "interpreter/snapshot/json_value.h"
#include "interpreter/snapshot/reader.h"

using namespace exeunt;
using snapshot::PlainObject;

namespace {

/// Type, id and values of the object on a line; empty: it is none.
std::string exactly(std::string line) {
  line.reserve(line.size() + snapshot::Reader::padding);
  if (line.find('\0') != std::string::npos) {
    return "";
  }
  snapshot::JsonReader json(64);
  snapshot::RawValue object;
  if (json.read_value(line, object)) {
    return "";
  }
  diagnostic::Sink sink;
  snapshot::Problems problems(sink, "account", 20);
  const snapshot::Text text{line, 1};
  const auto identity = snapshot::identify(object, text, {1, 0}, problems);
  if (!identity) {
    return "";
  }
  snapshot::check_duplicate_members(object, identity->name, text, problems);
  if (problems.any()) {
    return "";
  }
  std::string out = identity->type + " " + identity->id + " ";
  snapshot::append_canonical(object, out);
  return out;
}

/// The same of what is read by its spelling, put together from its members.
std::string quickly(PlainObject& object, std::string_view line) {
  if (!object.read(line)) {
    return "";
  }
  if (line.find('\n') == std::string_view::npos) {  // as in every line
    CHECK(object.whole() == snapshot::object_text(line));
  }
  std::string again;
  for (const PlainObject::Member& member : object.members()) {
    again += (again.empty() ? "{\"" : ",\"") + std::string(member.key) + "\":" + std::string(member.value);
  }
  std::string out = exactly(again + "}");
  CHECK(out.starts_with(object.type() + " " + std::string(object.id()) + " "));
  return out;
}

const std::vector<std::string> usual_lines = {
    R"({"type":"deal","id":"1","owner":"user:7","open":true,"value":1200.50,"none":null})",
    R"(  { "id" : 17 , "type" : "deal" , "linked" : [ "a:1" , 2 , true , 1.0 ] , "z" : [] }  )",
    R"({"type":"deal","id":"1","a":-12,"b":1e3,"c":0,"d":-0,"e":99999999999999999999})",
    "{\"type\":\"deal\",\"id\":\"1\",\"name\":\"\xc3\xa9t\xc3\xa9 \x7f\",\"\xc3\xa9\":\"\"}\r",
    R"({"type":"deal","id":"1","b":"x","a":"y"})",
};

}  // namespace

TEST_CASE("Usual lines are read by their spelling") {
  PlainObject object;
  for (const std::string& line : usual_lines) {
    INFO(line);
    REQUIRE_FALSE(exactly(line).empty());
    CHECK(quickly(object, line) == exactly(line));
  }
  REQUIRE(object.read(usual_lines[1]));
  CHECK(object.whole() == R"({ "id" : 17 , "type" : "deal" , "linked" : [ "a:1" , 2 , true , 1.0 ] , "z" : [] })");
  REQUIRE(object.members().size() == 4);
  CHECK(object.members()[2].key == "linked");
  CHECK(object.members()[2].value == R"([ "a:1" , 2 , true , 1.0 ])");
}

TEST_CASE("What is read by its spelling is read exactly, whatever is done to the text") {
  std::mt19937 random(3);
  PlainObject object;
  const std::vector<std::string> pieces = {"\"",   "\\",   "{",    "}",       "[",       "]",    ",",    ":",     " ",
                                           "\n",   "\t",   "0",    "-",       ".",       "e9",   "null", "true",  "\\u00e9",
                                           "\xff", "\x01", "\xc3\xa9", "\"id\":\"2\",", "\"owner\":1,", "1e999", "00", "-0", "7"};
  std::size_t read = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string line = usual_lines[random() % usual_lines.size()];
    for (std::size_t count = 1 + random() % 3; count > 0; --count) {
      const std::size_t at = random() % (line.size() + 1);
      line.replace(at, random() % 4, random() % 4 == 0 ? "" : pieces[random() % pieces.size()]);
    }
    const std::string quick = quickly(object, line);
    if (!quick.empty()) {
      ++read;
      INFO(line);
      REQUIRE(quick == exactly(line));
    }
  }
  CHECK(read > 1500);
}

TEST_CASE("A line cut off anywhere is not read") {
  PlainObject object;
  const std::string& line = usual_lines[0];
  for (std::size_t size = 0; size < line.size(); ++size) {
    CHECK_FALSE(object.read(std::string_view(line).substr(0, size)));
  }
}

TEST_CASE("What is spelled in another way, or wrong, is for the other reader") {
  PlainObject object;
  for (const char* line : {
           "{}",
           "[]",
           "1",
           R"({"type":"a"})",
           R"({"id":"1"})",
           R"({"type":"","id":"1"})",
           R"({"type":"a","id":""})",
           R"({"type":1,"id":"1"})",
           R"({"type":"a","id":null})",
           R"({"type":"a","id":1.5})",
           R"({"type":"a","id":"1","x":{}})",
           R"({"type":"a","id":"1","x":[[]]})",
           R"({"type":"a","id":"1","x":[1,]})",
           R"({"type":"a","id":"1","x":"\n"})",
           R"({"type":"a","id":"1","x":"a","x":"b"})",
           R"({"type":"a","id":"1","x":01})",
           R"({"type":"a","id":"1","x":True})",
           R"({"type":"a","id":"1",})",
           R"({"type":"a","id":"1"} {})",
           "{\"type\":\"a\",\"id\":\"1\",\"x\":\"\xff\"}",
       }) {
    INFO(line);
    CHECK_FALSE(object.read(line));
    CHECK(object.read(usual_lines[0]));  // nothing stays behind
  }
}
