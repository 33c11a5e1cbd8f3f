#include "interpreter/plan/json.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "golden.h"
#include "sample.h"
#include "texts.h"

namespace exeunt::plan {

using test::Messages;
using test::replace;
using test::text_value;

struct ReadResult {
  std::optional<Plan> plan;
  std::vector<std::string> messages;  ///< "line:column code: message"; the place where there is one
  std::vector<std::string> help;
};

static ReadResult read(const std::string& text) {
  source::Manager sources;
  diagnostic::Sink sink;
  const source::FileId file = sources.add("plan.json", text);
  ReadResult result;
  result.plan = read_json(sources, file, sink);
  for (const diagnostic::Diagnostic& diagnostic : sink.diagnostics()) {
    std::string message;
    if (diagnostic.span) {
      const source::Position at = sources.file(file).position(diagnostic.span->begin);
      message = std::to_string(at.line) + ":" + std::to_string(at.column) + " ";
    }
    message += std::string(diagnostic::info(diagnostic.kind).code) + ": ";
    result.messages.push_back(message + diagnostic.message);
    result.help.insert(result.help.end(), diagnostic.help.begin(), diagnostic.help.end());
  }
  CHECK(result.plan.has_value() == result.messages.empty());
  return result;
}

TEST_CASE("the document of a plan") {
  test::check_golden("ready.json", write_json(test::ready_plan()));
  test::check_golden("full.json", write_json(test::full_plan()));
}

TEST_CASE("the lines of a plan") {
  test::check_golden("full.ndjson", write_ndjson(test::full_plan()));
}

TEST_CASE("what was written reads back, and is written the same again") {
  Plan empty = test::empty_plan();
  test::finish(empty);
  for (const Plan& plan : {empty, test::ready_plan(), test::full_plan()}) {
    const std::string document = write_json(plan);
    const std::string lines = write_ndjson(plan);
    const ReadResult from_document = read(document);
    const ReadResult from_lines = read(lines);
    REQUIRE(from_document.plan);
    REQUIRE(from_lines.plan);
    CHECK(write_json(*from_document.plan) == document);
    CHECK(write_json(*from_lines.plan) == document);
    CHECK(write_ndjson(*from_document.plan) == lines);
    CHECK(write_ndjson(*from_lines.plan) == lines);
  }
}

TEST_CASE("values that JSON has no good form for") {
  CHECK(write_value(Value{std::numeric_limits<double>::quiet_NaN()}) == "\"NaN\"");
  CHECK(write_value(Value{std::numeric_limits<double>::infinity()}) == "\"Infinity\"");
  CHECK(write_value(Value{-std::numeric_limits<double>::infinity()}) == "\"-Infinity\"");
  CHECK(write_value(Value{3.0}) == "3.0");
  CHECK(write_value(Value{-0.0}) == "-0.0");
  CHECK(write_value(Value{0.1}) == "0.1");
  CHECK(write_value(Value{1e300}) == "1e+300");
  CHECK(write_value(Value{5e-324}) == "5e-324");
  CHECK(write_value(Value{std::numeric_limits<int64_t>::min()}) == "-9223372036854775808");
  CHECK(write_value(Value{std::numeric_limits<uint64_t>::max()}) == "18446744073709551615");
  CHECK(write_value(text_value("a\xff\xc3z")) == "\"a\xef\xbf\xbd\xef\xbf\xbdz\"");
  CHECK(write_value(text_value(std::string("\0\x1b\x7f\n\t\r\"\\/", 9))) ==
        "\"\\u0000\\u001b\\u007f\\n\\t\\r\\\"\\\\/\"");
  CHECK(write_value(text_value("\xe2\x80\xae日本\xf0\x9f\x98\x80")) == "\"\\u202e日本\xf0\x9f\x98\x80\"");
  CHECK(write_value(Value{Value::List{Value{}, Value{true}, Value{Value::Members{}}}}) == "[null, true, {}]");
}

TEST_CASE("such values survive a plan") {
  Plan plan = test::ready_plan();
  plan.request.arguments = Value{Value::Members{{"nan", Value{std::numeric_limits<double>::quiet_NaN()}},
                                                {"big", Value{std::numeric_limits<uint64_t>::max()}},
                                                {"small", Value{std::numeric_limits<int64_t>::min()}},
                                                {"whole", Value{3.0}},
                                                {"tiny", Value{5e-324}},
                                                {"\xff", text_value(std::string("\0\xff", 2))},
                                                {"z", Value{}},
                                                {"a", Value{Value::List{Value{Value::List{}}}}}}};
  const std::string document = write_json(plan);
  const ReadResult result = read(document);
  REQUIRE(result.plan);
  CHECK(write_json(*result.plan) == document);
  const auto& arguments = std::get<Value::Members>(result.plan->request.arguments.data);
  CHECK(arguments[1].second == Value{std::numeric_limits<uint64_t>::max()});
  CHECK(arguments[3].second == Value{3.0});
}

TEST_CASE("a rule that moves in its file does not move a plan") {
  const std::string text = write_json(test::ready_plan());
  CHECK(text.find("\"line\"") == std::string::npos);
  CHECK(text.find("\"file\"") == std::string::npos);
}

TEST_CASE("members that a later version adds are ignored") {
  const std::string document = write_json(test::full_plan());
  const std::string later = replace(replace(document, "\"verdict\"", "\"later\": [{\"a\": [1, 2]}],\n  \"verdict\""),
                                    "{\"object\": \"email:1\"", "{\"why\": null, \"object\": \"email:1\"");
  const ReadResult result = read(later);
  REQUIRE(result.plan);
  CHECK(write_json(*result.plan) == document);
  const std::string lines = write_ndjson(test::full_plan());
  const ReadResult from_lines = read(replace(lines, "\n", "\n{\"record\": \"omen\", \"of\": 1}\n\n"));
  REQUIRE(from_lines.plan);
  CHECK(write_ndjson(*from_lines.plan) == lines);
}

TEST_CASE("another layout reads the same") {
  const std::string document = write_json(test::full_plan());
  std::string dense = document;
  dense.erase(std::remove(dense.begin(), dense.end(), '\n'), dense.end());
  for (const std::string& text :
       {dense, "\xef\xbb\xbf" + document, "\n \r\n" + document + "\n\n", "\xef\xbb\xbf" + dense}) {
    const ReadResult result = read(text);
    REQUIRE(result.plan);
    CHECK(write_json(*result.plan) == document);
  }
}

TEST_CASE("lines in any order read as the plan in canonical order") {
  const std::string lines = write_ndjson(test::full_plan());
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = lines.find('\n', begin) + 1;
    parts.push_back(lines.substr(begin, end - begin));
    begin = end;
  }
  std::reverse(parts.begin() + 1, parts.end() - 1);
  std::string shuffled;
  for (const std::string& part : parts) {
    shuffled += part;
  }
  const ReadResult result = read(shuffled);
  REQUIRE(result.plan);
  CHECK(write_ndjson(*result.plan) == lines);
}

TEST_CASE("what is not JSON") {
  CHECK(read("").messages == Messages{"E0903: `plan.json` is not a change plan: it is empty"});
  CHECK(read(" \n\t\n").messages == Messages{"E0903: `plan.json` is not a change plan: it is empty"});
  CHECK(read("format: exeunt.plan/1\n").messages == Messages{"1:2 E0901: `plan.json` is not JSON: invalid literal"});
  CHECK(read("{\n  \"format\": \"exeunt.plan/1\",\n  \"policy\": nil\n}").messages ==
        Messages{"3:14 E0901: `plan.json` is not JSON: invalid literal"});
  CHECK(read("{\"a\": 1,}").messages ==
        Messages{"1:9 E0901: `plan.json` is not JSON: unexpected '}'; expected string literal"});
  CHECK(read("{\"a\": \"\xff\"}").messages ==
        Messages{"1:8 E0901: `plan.json` is not JSON: invalid string: ill-formed UTF-8 byte"});
  CHECK(read("{\"a\": 1e999}").messages.size() == 1);
}

TEST_CASE("what is not a plan") {
  CHECK(read("[1, 2]").messages == Messages{"1:1 E0903: `plan.json` is not a change plan: it is a list"});
  CHECK(read("12").messages == Messages{"1:1 E0903: `plan.json` is not a change plan: it is a number"});
  CHECK(read("{\"type\":\"user\",\"id\":\"1\"}\n{\"type\":\"user\",\"id\":\"2\"}\n").messages ==
        Messages{"1:1 E0903: `plan.json` is not a change plan: it has no `format`"});
  CHECK(read("{\"format\": \"exeunt.snapshot/1\"}\n{\"type\":\"user\",\"id\":\"2\"}\n").messages ==
        Messages{"1:12 E0904: `plan.json` is not a change plan: its `format` is `exeunt.snapshot/1`"});
  CHECK(read("{\"format\": \"exeunt.plan/x\"}").messages ==
        Messages{"1:12 E0904: `plan.json` is not a change plan: its `format` is `exeunt.plan/x`"});
  CHECK(read("{\"format\": 1}").messages == Messages{"1:12 E0906: `format` is a number, where a plan has text"});
}

TEST_CASE("a plan of a later format") {
  const ReadResult result = read("{\n \"format\": \"exeunt.plan/2\"\n}");
  CHECK(result.messages ==
        Messages{"2:12 E0905: `plan.json` is a plan of the format `exeunt.plan/2`, which is newer than this program"});
  CHECK(result.help.size() == 1);
}

TEST_CASE("a document cut short") {
  const std::string document = write_json(test::full_plan());
  for (std::size_t length = 1; length + 2 < document.size(); length += 7) {
    const ReadResult result = read(document.substr(0, length));
    REQUIRE(result.messages.size() == 1);
    CHECK(result.messages.front().find("E0902: `plan.json` ends in the middle: ") != std::string::npos);
  }
}

TEST_CASE("lines cut short") {
  const std::string lines = write_ndjson(test::full_plan());
  const std::size_t last = lines.rfind('\n', lines.size() - 2) + 1;
  CHECK(read(lines.substr(0, last))
            .messages.front()
            .find("E0902: `plan.json` ends in the middle: its last line is no `summary`") != std::string::npos);
  CHECK(read(lines.substr(0, last + 20)).messages.front().find("E0902: `plan.json` ends in the middle: ") !=
        std::string::npos);
  CHECK(read(lines.substr(0, lines.find('\n'))).messages.front().find("its last line is no `summary`") !=
        std::string::npos);
  CHECK(read(lines + lines.substr(last)).messages.front().find("E0912: `plan.json` goes on after its `summary` line") !=
        std::string::npos);
}

TEST_CASE("wrong members are named by their path") {
  const std::string document = write_json(test::ready_plan());
  CHECK(read(replace(document, "\"objects\": 3,", "\"objects\": \"3\",")).messages ==
        Messages{"10:16 E0906: `snapshot.objects` is text, where a plan has a count"});
  CHECK(read(replace(document, "\"objects\": 3,", "\"objects\": -3,")).messages ==
        Messages{"10:16 E0906: `snapshot.objects` is a number, where a plan has a count"});
  CHECK(read(replace(document, "\"verdict\": \"ready\"", "\"verdict\": \"redy\"")).messages ==
        Messages{"25:14 E0908: `verdict` is `redy`, which is none of `ready`, `blocked`, `conflicted`"});
  CHECK(read(replace(document, "\"op\": \"set\"", "\"op\": 7")).messages ==
        Messages{"41:126 E0906: `changes[1].writes[0].op` is a number, where a plan has text"});
  CHECK(read(replace(document, "\"guards\": []", "\"guards\": {}")).messages ==
        Messages{"26:13 E0906: `guards` is an object, where a plan has a list"});
  CHECK(read(replace(document, "\"user:7\": \"Sales Rep 7\"", "\"user:7\": []"))
            .messages.front()
            .find("E0906: `labels.user:7` is a list, where a plan has text") != std::string::npos);
  CHECK(read(replace(document, "\"deal\": 41", "\"deal\": null"))
            .messages.front()
            .find("E0906: `inventory.counts.deal` is null, where a plan has a count") != std::string::npos);
  CHECK(read(replace(document, "\"transfers\": []", "\"transfers\": [], \"arguments\": []"))
            .messages.front()
            .find("E0906: `request.arguments` is a list, where a plan has an object") != std::string::npos);
}

TEST_CASE("a wrong verdict gets a suggestion") {
  const ReadResult result =
      read(replace(write_json(test::ready_plan()), "\"verdict\": \"ready\"", "\"verdict\": \"blockd\""));
  CHECK(result.help == std::vector<std::string>{"did you mean `blocked`?"});
}

TEST_CASE("members that are not there are named") {
  const std::string document = write_json(test::ready_plan());
  CHECK(read(replace(document, "\"verdict\": \"ready\",", "")).messages ==
        Messages{"1:1 E0907: the plan has no `verdict`"});
  CHECK(read(replace(document, "\"outcome\": \"erase\", \"text\"", "\"text\""))
            .messages.front()
            .find("E0907: `changes[44]` has no `outcome`") != std::string::npos);
  CHECK(read("{\"format\": \"exeunt.plan/1\"}").messages.size() >= 10);
  CHECK(read("{\"format\": \"exeunt.plan/1\"}").messages.back() ==
        "E0911: `plan.json` has more errors; these are the first 10");
}

TEST_CASE("wrong lines are named by their kind") {
  const std::string lines = write_ndjson(test::ready_plan());
  const ReadResult result = read(replace(lines, "\"op\": \"set\"", "\"op\": \"sett\""));
  REQUIRE(result.messages.size() == 1);
  CHECK(result.messages.front().find("E0908: `change.writes[0].op` is `sett`, which is none of `set`") !=
        std::string::npos);
  CHECK(read(replace(lines, "\n", "\n[]\n")).messages ==
        Messages{"2:1 E0906: `line` is a list, where a plan has an object"});
  CHECK(read(replace(lines, "\n", "\n{}\n")).messages == Messages{"2:1 E0907: the plan has no `record`"});
  const std::string label = "{\"record\": \"label\", \"object\": \"user:7\", \"label\": \"Sales Rep 7\"}\n";
  CHECK(read(replace(lines, label, label + label)).messages.front().find("E0910: `label user:7` stands twice") !=
        std::string::npos);
}

TEST_CASE("a member that stands twice is an error") {
  const ReadResult result =
      read(replace(write_json(test::ready_plan()), "\"objects\": 3,", "\"objects\": 3,\n    \"objects\": 4,"));
  CHECK(result.messages == Messages{"11:16 E0910: `snapshot.objects` stands twice"});
}

TEST_CASE("nesting has a limit") {
  const std::string deep(100'000, '[');
  const ReadResult result = read(deep);
  REQUIRE(result.messages.size() == 1);
  CHECK(result.messages.front() == "1:65 E0909: `plan.json` is nested more than 64 levels deep");
  CHECK(read("{\"format\": \"exeunt.plan/1\",\n \"x\": " + deep).messages.front() ==
        "2:70 E0909: `plan.json` is nested more than 64 levels deep");
}

TEST_CASE("names from a document cannot steer the terminal that shows the message") {
  const std::string document = write_json(test::ready_plan());
  const ReadResult result = read(replace(document, "\"user:7\": \"Sales Rep 7\"", "\"\\u001b[2J\\u202e\": []"));
  REQUIRE(result.messages.size() == 1);
  CHECK(result.messages.front().find('\x1b') == std::string::npos);
  CHECK(result.messages.front().find("\xe2\x80\xae") == std::string::npos);
}

TEST_CASE("large documents of nothing but unknown members") {
  std::string text = "{\"format\": \"exeunt.plan/1\"";
  for (int i = 0; i < 200'000; ++i) {
    text += ", \"m" + std::to_string(i) + "\": 1";
  }
  CHECK(read(text + "}").messages.size() == 11);
}

}  // namespace exeunt::plan
