#include "interpreter/plan/groups.h"

#include <catch2/catch.hpp>
#include <random>

#include "golden.h"
#include "interpreter/plan/entries.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/large.h"
#include "sample.h"
#include "texts.h"

namespace exeunt::plan {
namespace {

using test::Messages;
using test::replace;

/// What a reader says, with line and column.
struct Said {
  Messages messages;
  Messages help;

  void add(const diagnostic::Diagnostic& one, uint64_t line, uint64_t column) {
    messages.push_back(std::to_string(line) + ":" + std::to_string(column) + " " +
                       std::string(diagnostic::info(one.kind).code) + ": " + one.message);
    help.insert(help.end(), one.help.begin(), one.help.end());
  }
};

std::optional<Plan> read_whole(const std::string& text, Said& said) {
  source::Manager sources;
  diagnostic::Sink sink;
  const source::FileId file = sources.add("plan", text);
  auto plan = read_json(sources, file, sink);
  for (const diagnostic::Diagnostic& one : sink.diagnostics()) {
    const auto at = one.span ? sources.file(file).position(one.span->begin) : source::Position{0, 0};
    said.add(one, at.line, at.column);
  }
  CHECK(plan.has_value() == said.messages.empty());
  return plan;
}

/// The texts of all entries, in the order in which they come.
Messages read_large(const std::string& text, Said& said) {
  diagnostic::Sink sink;
  Messages texts;
  auto plan = LargePlan::open(source::Seekable::of("plan", text), sink);
  if (plan) {
    Value::Members head;
    Plan typed;
    plan->read_head(head, typed);
    texts.push_back(write_value(Value{head}));
    for (const List& list : lists()) {
      Entries entries(*plan, list);
      while (entries.next() && entries.check()) {
        texts.push_back(std::string(list.record) + " " + entries.key() + " " + std::string(entries.text()));
      }
    }
  }
  for (const diagnostic::Diagnostic& one : sink.diagnostics()) {
    said.add(one, one.place ? one.place->line : 0, one.place ? one.place->column : 0);
  }
  return texts;
}

Plan without_labels(Plan plan) {
  plan.labels.clear();
  return plan;
}

/// Each reader makes of the groups what it makes of the lines.
void check_round_trip(const Plan& plan) {
  const std::string groups = write_groups(plan);
  const std::string lines = write_ndjson(without_labels(plan));
  Said said;
  const auto again = read_whole(groups, said);
  REQUIRE(again);
  CHECK(write_groups(*again) == groups);
  CHECK(write_ndjson(*again) == lines);
  CHECK(read_large(groups, said) == read_large(lines, said));
  CHECK(said.messages.empty());
}

/// What both readers say of `from` written as `to`.
Messages said_of(const std::string& from, const std::string& to) {
  const std::string text = replace(write_groups(test::ready_plan()), from, to);
  Said whole;
  Said large;
  read_whole(text, whole);
  read_large(text, large);
  CHECK(whole.messages == large.messages);
  CHECK(whole.help == large.help);
  return whole.messages;
}

std::string lines_with(const std::string& text, std::string_view part) {
  std::string found;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin) + 1;
    if (const std::string line = text.substr(begin, end - begin); line.find(part) != std::string::npos) {
      found += line;
    }
    begin = end;
  }
  return found;
}

Plan with_changes(const std::vector<std::pair<std::string, std::string>>& changes) {
  Plan plan = test::empty_plan();
  for (const auto& [object, outcome] : changes) {
    test::add_change(plan, object, "some-rule", outcome, "");
  }
  test::finish(plan);
  return plan;
}

constexpr const char* deal_ids = "\"type\": \"deal\", \"ids\": [\"1\", \"2\", \"3\", ";

TEST_CASE("the groups of a plan") {
  test::check_golden("full.groups", write_groups(test::full_plan()));
}

TEST_CASE("groups read back by every reader") {
  Plan empty = test::empty_plan();
  test::finish(empty);
  for (const Plan& plan : {empty, test::ready_plan(), test::full_plan()}) {
    check_round_trip(plan);
  }
}

TEST_CASE("groups go by type, first id and what they say") {
  const Plan plan = with_changes({{"b:2", "keep"}, {"b:10", "keep"}, {"b:2", "end"}, {"b:1", "zoom"}, {"a:x", "keep"},
                                  {"a:9", "zoom"}, {"b:11", "end"}, {"b:1", "keep"}});
  CHECK(lines_with(write_groups(plan), "\"change\"") ==
        R"({"record": "change", "type": "a", "ids": ["9"], "rule": "some-rule", "outcome": "zoom", "writes": []}
{"record": "change", "type": "a", "ids": ["x"], "rule": "some-rule", "outcome": "keep", "writes": []}
{"record": "change", "type": "b", "ids": ["1", "2", "10"], "rule": "some-rule", "outcome": "keep", "writes": []}
{"record": "change", "type": "b", "ids": ["1"], "rule": "some-rule", "outcome": "zoom", "writes": []}
{"record": "change", "type": "b", "ids": ["2", "11"], "rule": "some-rule", "outcome": "end", "writes": []}
)");
  check_round_trip(plan);
}

TEST_CASE("groups with one first id go by their bytes, not as their entries do") {
  Plan plan = with_changes({{"a:1", "keep"}, {"a:1", "end"}});
  for (Change& change : plan.changes) {
    change.rule = change.outcome == "keep" ? "request" : "a-rule";
  }
  test::finish(plan);
  REQUIRE(plan.changes.front().rule == "request");
  CHECK(lines_with(write_groups(plan), "\"change\"") ==
        R"({"record": "change", "type": "a", "ids": ["1"], "rule": "a-rule", "outcome": "end", "writes": []}
{"record": "change", "type": "a", "ids": ["1"], "rule": "request", "outcome": "keep", "writes": []}
)");
  check_round_trip(plan);
}

TEST_CASE("an entry that a plan has twice stands in a second group") {
  const Plan plan = with_changes({{"a:1", "keep"}, {"a:2", "keep"}, {"a:2", "keep"}, {"a:2", "keep"}, {"a:3", "keep"},
                                  {"a:4", "keep"}, {"a:4", "keep"}, {"a:1", "end"}, {"a:2", "end"}});
  CHECK(lines_with(write_groups(plan), "\"outcome\": \"keep\"") ==
        R"({"record": "change", "type": "a", "ids": ["1", "2", "3", "4"], "rule": "some-rule", "outcome": "keep", "writes": []}
{"record": "change", "type": "a", "ids": ["2", "4"], "rule": "some-rule", "outcome": "keep", "writes": []}
{"record": "change", "type": "a", "ids": ["2"], "rule": "some-rule", "outcome": "keep", "writes": []}
)");
  check_round_trip(plan);
}

TEST_CASE("one object with very many equal entries takes time by their number") {
  const std::vector<std::pair<std::string, std::string>> changes(50'000, {"a:1", "keep"});
  const Plan plan = with_changes(changes);
  Said said;
  const auto again = read_whole(write_groups(plan), said);
  REQUIRE(again);
  CHECK(again->changes.size() == changes.size());
}

TEST_CASE("ids that need care") {
  check_round_trip(with_changes({{"a:", "keep"}, {"a:\"quoted\" \\ and\n\x1b", "keep"}, {"a:\xe2\x80\xae", "keep"},
                                 {"a:b:c", "keep"}, {"a:007", "keep"}, {"a:7", "keep"}, {"a:07", "end"},
                                 {"a:99999999999999999999999999", "keep"}, {"a:日本", "keep"},
                                 {"type \"b\"\xf0\x9f\x98\x80:1", "keep"}}));
}

TEST_CASE("fields that are missing of the object itself are the same for all") {
  Plan plan = test::empty_plan();
  for (const char* const object : {"email:1", "email:2", "email:3"}) {
    plan.undecided.push_back({object, "some-rule", {{object, "email.visibility"}, {"user:1", "user.role"}}, ""});
  }
  plan.undecided.push_back({"email:4", "some-rule", {{"email:1", "email.visibility"}}, ""});
  test::finish(plan);
  CHECK(lines_with(write_groups(plan), "undecided") ==
        R"({"record": "undecided", "type": "email", "ids": ["1", "2", "3"], "rule": "some-rule", "missing": [{"field": "email.visibility"}, {"object": "user:1", "field": "user.role"}]}
{"record": "undecided", "type": "email", "ids": ["4"], "rule": "some-rule", "missing": [{"object": "email:1", "field": "email.visibility"}]}
)");
  check_round_trip(plan);
}

TEST_CASE("an object that is named in other places is named there") {
  Plan plan = test::empty_plan();
  plan.dangling = {{"a:1", "a.next", "a:1"}, {"a:2", "a.next", "a:2"}, {"a:3", "a.next", "a:1"}};
  test::finish(plan);
  CHECK(lines_with(write_groups(plan), "dangling") ==
        R"({"record": "dangling", "type": "a", "ids": ["1", "3"], "field": "a.next", "to": "a:1"}
{"record": "dangling", "type": "a", "ids": ["2"], "field": "a.next", "to": "a:2"}
)");
  check_round_trip(plan);
}

TEST_CASE("plans made up by chance come back from groups") {
  std::mt19937 dice(8);
  const auto pick = [&](const std::vector<std::string>& of) { return of[dice() % of.size()]; };
  const std::vector<std::string> types{"deal", "a", "deal_x"};
  const std::vector<std::string> ids{"1", "2", "10", "x", "11", "012", ""};
  const std::vector<std::string> words{"end", "keep", "zoom"};
  for (int round = 0; round < 200; ++round) {
    Plan plan = test::empty_plan();
    plan.phases = {"early", "late"};
    const auto object = [&] { return pick(types) + ":" + pick(ids); };
    for (std::size_t i = dice() % 30; i > 0; --i) {
      test::add_change(plan, object(), pick({"request", "r1", "r2"}), pick(words), "");
      plan.changes.back().phase = pick({"", "early", "late", "other"});
      plan.changes.back().due = pick({"", "2024-03-01T09:00:00Z", "2024-03-01T10:00:00+02:00"});
    }
    for (std::size_t i = dice() % 6; i > 0; --i) {
      plan.displays.push_back({object(), pick({"", "owner"}), pick(words), "r"});
      plan.undecided.push_back({object(), pick({"r1", "r2"}), {}, pick(words)});
      const std::string own = object();
      plan.undecided.push_back({own, "r3", {{pick({own, "user:1"}), pick(words)}}, ""});
      plan.unaddressed.push_back({object(), {pick(words)}});
      plan.dangling.push_back({object(), pick(words), object()});
      plan.conflicts.push_back({object(), pick({"", "owner"}), {"a", "b"}, {test::text_value(object()), Value{}}});
      plan.advice.push_back({pick({"r1", "r2"}), "do it", {object(), object()}});
      plan.capabilities.push_back({pick(words), "", CapabilityChange::lost, "r", {}});
    }
    test::finish(plan);
    check_round_trip(plan);
  }
}

TEST_CASE("a large plan in groups") {
  std::vector<std::pair<std::string, std::string>> changes;
  for (int id = 1; id <= 60'000; ++id) {
    changes.emplace_back("activity:" + std::to_string(id), id % 7 == 0 ? "keep" : "end");
  }
  const Plan plan = with_changes(changes);
  CHECK(write_groups(plan).size() < write_ndjson(plan).size() / 7);
  check_round_trip(plan);
}

TEST_CASE("groups in any order of records") {
  const std::string groups = write_groups(test::full_plan());
  std::string changes = lines_with(groups, "\"record\": \"change\"");
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < changes.size();) {
    const std::size_t end = changes.find('\n', begin) + 1;
    lines.insert(lines.begin(), changes.substr(begin, end - begin));
    begin = end;
  }
  std::string reversed;
  for (const std::string& line : lines) {
    reversed += line;
  }
  const std::string text = replace(groups, changes, reversed);
  Said said;
  const auto again = read_whole(text, said);
  REQUIRE(again);
  CHECK(write_groups(*again) == groups);
  CHECK(read_large(text, said) == read_large(groups, said));
}

TEST_CASE("members that a later version adds to groups") {
  const std::string groups = write_groups(test::full_plan());
  std::string later = replace(groups, deal_ids, std::string("\"why\": {\"ids\": []}, \"missing\": [1], ") + deal_ids);
  later = replace(later, "\n", "\n{\"record\": \"omen\", \"ids\": 1}\n\n");
  Said said;
  const auto again = read_whole(later, said);
  REQUIRE(again);
  CHECK(write_groups(*again) == groups);
  CHECK(read_large(later, said).size() == read_large(groups, said).size());
  CHECK(said.messages.empty());
}

TEST_CASE("another layout of groups") {
  const std::string groups = write_groups(test::ready_plan());
  const std::string type = "\"type\": \"deal\", ";
  for (const std::string& text :
       {"\xef\xbb\xbf" + groups, "\n \r\n" + groups + "\n\n",
        replace(groups, deal_ids, type + "\"ids\" : [ \"1\",\"\\u0032\" , \"3\", "),
        replace(groups, deal_ids, type + "\"\\u0069ds\": [\"1\", \"2\", \"3\", "),
        replace(replace(groups, deal_ids, "\"ids\": [\"1\", \"2\", \"3\", "), "\"41\"], ", "\"41\"], " + type)}) {
    Said said;
    const auto again = read_whole(text, said);
    REQUIRE(again);
    CHECK(write_groups(*again) == groups);
    CHECK(read_large(text, said) == read_large(groups, said));
    CHECK(said.messages.empty());
  }
}

TEST_CASE("what is wrong with ids") {
  CHECK(said_of(deal_ids, "\"type\": \"deal\", \"ids\": [\"1\", \"2\", \"2\", ") ==
        Messages{"15:56 E0910: `deal:2` stands twice"});
  CHECK(said_of(deal_ids, "\"type\": \"deal\", \"ids\": [\"1\", 2, \"3\", ") ==
        Messages{"15:51 E0906: `change.ids[1]` is a number, where a plan has text"});
  CHECK(said_of("\"ids\": [\"k1\"]", "\"ids\": []") ==
        Messages{"12:48 E0906: `change.ids` is an empty list, where a plan has at least one id"});
  CHECK(said_of("\"ids\": [\"k1\"]", "\"ids\": [ ]").size() == 1);
  CHECK(said_of("\"ids\": [\"k1\"]", "\"ids\": \"k1\"") ==
        Messages{"12:48 E0906: `change.ids` is text, where a plan has a list"});
  CHECK(said_of("\"ids\": [\"k1\"], ", "") == Messages{"12:1 E0907: `change` has no `ids`"});
  CHECK(said_of("\"type\": \"api_key\", ", "") == Messages{"12:1 E0907: `change` has no `type`"});
  CHECK(said_of("\"type\": \"api_key\"", "\"type\": 7") ==
        Messages{"12:30 E0906: `change.type` is a number, where a plan has text"});
  CHECK(said_of("\"type\": \"api_key\"", "\"type\": \"api:key\"") ==
        Messages{"12:30 E0906: `change.type` is text with a colon, where a plan has the name of a type"});
  CHECK(said_of("\"type\": \"api_key\", \"ids\": [\"k1\"]", "\"object\": \"api_key:k1\"").size() == 2);
}

TEST_CASE("what is wrong behind ids has its place") {
  const Messages said = said_of("\"41\"], \"rule\": \"deals-stay\"", "\"41\"], \"rule\": 7");
  CHECK(said == Messages{"15:292 E0906: `change.rule` is a number, where a plan has text"});
  CHECK(said_of("\"41\"], \"rule\"", "\"41\"] \"rule\"") ==
        Messages{"15:288 E0901: `plan` is not JSON: unexpected string literal; expected '}'"});
}

TEST_CASE("what is wrong with other records of groups") {
  CHECK(said_of("\"objects\": {\"report\": [\"3\", \"9\"]}", "\"objects\": {\"report\": [\"3\", 9]}").front().find(
            "E0906: `advice.objects.report[1]` is a number, where a plan has text") != std::string::npos);
  CHECK(said_of("\"change\": \"lost\"", "\"change\": \"last\"").size() == 1);
  CHECK(said_of("\"title\": \"Deals stay\"", "\"title\": []").front().find("E0906: `rule.title` is a list") !=
        std::string::npos);
  CHECK(said_of("{\"record\": \"summary\"", "[]\n{\"record\": \"summary\"").front().find(
            "E0906: `line` is a list, where a plan has an object") != std::string::npos);
  CHECK(said_of("{\"record\": \"summary\"", "{}\n{\"record\": \"summary\"").front().find(
            "E0907: the plan has no `record`") != std::string::npos);
}

TEST_CASE("formats of groups") {
  CHECK(said_of("exeunt.plan-groups/1", "exeunt.plan-groups/2") ==
        Messages{"1:30 E0905: `plan` is a plan of the format `exeunt.plan-groups/2`, which is newer than this program"});
  CHECK(said_of("exeunt.plan-groups/1", "exeunt.plan-groups/one") ==
        Messages{"1:30 E0904: `plan` is not a change plan: its `format` is `exeunt.plan-groups/one`"});
  Said whole;
  Said large;
  read_whole("{\n\"format\": \"exeunt.plan-groups/1\"\n}", whole);
  read_large("{\n\"format\": \"exeunt.plan-groups/1\"\n}", large);
  CHECK(whole.messages == Messages{"2:11 E0904: `plan` is not a change plan: its `format` is `exeunt.plan-groups/1`"});
  CHECK(whole.messages == large.messages);
  CHECK(whole.help == large.help);
}

TEST_CASE("groups cut short") {
  const std::string groups = write_groups(test::full_plan());
  for (std::size_t length = groups.find('\n') + 2; length + 2 < groups.size(); length += 37) {
    Said whole;
    Said large;
    read_whole(groups.substr(0, length), whole);
    read_large(groups.substr(0, length), large);
    REQUIRE(whole.messages.size() == 1);
    CHECK(whole.messages.front().find("E0902: `plan` ends in the middle: ") != std::string::npos);
    REQUIRE(large.messages.size() == 1);
    CHECK(large.messages.front().find("E0902: `plan` ends in the middle: ") != std::string::npos);
  }
  Said said;
  read_large(groups + lines_with(groups, "\"record\": \"summary\""), said);
  CHECK(said.messages.front().find("E0912: `plan` goes on after its `summary` line") != std::string::npos);
}

TEST_CASE("only a large plan wants ids in order") {
  const std::string text =
      replace(write_groups(test::ready_plan()), deal_ids, "\"type\": \"deal\", \"ids\": [\"1\", \"3\", \"2\", ");
  Said said;
  REQUIRE(read_whole(text, said));
  read_large(text, said);
  CHECK(said.messages == Messages{"15:56 E0913: `deal:2` stands after `deal:3`, which is not the order of a plan"});
}

TEST_CASE("records that are not in order are named by the line of the document") {
  std::string text = write_groups(test::ready_plan());
  text = replace(text, "{\"record\": \"advice\"", lines_with(text, "\"record\": \"inventory\"") + "{\"record\": \"advice\"");
  Said said;
  read_large(text, said);
  CHECK(said.messages == Messages{"26:1 E0913: `inventory` stands after `advice`, which is not the order of a plan"});
}

TEST_CASE("a few lines that stand for more than anybody has memory for") {
  std::string ids = "\"1\"";
  for (int id = 2; id <= 30'000; ++id) {
    ids += ", \"" + std::to_string(id) + "\"";
  }
  const std::string text = replace(write_groups(with_changes({{"a:1", "keep"}})), "[\"1\"]", "[" + ids + "]");
  Said said;
  read_whole(replace(text, "\"keep\"", "\"" + std::string(100'000, 'k') + "\""), said);
  CHECK(said.messages == Messages{"2:1 E0915: `plan` has more than 2147483648 bytes in groups when each of their objects "
                                  "has an entry"});
}

TEST_CASE("a listed number is what its digits are as an id, whatever was there before") {
  ListedNumber number;
  for (const uint64_t each : {uint64_t{0}, uint64_t{9}, uint64_t{9999}, uint64_t{10000}, uint64_t{10001}, uint64_t{19999}, uint64_t{20000},
                              uint64_t{7}, uint64_t{123456789}, uint64_t{123450000}, uint64_t{123459999}, UINT64_MAX - 1, UINT64_MAX,
                              uint64_t{10002}}) {
    number.set(each);
    std::string listed;
    list_id(std::to_string(each), listed);
    CHECK(number.id() == std::to_string(each));
    CHECK(number.listed() == listed);
  }
}

}  // namespace
}  // namespace exeunt::plan
