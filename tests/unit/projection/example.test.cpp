// examples/neutral/account.ndjson becomes an account of every shipped pack that a plan can be made for. What is lost on the
// way, and what the plan leaves open, is in PACK.expected; EXEUNT_UPDATE_GOLDEN=1 writes it: read the diff.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "interpreter/diagnostic/render.h"
#include "interpreter/driver/session.h"
#include "interpreter/snapshot/read.h"
#include "tests/unit/projection/support.h"

namespace fs = std::filesystem;
using namespace exeunt;

namespace {

fs::path folder() {
  return fs::canonical(fs::path(__FILE__).parent_path());
}
fs::path root() {
  return fs::canonical(folder() / "../../..");
}

struct Example {
  driver::Session session{{.policy_paths = {(root() / "policies").string()}, .stdlib_path = (root() / "stdlib").string()}};
  std::shared_ptr<const program::Program> program;
  std::optional<snapshot::Account> neutral;
  std::optional<projection::Projected> projected;

  explicit Example(const std::string& pack) {
    program = session.compile(pack);
    REQUIRE(program);
    snapshot::ReadOptions options;
    options.strict = true;
    neutral = snapshot::read((root() / "examples/neutral/account.ndjson").string(), *program->neutral, session.sink(),
                             options);
    INFO(diagnostic::render_text(session.sink(), session.sources()));
    REQUIRE(neutral);
    projected = projection::project(*program, *neutral, session.sink());
    INFO(diagnostic::render_text(session.sink(), session.sources()));
    REQUIRE(projected);
  }

  plan::Plan plan(const std::string& event) {
    driver::Request request;
    request.event = event;
    request.subject = "user:7";
    request.by = "user:1";
    request.at = "2025-03-03T09:00:00Z";
    auto made = session.plan(program, projected->account, request);
    INFO(diagnostic::render_text(session.sink(), session.sources()));
    REQUIRE(made);
    return *made;
  }
};

std::string open_questions(const plan::Plan& plan) {
  std::string out;
  for (const plan::Undecided& each : plan.undecided) {
    out += "undecided " + each.object + " " + each.rule + ":";
    for (const plan::MissingField& missing : each.missing) {
      out += " " + missing.object + "." + missing.field;
    }
    out += each.error.empty() ? "\n" : " " + each.error + "\n";
  }
  for (const plan::Unaddressed& each : plan.unaddressed) {
    out += "unaddressed " + each.object + "\n";
  }
  for (const plan::Dangling& each : plan.dangling) {
    out += "dangling " + each.object + "." + each.field + "\n";
  }
  return out;
}

std::string report(Example& example, const std::string& event) {
  const plan::Plan plan = example.plan(event);
  CHECK(plan.verdict == plan::Verdict::ready);
  std::set<std::string> fired;
  for (const plan::Change& change : plan.changes) {
    fired.insert(change.rule);
  }
  std::string idle;
  for (const program::RuleVariant& rule : example.program->find_event(event)->rules) {
    const std::string& name = example.program->rules[rule.rule].name;
    if (!fired.contains(name)) {
      idle += "  " + name + "\n";
      fired.insert(name);
    }
  }
  std::string out = "# Lost objects\n" + test::lost_in_short(*example.program, *example.neutral, *example.projected);
  out += "\n# Lost fields\n" + test::lost_fields(*example.program, *example.neutral, *example.projected);
  out += "\n# Without a place\n" + test::without_place(*example.program, *example.projected);
  out += "\n# What the plan leaves open\n" + open_questions(plan);
  out += "\n# Rules that find nothing to do\n" + idle;
  return out;
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("the example told in concepts has a plan under each pack") {
  for (const std::string pack : {"pipedrive", "pipedrive@undated", "hubspot"}) {
    INFO(pack);
    Example example(pack);
    const std::string text = report(example, "deactivate");
    fs::path expected = folder() / (pack + ".expected");
    if (std::getenv("EXEUNT_UPDATE_GOLDEN") != nullptr) {
      std::ofstream(expected, std::ios::binary) << text;
    }
    CHECK(text == read_file(expected));
  }
}

TEST_CASE("what is projected is a snapshot like any other") {
  for (const std::string pack : {"pipedrive", "hubspot"}) {
    INFO(pack);
    Example example(pack);
    const snapshot::Account& account = example.projected->account;
    snapshot::ReadOptions options;
    options.strict = true;
    const auto again = snapshot::read_text(example.projected->text, "again", *example.program->model,
                                           example.session.sink(), options);
    REQUIRE(again);
    CHECK(again->digest == account.digest);
    CHECK(again->present_count == account.present_count);
    // Every object is there once, and comes from an object of the concept that its entity stands for.
    std::vector<int> times(account.present_count);
    for (snapshot::ObjectIndex object = 0; object < example.neutral->present_count; ++object) {
      for (const snapshot::ObjectIndex out : example.projected->became[object]) {
        ++times[out];
        CHECK(account.objects[out].id == example.neutral->objects[object].id);
        CHECK(example.program->model->entities[account.objects[out].entity].concept_name ==
              example.program->neutral->entities[example.neutral->objects[object].entity].name);
      }
    }
    CHECK(std::count(times.begin(), times.end(), 1) == static_cast<std::ptrdiff_t>(times.size()));
  }
}

TEST_CASE("the example has an object of every concept that a pack has an entity of") {
  Example example("pipedrive");
  driver::Session& session = example.session;
  for (const std::string pack : {"pipedrive", "hubspot"}) {
    const auto program = session.compile(pack);
    REQUIRE(program);
    for (const program::Projection& projection : program->projections) {
      INFO(pack << " " << projection.concept_name);
      const auto [first, last] = example.neutral->ranges[*program->neutral->find_entity(projection.concept_name)];
      CHECK(first != last);
    }
  }
}
