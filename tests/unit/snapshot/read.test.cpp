#include <algorithm>
#include <filesystem>
#include <fstream>

#include "interpreter/snapshot/content.h"
#include "interpreter/snapshot/file_digest.h"
#include "interpreter/snapshot/rewrite.h"
#include "sample.h"

namespace exeunt::snapshot {
namespace {

constexpr std::string_view ndjson =
    R"({"type":"user","id":"7","name":"Sales \"Rep\""}
{"type":"deal","id":"10","active":true,"count":3,"value":1200,"title":null,"since":"2024-03-01","lasts":"36h","status":"won","owner":"user:7","linked_to":["note:1","deal:9"]}
{"type":"deal","id":9,"value":0.5,"since":"2024-03-01T09:30:00+01:00","owner":"user:8"}

{"type":"note","id":"1","about":"deal:10"}
{"type":"account","id":"a"}
)";

constexpr std::string_view json = R"({
  "format": "exeunt.snapshot/1",
  "objects": [
    {"id": "1", "type": "note", "about": "deal:10"},
    {"type": "account", "id": "a"},
    {"type": "deal", "id": "10", "active": true, "count": 3.0, "value": 1.2e3, "title": null,
     "since": "2024-03-01", "lasts": "36h", "status": "w\u006fn", "owner": "user:7",
     "linked_to": ["note:1", "deal:9"]},
    {"type": "user", "id": "7", "name": "Sales \"Rep\""},
    {"type": "deal", "id": 9, "value": 5e-1, "since": "2024-03-01T09:30:00+01:00", "owner": "user:8"}
  ]
})";

constexpr std::string_view yaml = R"(# the same account
- {type: user, id: 7, name: Sales "Rep"}
- type: deal
  id: '10'
  active: true
  count: 3
  value: 1200.0
  title: ~
  since: 2024-03-01
  lasts: 36h
  status: won
  owner: user:7
  linked_to:
  - note:1
  - deal:9
- type: deal
  id: 9
  value: .5
  since: 2024-03-01T09:30:00+01:00
  owner: user:8
- type: note
  id: "1"
  about: deal:10
- {type: account, id: a}
)";

constexpr auto dumped =
    "account:a\n"
    "deal:9 value=0.5 since=timestamp('2024-03-01T08:30:00Z') owner=object(5)\n"
    "deal:10 active=true count=3 value=1200.0 title=null since=timestamp('2024-03-01T00:00:00Z') "
    "lasts=duration('129600s') status='won' owner=object(4) linked_to=[object(3), object(1)]\n"
    "note:1 about=object(2)\n"
    "user:7 name='Sales \"Rep\"'\n"
    "absent user:8\n";

/// The same account, each object written as canonical JSON.
constexpr std::string_view canonical =
    R"({"id":"7","name":"Sales \"Rep\"","type":"user"}
{"active":true,"count":3,"id":"10","lasts":"36h","linked_to":["note:1","deal:9"],"owner":"user:7","since":"2024-03-01","status":"won","title":null,"type":"deal","value":1200}
{"id":"9","owner":"user:8","since":"2024-03-01T09:30:00+01:00","type":"deal","value":0.5}
{"about":"deal:10","id":"1","type":"note"}
{"id":"a","type":"account"}
)";

/// By the rewriter, which reads lines in another way.
std::string digest_of_copy(std::string_view text) {
  struct Nothing : Editor {
    Copy pass(const Passing&, std::string&) override { return Copy::verbatim; }
    std::optional<Copy> pass_plain(const PlainObject&, std::string&) override { return Copy::verbatim; }
    bool add(std::string&) override { return false; }
  } nothing;
  diagnostic::Sink sink;
  return rewrite_text(text, "f", sink, {}, nothing, [](std::string_view) { return true; })->digest;
}

TEST_CASE("the three spellings give one account") {
  const Account from_ndjson = account(ndjson);
  CHECK(dump(from_ndjson) == dumped);
  CHECK(dump(account(json)) == dump(from_ndjson));
  CHECK(dump(account(yaml)) == dump(from_ndjson));
}

TEST_CASE("the digest of a document is that of its objects as canonical JSON") {
  ContentDigest objects;
  for (std::string_view rest = canonical; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1)) {
    objects.add(rest.substr(0, rest.find('\n')));
  }
  const std::string digest = objects.finish({});
  CHECK(digest.starts_with("xxh3:"));
  CHECK(digest.size() == 5 + 32);
  CHECK(account(json).digest == digest);
  CHECK(account(yaml).digest == digest);
  CHECK(account(canonical).digest != digest);  // of NDJSON the file is digested
}

TEST_CASE("a file that is copied has the digest of the file that is read") {
  const std::string spaced = "\xef\xbb\xbf\n {\"type\":\"user\",\"id\":\"1\"}\t\r\n\n{\"type\":\"user\",\"id\":2,\"x\":{}}\r\r\n";
  for (const std::string_view text : {ndjson, json, yaml, canonical, std::string_view(spaced)}) {
    CHECK(digest_of_copy(text) == account(text).digest);
  }
}

TEST_CASE("the order of objects does not matter") {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < ndjson.size();) {
    const std::size_t end = ndjson.find('\n', at);
    lines.emplace_back(ndjson.substr(at, end - at));
    at = end + 1;
  }
  const Account expected = account(ndjson);
  std::sort(lines.begin(), lines.end());
  do {
    std::string text;
    for (const std::string& line : lines) {
      text += line + "\n";
    }
    const Account shuffled = account(text);
    CHECK(dump(shuffled) == dump(expected));
  } while (std::next_permutation(lines.begin(), lines.begin() + 4));
}

TEST_CASE("the digest of lines is that of the file's bytes") {
  const auto digest = [](std::string_view text) { return account(text).digest; };
  const std::string line = R"({"type":"deal","id":"1","colour":"red"})";
  const std::string other = R"({"type":"gadget","id":1})";
  FileDigester bytes;
  bytes.add(line);
  CHECK(digest(line) == bytes.finish());
  CHECK(digest(line) != digest(R"({"type":"deal","id":"1","colour":"blue"})"));
  CHECK(digest(line) != digest(R"({"type":"deal","id":"1","colour":"r\u0065d"})"));
  CHECK(digest(line) != digest(line + "\n"));
  CHECK(digest(line) != digest("\xef\xbb\xbf" + line));
  CHECK(digest(line) != digest("{\"format\":\"exeunt.snapshot/1\"}\n" + line));
  CHECK(digest(line + "\n" + other) != digest(other + "\n" + line));
  // Lines that a reader gets in pieces.
  std::string many;
  while (many.size() < 3 * FileDigest::piece_size) {
    many += R"({"type":"deal","id":")" + std::to_string(many.size()) + "\"}\n";
  }
  FileDigester whole;
  whole.add(many);
  CHECK(digest(many) == whole.finish());
}

TEST_CASE("the digest of a document sees values, not their spelling") {
  const auto digest = [](std::string_view text) { return account(text).digest; };
  const std::string base = digest(R"([{"type":"deal","id":"1","count":2,"colour":"red"}])");
  CHECK(base == digest(R"([ { "colour" : "r\u0065d" , "count" : 2.0, "id" : 1 , "type" : "deal" } ])"));
  CHECK(base == digest("- {type: deal, id: 1, count: 2, colour: red}"));
  CHECK(base != digest(R"([{"type":"deal","id":"1","count":2,"colour":"blue"}])"));
  CHECK(base != digest(R"([{"type":"deal","id":"1","count":2,"colour":["red"]}])"));
  CHECK(base != digest(R"([{"type":"deal","id":"1","count":2,"colour":"red"},{"type":"gadget","id":1}])"));
  CHECK(base != digest(R"({"absent":"null","objects":[{"type":"deal","id":"1","count":2,"colour":"red"}]})"));
}

TEST_CASE("a digest is forever") {
  CHECK(account(R"({"type":"user","id":"1"})").digest == "xxh3:f8b75b1fe8d5fb24f4c40c141cd7ebfe");
}

TEST_CASE("objects are found by type and id") {
  const Account sample = account(ndjson);
  CHECK(sample.present_count == 5);
  CHECK(sample.find(deal, "10") == 2u);
  CHECK(sample.find(deal, "9") == 1u);
  CHECK(sample.find(deal, "09") == std::nullopt);
  CHECK(sample.find(user, "8") == std::nullopt);  // referred to, but not there
  CHECK(sample.find(user, "") == std::nullopt);
  CHECK(sample.ranges[deal] == std::pair<ObjectIndex, ObjectIndex>{1, 3});
  CHECK(sample.ranges[note] == std::pair<ObjectIndex, ObjectIndex>{3, 4});
  CHECK(sample.objects[2].line == 2);
  CHECK(sample.objects[3].line == 5);  // the blank line counts
  CHECK(account(json).objects[3].line == 1);
  CHECK(sample.dangling_references == 1);
  CHECK(sample.objects[5].fields.size() == 1);
}

TEST_CASE("absent is not null, unless the file or the caller says so") {
  constexpr std::string_view text = R"({"type":"deal","id":"1"})";
  CHECK(dump(account(text)) == "deal:1\n");
  ReadOptions options;
  options.absent_is_null = true;
  // Only `title` may be null; the others stay unknown.
  CHECK(dump(account(text, options)) == "deal:1 title=null\n");
  CHECK(account(text, options).absent_is_null);
  CHECK(account(text, options).digest == account(text).digest);
  const std::string header = "{\"format\":\"exeunt.snapshot/1\",\"absent\":\"null\"}\n";
  CHECK(dump(account(header + std::string(text))) == "deal:1 title=null\n");
  CHECK(dump(account("absent: null\nobjects: [{type: deal, id: 1}]")) == "deal:1 title=null\n");
  CHECK(dump(account("absent: unknown\nobjects: [{type: deal, id: 1}]")) == "deal:1\n");
  CHECK(dump(account(R"({"objects":[{"type":"deal","id":"1"}],"absent":"null"})")) == "deal:1 title=null\n");
}

TEST_CASE("empty lists are accounts without objects") {
  CHECK(account("[]").objects.empty());
  CHECK(account("objects: []").objects.empty());
  CHECK(account(R"({"objects": []})").objects.empty());
  CHECK(account(R"({"format":"exeunt.snapshot/1"})").objects.empty());
}

TEST_CASE("byte order marks, line ends and blank lines are no matter") {
  CHECK(account("\xef\xbb\xbf{\"type\":\"user\",\"id\":\"1\"}\r\n\r\n  \n{\"type\":\"user\",\"id\":\"2\"}")
            .present_count == 2);
  CHECK(account("\xef\xbb\xbf- {type: user, id: 1}\r\n").present_count == 1);
  CHECK(account("\xef\xbb\xbf\n\n[ ]").present_count == 0);
}

TEST_CASE("values of all kinds at their limits") {
  const auto field = [](std::string_view member, model::FieldIndex index) {
    const Account one = account("{\"type\":\"deal\",\"id\":\"1\"," + std::string(member) + "}");
    return one.objects[0].fields[index]->text();
  };
  CHECK(field(R"("count":-9223372036854775808)", count) == "-9223372036854775808");
  CHECK(field(R"("count":5.0)", count) == "5");
  CHECK(field(R"("count":-0)", count) == "0");
  CHECK(field(R"("value":18446744073709551616)", value) == "1.8446744073709552e+19");
  CHECK(field(R"("value":1e-999)", value) == "0.0");
  CHECK(field(R"("value":1.7976931348623157e308)", value) == "1.7976931348623157e+308");
  CHECK(field(R"("linked_to":[])", linked_to) == "[]");
  CHECK(field(R"("title":"")", title).size() == 2);
}

TEST_CASE("ids may be odd") {
  const Account odd = account(R"({"type":"user","id":"a:b c/d\u0000\n"})"
                              "\n"
                              R"({"type":"user","id":18446744073709551617})"
                              "\n"
                              R"({"type":"user","id":"日本"})"
                              "\n"
                              R"({"type":"user","id":-5})"
                              "\n"
                              R"({"type":"deal","id":"x","owner":"user:a:b c/d\u0000\n"})");
  CHECK(odd.dangling_references == 0);
  CHECK(odd.find(user, "18446744073709551617"));
  CHECK(odd.find(user, "日本"));
  CHECK(odd.find(user, "-5"));
  CHECK(odd.find(user, std::string_view("a:b c/d\0\n", 9)));
}

TEST_CASE("what the model does not have is counted and said once") {
  constexpr std::string_view text = R"({"type":"deal","id":"1","ownr":"user:1","colour":"red"}
{"type":"deal","id":"2","colour":"red","owner":"user:9"}
{"type":"dael","id":"1"}
{"type":"note","id":"1","about":"gadget:3"}
)";
  const Outcome outcome = read_sample(text);
  REQUIRE(outcome.account);
  CHECK(outcome.account->unmodelled_types == std::map<std::string, uint64_t>{{"dael", 1}});
  CHECK(outcome.account->unmodelled_fields == std::map<std::string, uint64_t>{{"deal.colour", 2}, {"deal.ownr", 1}});
  CHECK(outcome.account->dangling_references == 1);
  CHECK_FALSE(outcome.account->objects[2].fields[0].has_value());
  CHECK(outcome.said ==
        "f: warning[W0701]: 1 object of types that the model does not have is left out: `dael` (1 object)\n"
        "      help: `dael`: did you mean `deal`?\n"
        "f: warning[W0702]: fields that the model does not have are left out: `deal.colour` (2 objects), "
        "`deal.ownr` (1 object)\n"
        "      help: `deal.ownr`: did you mean `deal.owner`?\n"
        "f: warning[W0704]: 1 reference to types that the model does not have, read as unknown: "
        "`gadget` (1 reference)\n"
        "f: warning[W0703]: 1 reference to objects that are not in the file: `deal:2`.owner = `user:9`\n");

  ReadOptions strict;
  strict.strict = true;
  CHECK(errors(text, strict) ==
        "f:3: error[E0722]: the model has no type `dael` (1 object in the file)\n"
        "      help: did you mean `deal`?\n"
        "f:1: error[E0723]: the model has no field `deal.colour` (2 objects with it)\n"
        "f:1: error[E0723]: the model has no field `deal.ownr` (1 object with it)\n"
        "      help: did you mean `deal.owner`?\n"
        "f:4: error[E0725]: `note:1`: `about` points to `gadget:3`, a type that the model does not have\n"
        "f:2: error[E0724]: `deal:2`: `owner` points to `user:9`, which is not in the file\n");
}

TEST_CASE("an unknown reference stays unknown where absent means null") {
  ReadOptions options;
  options.absent_is_null = true;
  const Account one = account(R"({"type":"note","id":"1","about":"gadget:3"})", options);
  CHECK_FALSE(one.objects[0].fields[0].has_value());
}

TEST_CASE("of many findings the first few are named") {
  std::string text;
  for (int i = 10; i < 20; ++i) {
    text += "{\"type\":\"deal\",\"id\":\"" + std::to_string(i) + "\",\"linked_to\":[\"deal:10\",\"deal:1\"]}\n";
  }
  CHECK(read_sample(text).said ==
        "f: warning[W0703]: 10 references to objects that are not in the file: `deal:10`.linked_to[1] = `deal:1`, "
        "`deal:11`.linked_to[1] = `deal:1`, `deal:12`.linked_to[1] = `deal:1`, `deal:13`.linked_to[1] = `deal:1`, "
        "`deal:14`.linked_to[1] = `deal:1`, and 5 more\n");
  ReadOptions strict;
  strict.strict = true;
  CHECK(errors(text, strict)
            .ends_with("f: error[E0726]: there are 5 more references to objects that are not in the file\n"));
}

TEST_CASE("files are read like memory") {
  const auto path = std::filesystem::temp_directory_path() / "exeunt-snapshot-test.ndjson";
  std::ofstream(path, std::ios::binary) << ndjson;
  const model::Model model = sample_model();
  diagnostic::Sink sink;
  const std::optional<Account> read_back = read(path.string(), model, sink);
  std::filesystem::remove(path);
  REQUIRE(read_back);
  CHECK(dump(*read_back) == dump(account(ndjson)));

  diagnostic::Sink failed;
  CHECK_FALSE(read("/nowhere/f", model, failed));
  CHECK_FALSE(read("/tmp", model, failed));
  CHECK_FALSE(read("/dev/null", model, failed));
  ReadOptions small;
  small.max_bytes = 1 << 20;
  CHECK_FALSE(read("/dev/zero", model, failed, small));
  std::string said;
  for (const diagnostic::Diagnostic& diagnostic : failed.diagnostics()) {
    said += diagnostic.message + "\n";
  }
  CHECK(said ==
        "`/nowhere/f` does not exist\n"
        "`/tmp` is a folder, not a file\n"
        "`/dev/null` is empty\n"
        "`/dev/zero` is larger than 1048576 bytes\n");
}

}  // namespace
}  // namespace exeunt::snapshot
