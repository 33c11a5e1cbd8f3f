// The comparison by itself; the golden cases under tests/golden/cli/test show it at work.
#include "interpreter/scenario/compare.h"

#include <catch2/catch.hpp>

#include "interpreter/scenario/read.h"

using namespace exeunt;

namespace {

/// One step that expects what `yaml` says, held against a plan: "object rule: expected | actual" line by line.
std::string differences(const std::string& yaml, const plan::Plan& plan) {
  source::Manager sources;
  diagnostic::Sink sink;
  const auto file = sources.add("x.yaml",
                                "pack: x\nevent: leave\nsubject: user:7\nat: 2024-03-01T09:00:00Z\n"
                                "account: [{type: deal, id: 1}]\nscenarios:\n- scenario: x\n" +
                                    yaml);
  const auto read = scenario::read(file, sources, sink);
  REQUIRE(read);
  std::string text;
  const plan::Moment at = *plan::parse_moment("2024-03-01T09:00:00Z");
  for (const auto& each : scenario::compare(read->scenarios[0].steps[0], read->about, plan, at)) {
    text += each.object + " " + each.rule + ": " + each.expected + " | " + each.actual + "\n";
  }
  return text;
}

plan::Change change(std::string object, std::string rule, std::string outcome, std::string due = "") {
  plan::Change change;
  change.object = std::move(object);
  change.rule = std::move(rule);
  change.outcome = std::move(outcome);
  change.due = std::move(due);
  return change;
}

}  // namespace

TEST_CASE("The outcomes of a rule are a set: order does not matter, number does") {
  plan::Plan plan;
  plan.changes = {change("deal:1", "r", "stay"), change("deal:1", "r", "stop")};
  CHECK(differences("  expect: {deal:1: {r: [stop, stay]}}\n", plan).empty());
  CHECK(differences("  expect: {deal:1: {r: stop}}\n", plan) == "deal:1 r: stop | [stay, stop]\n");
  CHECK(differences("  expect: {deal:1: {r: [stop, stop]}}\n", plan) == "deal:1 r: [stop, stop] | [stay, stop]\n");
  CHECK(differences("  expect: {deal:1: {r: [stop, stay, go]}}\n", plan) ==
        "deal:1 r: [stop, stay, go] | [stay, stop]\n");
}

TEST_CASE("A delay is counted from the event, a time is a time") {
  plan::Plan plan;
  plan.changes = {change("deal:1", "r", "erase", "2024-03-02T10:00:00Z")};
  CHECK(differences("  expect: {deal:1: {r: {outcome: erase, due: 1d1h}}}\n", plan).empty());
  CHECK(differences("  expect: {deal:1: {r: {outcome: erase, due: 25h}}}\n", plan).empty());
  CHECK(differences("  expect: {deal:1: {r: {outcome: erase, due: 2024-03-02T11:00:00+01:00}}}\n", plan).empty());
  CHECK(differences("  expect: {deal:1: {r: erase}}\n", plan) == "deal:1 r: erase | {outcome: erase, due: 1d1h}\n");
}

TEST_CASE("Writes are compared by the values after them") {
  using plan::Op;
  using plan::Value;
  plan::Plan plan;
  plan.changes = {change("deal:1", "r", "move")};
  const Value before{Value::List{{"user:7"}, {"user:8"}}};
  plan.changes[0].writes = {{Op::remove, "users", before, {"user:7"}},
                            {Op::add, "users", before, {"user:9"}},
                            {Op::clear, "owner", {"user:7"}, {}},
                            {Op::set, "score", {}, {int64_t{2}}, true}};
  CHECK(differences(
            "  expect: {deal:1: {r: {outcome: move, writes: {users: [user:8, user:9], owner: null, score: 2.0}}}}\n",
            plan)
            .empty());
  CHECK(differences("  expect: {deal:1: {r: {outcome: move, writes: {owner: null}}}}\n", plan) ==
        "deal:1 r: {outcome: move, writes: {owner: null}} | "
        "{outcome: move, writes: {users: [user:8, user:9], owner: null, score: 2}}\n");
}

TEST_CASE("Types that the file is not about are looked at only where they are listed") {
  plan::Plan plan;
  plan.changes = {change("deal:1", "r", "stay"), change("note:1", "r", "stay"), change("note:2", "r", "stay")};
  const std::string about = "about: [deal]\n";
  CHECK(differences("  expect: {deal:1: {r: stay}}\n" + about, plan).empty());
  CHECK(differences("  expect: {deal:1: {r: stay}, note:1: nothing}\n" + about, plan) == "note:1 r:  | stay\n");
  CHECK(differences("  expect: nothing\n" + about, plan) == "deal:1 r:  | stay\n");
  CHECK(differences("  expect: {note:2: {r: stay}}\n  partial: true\n", plan).empty());
}

TEST_CASE("An account is compared member by member") {
  source::Manager sources;
  const apply::Account account({plan::Value{
      plan::Value::Members{{"type", {"deal"}}, {"id", {int64_t{1}}}, {"owner", {"user:7"}}, {"score", {int64_t{2}}}}}});
  const auto state = [](const char* field, plan::Value value) {
    std::vector<scenario::ExpectedState> states(1);
    states[0].object.text = "deal:1";
    states[0].fields.push_back({{field, {}}, std::move(value)});
    return states;
  };
  CHECK(scenario::compare(state("owner", {"user:7"}), account).empty());
  CHECK(scenario::compare(state("score", {2.0}), account).empty());
  CHECK(scenario::compare(state("owner", {"user:8"}), account)[0].actual == "user:7");
  CHECK(scenario::compare(state("title", {}), account)[0].actual == "not given");
  CHECK(scenario::compare({{{"deal:2", {}}, true, {}}}, account).empty());
  CHECK(scenario::compare({{{"deal:2", {}}, false, {}}}, account)[0].actual == "gone");
}
