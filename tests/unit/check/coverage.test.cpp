// Which facts an edition covers, and by what.
#include <catch2/catch.hpp>

#include "interpreter/check/coverage.h"

using namespace exeunt;
using check::CoverKind;

namespace {

program::Fact fact(const std::string& id, std::vector<std::string> editions = {}) {
  program::Fact stated;
  stated.id = id;
  stated.editions = std::move(editions);
  return stated;
}

program::Program sample() {
  program::Program program;
  program.edition = "second";
  program.facts = {fact("a"), fact("b", {"first"}), fact("c", {"first", "second"}), fact("d")};
  return program;
}

program::RuleInfo rule(const std::string& name, program::RuleKind kind, std::vector<std::string> cites) {
  program::RuleInfo info;
  info.name = name;
  info.kind = kind;
  info.cites = std::move(cites);
  return info;
}

std::string names(const check::CoveredFact& fact) {
  std::string text;
  for (const check::Cover& cover : fact.covered_by) {
    text += std::string(text.empty() ? "" : ", ") + std::string(check::kind_name(cover.kind)) + " " + cover.name;
  }
  return text;
}

}  // namespace

TEST_CASE("only facts that the edition states count, whatever is cited") {
  program::Program program = sample();
  program.rules = {rule("one", program::RuleKind::rule, {"b"})};
  const check::Coverage coverage = check::measure_coverage(program);
  REQUIRE(coverage.facts.size() == 3);
  CHECK(coverage.uncovered() == std::vector<std::string>{"a", "c", "d"});
  CHECK(coverage.covered() == 0);
}

TEST_CASE("a fact lists everything that cites it, by kind, then name, each once") {
  program::Program program = sample();
  program.rules = {rule("shown", program::RuleKind::display, {"c"}), rule("stay", program::RuleKind::rule, {"a", "c"}),
                   rule("again", program::RuleKind::rule, {"a"}), rule("warn", program::RuleKind::advice, {"a"})};
  program::Capability capability;
  capability.name = "log-in";
  capability.cites = {"a"};
  program.capabilities = {capability};
  program::Event event;
  event.name = "leave";
  event.cites = {"a"};
  event.inventory_cites = {"a"};
  program::Guard guard;
  guard.name = "allowed";
  guard.cites = {"a"};
  event.guards = {guard};
  program.events = {event};
  program::HowTo howto;
  howto.name = "steps";
  howto.cites = {"a"};
  howto.steps = {{"first", {"a"}}, {"second", {"d"}}};
  program.howtos = {howto};

  const check::Coverage coverage = check::measure_coverage(program);
  CHECK(names(coverage.facts[0]) ==
        "rule again, rule stay, advice warn, guard leave.allowed, capability log-in, howto steps, event leave, "
        "inventory leave");
  CHECK(names(coverage.facts[1]) == "rule stay, display shown");
  CHECK(names(coverage.facts[2]) == "howto steps");
  CHECK(coverage.covered() == 3);
  CHECK(coverage.covered_by(CoverKind::rule) == 2);
  CHECK(coverage.covered_by(CoverKind::howto) == 2);
  CHECK(coverage.covered_by(CoverKind::inventory) == 1);
}

TEST_CASE("a pack without facts has nothing to cover") {
  const check::Coverage coverage = check::measure_coverage(program::Program{});
  CHECK(coverage.facts.empty());
  CHECK(coverage.covered() == 0);
}
