// The library as a harness uses it: compile, load, plan; and the graph that lowering makes of a pack.
#include <catch2/catch.hpp>
#include <filesystem>

#include "interpreter/driver/session.h"
#include "interpreter/plan/json.h"

namespace exeunt {
namespace {

std::string root() { return (std::filesystem::path(__FILE__).parent_path() / "../../..").string(); }

driver::Session session() { return driver::Session({{root() + "/policies"}, root() + "/stdlib", false}); }

const graph::Node& node(const graph::Graph& graph, const std::string& rule) {
  for (const graph::Node& each : graph.nodes) {
    if (graph.program->rules[each.rule].name == rule) {
      return each;
    }
  }
  FAIL("no rule " << rule);
  return graph.nodes[0];
}

TEST_CASE("a plan in four lines, the same each time") {
  driver::Session session = exeunt::session();
  const auto program = session.compile("pipedrive@2024-02-29");
  REQUIRE(program);
  const auto account = session.load_snapshot(root() + "/examples/pipedrive/account.ndjson", *program);
  REQUIRE(account);
  driver::Request request;
  request.event = "deactivate";
  request.subject = "user:7";
  request.by = "user:1";
  request.at = "2024-03-01";
  const auto plan = session.plan(program, *account, request);
  REQUIRE(plan);
  CHECK(plan->verdict == plan::Verdict::ready);
  CHECK(plan->policy.edition == "2024-02-29");
  CHECK(plan->rules.at("private-linked-emails").location == std::nullopt);
  CHECK(plan::write_json(*session.plan(program, *account, request)) == plan::write_json(*plan));

  request.locations = true;
  const auto located = session.plan(program, *account, request);
  CHECK(located->rules.at("private-linked-emails").location->line > 1);

  request.event = "deactivated";
  CHECK_FALSE(session.plan(program, *account, request));
  CHECK(session.sink().diagnostics().back().help == std::vector<std::string>{"did you mean `deactivate`?"});
}

TEST_CASE("the graph of the Pipedrive pack keeps its invariants and finds what an engine can use") {
  driver::Session session = exeunt::session();
  const auto program = session.compile("pipedrive");
  REQUIRE(program);
  const auto graph = session.graph(program, "deactivate");
  REQUIRE(graph);
  CHECK(graph::verify(*graph).empty());

  // What reads a plan comes after what makes it.
  CHECK(node(*graph, "campaigns-of-stopped-automations").stratum > node(*graph, "creator-turns-off").stratum);
  CHECK(graph->strata.size() == 2);

  // `email.owner == subject`: an engine may start from the leaver's emails.
  const graph::Node& emails = node(*graph, "private-linked-emails");
  REQUIRE(emails.driver);
  CHECK(program->model->entities[emails.entity].fields[*emails.driver].name == "owner");
  CHECK(emails.erases);
  CHECK(emails.writes.empty());

  // `first user where user.role == 'admin' && …`: by the role, not by going through all users.
  const auto first_admin = std::find_if(graph->lookups.begin(), graph->lookups.end(),
                                        [](const graph::Lookup& each) { return each.name == "first_admin"; });
  REQUIRE(first_admin != graph->lookups.end());
  REQUIRE(first_admin->probe);
  CHECK(program->model->entities[first_admin->probe->entity].fields[first_admin->probe->field].name == "role");
  CHECK(first_admin->stable);
}

TEST_CASE("what is wrong with a request is said in one go") {
  driver::Session session = exeunt::session();
  const auto program = session.compile("pipedrive");
  const auto account = session.load_snapshot(root() + "/examples/pipedrive/account.ndjson", *program);
  driver::Request request;
  request.event = "deactivate";
  request.subject = "deal:1";
  request.by = "user:1000";
  request.at = "yesterday";
  CHECK_FALSE(session.plan(program, *account, request));
  CHECK(session.sink().errors() == 3);
}

}  // namespace
}  // namespace exeunt
