// What reads changes by their spelling held to the reader of all plans.
#include "interpreter/plan/change_text.h"

#include <catch2/catch.hpp>
#include <random>
#include <sstream>

#include "interpreter/plan/json.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/reader.h"
#include "sample.h"

namespace exeunt::plan {

namespace {

std::string shown(std::string_view object, std::string_view rule, std::string_view outcome, std::string_view text,
                  std::string_view due, std::string_view unless, std::string_view phase) {
  std::ostringstream out;
  out << object << '|' << rule << '|' << outcome << '|' << text << '|' << due << '|' << unless << '|' << phase;
  return out.str();
}

void show(std::string& out, Op op, bool from_unknown, std::string_view field, std::string_view from,
          std::string_view to) {
  (out += "\n").append(name(op)).append(from_unknown ? " unknown " : " ").append(field).append("|");
  (out += from).append("|").append(to);
}

/// By the reader of all plans; empty: there is no such change.
std::string exactly(const std::string& entry) {
  const std::string whole = "{" + entry;
  auto parsed = parse_json(whole);
  auto* value = std::get_if<Value>(&parsed);
  auto* named = value == nullptr ? nullptr : std::get_if<Value::Members>(&value->data);
  if (named == nullptr) {
    return "";
  }
  diagnostic::Sink sink;
  ReadContext context{{}, whole, 0, {}, {}, sink};
  Reader reader(context, *named);
  Change change;
  members(reader, change);
  if (sink.has_errors()) {
    return "";
  }
  sort(change);
  std::string out = shown(change.object, change.rule, change.outcome, change.text, change.due, change.unless, change.phase);
  for (const Write& write : change.writes) {
    show(out, write.op, write.from_unknown, write.field, write_value(write.from), write_value(write.to));
  }
  return out;
}

/// By its spelling; empty: it is for the other one.
std::string quickly(ChangeReader& reader, std::string_view entry) {
  if (!reader.read(entry)) {
    return "";
  }
  const ChangeText& change = reader.change();
  std::string out = shown(change.object, change.rule, change.outcome, change.text, change.due, change.unless, change.phase);
  for (const ChangeText::Write& write : change.writes) {
    show(out, write.op, write.from_unknown, write.field, write.from, write.to);
  }
  return out;
}

class Generator {
 public:
  explicit Generator(uint32_t seed) : random_(seed) {}

  std::size_t below(std::size_t end) { return random_() % end; }

  std::string text() {
    static const std::vector<std::string> texts = {
        "",       "deal:1",         "user:7",     "a \"b\"",       "a\\b",         "\xc3\xa9t\xc3\xa9", "line\nend",
        "\x7f",   "\xe2\x80\xae x", "\xf0\x9f\x98\x80", "null", "12", "{}", std::string("a\0b", 3), "a longer text of plain words"};
    return texts[below(texts.size())];
  }

  Value value(int depth = 0) {
    switch (below(depth < 3 ? 10 : 8)) {
      case 0:
        return {nullptr};
      case 1:
        return {below(2) == 0};
      case 2:
        return {static_cast<int64_t>(random_()) - INT32_MAX};
      case 3:
        return {below(2) == 0 ? INT64_MIN : int64_t{0}};
      case 4:
        return {UINT64_MAX};
      case 5:
        return {static_cast<double>(random_()) / 7};
      case 6:
      case 7:
        return {text()};
      case 8: {
        Value::List list;
        for (std::size_t i = below(4); i > 0; --i) {
          list.push_back(value(depth + 1));
        }
        return {std::move(list)};
      }
      default: {
        Value::Members members;
        for (std::size_t i = below(4); i > 0; --i) {
          members.emplace_back(text() + std::to_string(i), value(depth + 1));
        }
        return {std::move(members)};
      }
    }
  }

  Change change() {
    Change change;
    change.object = text();
    change.rule = text();
    change.outcome = text();
    for (std::string* member : {&change.text, &change.due, &change.unless, &change.phase}) {
      *member = below(2) == 0 ? text() : "";
    }
    if (below(2) == 0) {
      std::get<Value::Members>(change.arguments.data).emplace_back("to", value());
    }
    for (std::size_t i = below(4); i > 0; --i) {
      change.writes.push_back({static_cast<Op>(below(6)), text(), value(), value(), below(4) == 0});
    }
    return change;
  }

 private:
  std::mt19937 random_;
};

/// As entries come: without the brace that opens them.
std::string written(const Change& change) {
  Plan plan;
  plan.changes.push_back(change);
  const std::string lines = write_ndjson(plan);
  constexpr std::string_view prefix = "{\"record\": \"change\", ";
  const std::size_t begin = lines.find(prefix) + prefix.size();
  return lines.substr(begin, lines.find('\n', begin) - begin);
}

const std::string usual =
    R"("object": "deal:1", "rule": "r", "outcome": "transfer", "text": "passes to a \"b\"", "due": "2024-03-01T00:00:00Z", )"
    R"("unless": "a.b", "phase": "one", "arguments": {"to": "user:1", "n": 5}, "writes": [{"op": "set", "field": "owner", )"
    R"("from": "user:7", "to": "user:1"}, {"op": "add", "field": "list", "from": ["user:2", 1.50], "to": null}, )"
    R"({"op": "set", "field": "a", "from_unknown": true, "to": -3}]})";

}  // namespace

TEST_CASE("what the program writes is read by its spelling, as it is read exactly") {
  Generator generator(7);
  ChangeReader reader;
  for (int round = 0; round < 3000; ++round) {
    const std::string entry = written(generator.change());
    INFO(entry);
    const std::string exact = exactly(entry);
    REQUIRE_FALSE(exact.empty());
    REQUIRE(quickly(reader, entry) == exact);
  }
}

TEST_CASE("what is read by its spelling is read exactly, whatever is done to the text") {
  Generator generator(11);
  ChangeReader reader;
  const std::vector<std::string> pieces = {"\"",     "\\",   "{",        "}",      "[",       "]",        ",",    ":",
                                           " ",      "\n",   "\t",       "\r",     "0",       "-",        ".",    "e9",
                                           "null",   "true", "\\u00e9",  "\\ud800", "\\x",    "\xff",     "\x01", "\xc3\xa9",
                                           "\"to\": 1, ",    "\"object\": \"x\", ", ", \"later\": {}", "1e999", "00", "-0"};
  std::size_t read = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string entry = generator.below(2) == 0 ? usual : written(generator.change());
    for (std::size_t count = 1 + generator.below(3); count > 0; --count) {
      const std::size_t at = generator.below(entry.size() + 1);
      const std::size_t gone = generator.below(3) == 0 ? generator.below(8) : generator.below(2);
      entry.replace(at, gone, generator.below(4) == 0 ? "" : pieces[generator.below(pieces.size())]);
    }
    const std::string quick = quickly(reader, entry);
    if (!quick.empty()) {
      ++read;
      INFO(entry);
      REQUIRE(quick == exactly(entry));
    }
  }
  CHECK(read > 1500);
}

TEST_CASE("a change cut off anywhere is not read") {
  ChangeReader reader;
  REQUIRE_FALSE(quickly(reader, usual).empty());
  for (std::size_t size = 0; size < usual.size(); ++size) {
    CHECK(quickly(reader, std::string_view(usual).substr(0, size)).empty());
  }
}

TEST_CASE("what is spelled in another way, or wrong, is for the other reader") {
  ChangeReader reader;
  const std::string begin = R"("object": "a:1", "rule": "r", "outcome": "o", )";
  const std::string write = R"({"op": "set", "field": "f", "from": 1, "to": 2})";
  REQUIRE_FALSE(quickly(reader, begin + "\"writes\": [" + write + "]}").empty());
  for (const std::string& entry : {
           R"("rule": "r", "object": "a:1", "outcome": "o", "writes": []})" + std::string(),
           begin + "\"writes\": [], \"later\": 1}",
           begin + "\"writes\": []} x",
           begin + "\"writes\": [" + write + ",]}",
           begin + "\"writes\": {}}",
           begin + "\"arguments\": [], \"writes\": []}",
           begin + "\"arguments\": {\"a\": 1, \"a\": 2}, \"writes\": []}",
           begin + "\"arguments\": {\"a\": 01}, \"writes\": []}",
           begin + "\"text\": 5, \"writes\": []}",
           begin + "\"text\": \"\\ud800\", \"writes\": []}",
           begin + "\"writes\": [{\"op\": \"burn\", \"field\": \"f\"}]}",
           begin + "\"writes\": [{\"op\": \"set\", \"from\": " + std::string(20, '[') + std::string(20, ']') + "}]}",
           begin + "\"writes\": [{\"op\": \"set\", \"from_unknown\": 1}]}",
           begin + "\"writes\": [{\"op\": \"set\", \"to\": 1e999}]}",
           begin + "\"writes\": [{\"op\": \"set\", \"to\": 1, \"to\": 2}]}",
       }) {
    INFO(entry);
    CHECK(quickly(reader, entry).empty());
  }
}

}  // namespace exeunt::plan
