#include "interpreter/apply/document.h"

#include <catch2/catch.hpp>
#include <random>

#include "../plan/sample.h"
#include "interpreter/plan/json.h"

using namespace exeunt;

namespace {

struct Result {
  std::optional<apply::Planned> planned;
  std::vector<std::string> errors;
};

Result read_large(std::string text) {
  diagnostic::Sink sink;
  Result result;
  result.planned = apply::read_large(source::Seekable::of("plan", std::move(text)), sink);
  for (const diagnostic::Diagnostic& each : sink.diagnostics()) {
    result.errors.push_back(std::string(diagnostic::info(each.kind).code) + " " + each.message);
  }
  return result;
}

/// Everything that applying it looks at.
std::string shown(const apply::Planned& planned) {
  plan::Plan plan = planned.plan;
  plan.summary = {};  // counts what is not kept
  plan.labels.clear();
  plan.types.clear();
  plan.capabilities.clear();
  plan.advice.clear();
  plan.displays.clear();
  plan.undecided.clear();
  plan.unaddressed.clear();
  plan.dangling.clear();
  for (apply::Changes::Index index = 0; index < planned.changes.size(); ++index) {
    plan.changes.push_back(planned.changes.unpack(index));
  }
  return plan::write_json(plan);
}

std::string read_at_once(const std::string& text) {
  source::Manager sources;
  diagnostic::Sink sink;
  auto plan = plan::read_json(sources, sources.add("plan", text), sink);
  REQUIRE(plan);
  return shown(apply::pack(std::move(*plan)));
}

}  // namespace

TEST_CASE("A plan read by entry is the plan read at once, in both forms") {
  for (const plan::Plan& plan : {plan::test::full_plan(), plan::test::ready_plan()}) {
    for (const std::string& text : {plan::write_json(plan), plan::write_ndjson(plan)}) {
      const Result result = read_large(text);
      CHECK(result.errors == std::vector<std::string>{});
      REQUIRE(result.planned);
      CHECK(shown(*result.planned) == read_at_once(text));
    }
  }
}

/// The same plan, with a member in every change that no program writes: none is read by its spelling.
static std::string unusual(std::string text) {
  constexpr std::string_view begin = "\"object\": \"";
  for (std::size_t at = text.find(begin); at != std::string::npos; at = text.find(begin, at + 20)) {
    if (text.find("\"writes\"", at) < text.find('\n', at)) {
      text.insert(at, "\"odd\": 0, ");
    }
  }
  return text;
}

TEST_CASE("Changes read by their spelling are those read exactly, and so is what is said of them") {
  constexpr std::string_view pieces[] = {"\"", "\\", "{", "}", "]", ",", ":", " ", "\n", "1", "\xff", "\\u0041", "null", "x"};
  std::mt19937 random(29);
  const plan::Plan plan = plan::test::ready_plan();
  for (const std::string& text : {plan::write_json(plan), plan::write_ndjson(plan)}) {
    const std::size_t begin = text.find("\"object\"");
    for (int round = 0; round < 50; ++round) {
      std::string broken = text;
      broken.replace(begin + random() % (text.size() - begin), random() % 3, pieces[random() % std::size(pieces)]);
      INFO(broken);
      const Result quick = read_large(broken);
      const Result exact = read_large(unusual(broken));
      REQUIRE(quick.errors == exact.errors);
      REQUIRE(quick.planned.has_value() == exact.planned.has_value());
      if (quick.planned) {
        REQUIRE(shown(*quick.planned) == shown(*exact.planned));
      }
    }
  }
}

TEST_CASE("A plan cut off anywhere is no plan") {
  for (const std::string& text :
       {plan::write_json(plan::test::full_plan()), plan::write_ndjson(plan::test::full_plan())}) {
    for (std::size_t size = 0; size + 2 < text.size(); size += 61) {
      INFO(size);
      const Result result = read_large(text.substr(0, size));
      CHECK(!result.planned);
      CHECK(result.errors.size() == 1);
    }
  }
}

TEST_CASE("What nobody applies is checked all the same") {
  std::string text = plan::write_json(plan::test::full_plan());
  const std::string_view list = "\"dangling\": [\n    {\"object\": \"";
  const std::size_t at = text.find(list);
  REQUIRE(at != std::string::npos);
  text.replace(at + list.size() - 1, text.find('"', at + list.size()) - at - list.size() + 2, "7");
  const Result result = read_large(text);
  CHECK(!result.planned);
  CHECK(result.errors == std::vector<std::string>{"E0906 `dangling[0].object` is a number, where a plan has text"});
}

TEST_CASE("What stands twice is refused") {
  std::string text = plan::write_ndjson(plan::test::full_plan());
  const std::size_t at = text.find("{\"record\": \"rule\"");
  const std::string line = text.substr(at, text.find('\n', at) + 1 - at);
  text.insert(at, line);
  const Result result = read_large(text);
  CHECK(!result.planned);
  REQUIRE(result.errors.size() == 1);
  CHECK(result.errors[0].starts_with("E0910 `rule "));
}
