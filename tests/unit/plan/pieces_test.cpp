#include "interpreter/plan/pieces.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "interpreter/plan/json.h"

using namespace exeunt;

namespace {

plan::Plan sample() {
  plan::Plan plan;
  plan.policy = {"shop", "Shop", "", "sha256:1"};
  plan.request.event = "leave";
  plan.request.at = "2024-03-01T00:00:00Z";
  for (const char* id : {"deal:1", "deal:2", "deal:3"}) {
    plan::Change change;
    change.object = id;
    change.rule = "r";
    change.outcome = "keep";
    change.text = "with \"quotes\", {brackets] and \\";
    plan.changes.push_back(change);
    plan.labels[id] = "A ] } \" label";
    plan.dangling.push_back({id, "owner", "user:7"});
  }
  plan.rules["r"].outcomes = {{"keep", "kept", true}};
  return plan;
}

struct Result {
  std::vector<std::string> objects;
  std::optional<std::string> rest;
};

Result read(const std::string& text) {
  std::string path = (std::filesystem::temp_directory_path() / "exeunt-pieces.XXXXXX").string();
  ::close(::mkstemp(path.data()));
  std::ofstream(path) << text;
  Result result;
  {
    auto input = source::Input::open(path);
    plan::Pieces pieces(std::move(std::get<source::Input>(input)));
    result.rest = pieces.read([&result](plan::Change change) { result.objects.push_back(change.object); });
  }
  std::filesystem::remove(path);
  return result;
}

const std::vector<std::string> all{"deal:1", "deal:2", "deal:3"};

}  // namespace

TEST_CASE("Both forms of a plan are read in pieces, in whatever layout") {
  const plan::Plan plan = sample();
  std::string packed;
  for (const char c : plan::write_json(plan)) {
    packed += c == '\n' ? "" : std::string(1, c);
  }
  for (const std::string& text : {plan::write_json(plan), plan::write_ndjson(plan), packed}) {
    const Result result = read(text);
    CHECK(result.objects == all);
    REQUIRE(result.rest);
    source::Manager sources;
    diagnostic::Sink sink;
    const auto head = plan::read_json(sources, sources.add("rest", *result.rest), sink);
    REQUIRE(head);
    CHECK(head->policy.digest == "sha256:1");
    CHECK(head->changes.empty());
    CHECK(head->labels.empty());
    CHECK(head->rules.contains("r"));
  }
}

TEST_CASE("What is not that simple is left to others") {
  const std::string document = plan::write_json(sample());
  const std::string lines = plan::write_ndjson(sample());
  CHECK(!read("").rest);
  CHECK(!read("[]").rest);
  CHECK(!read("{").rest);
  CHECK(!read(document + "{}").rest);
  CHECK(!read(lines + lines).rest);
  CHECK(!read(lines.substr(0, lines.rfind("{\"record\": \"summary\""))).rest);
  for (std::size_t size = 1; size + 2 < document.size(); size += 37) {
    CHECK(!read(document.substr(0, size)).rest);
  }
  std::string wrong = document;
  wrong.replace(wrong.find("\"deal:2\", \"rule\""), 8, "7");
  CHECK(!read(wrong).rest);
}
