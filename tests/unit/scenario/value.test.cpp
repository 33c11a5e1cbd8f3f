#include "interpreter/scenario/value.h"

#include <catch2/catch.hpp>

#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"

using namespace exeunt;
using plan::Value;

namespace {

/// What one YAML document becomes, as JSON.
std::string as_json(std::string text) {
  source::Manager sources;
  diagnostic::Sink sink;
  const auto file = sources.add("x.yaml", std::move(text));
  const yaml::Document document = yaml::load(sources, file, sink);
  REQUIRE(document.root);
  return plan::write_value(scenario::value(*document.root, sources.file(file).text()));
}

bool same(std::string_view expected, std::string_view actual) {
  return scenario::same(std::get<Value>(plan::parse_json(expected)), std::get<Value>(plan::parse_json(actual)));
}

}  // namespace

TEST_CASE("Plain scalars are what YAML 1.2 says; quotes make text of anything") {
  CHECK(as_json("[null, ~, Null, , '']") == R"([null, null, null, null, ""])");
  CHECK(as_json("[true, False, yes, no, on]") == R"([true, false, "yes", "no", "on"])");
  CHECK(as_json("[7, -7, +7, 007, 0x1F, 0o17, 18446744073709551615]") == "[7, -7, 7, 7, 31, 15, 18446744073709551615]");
  CHECK(as_json("[1.5, .5, 5., 1e3, -2E-1]") == "[1.5, 0.5, 5.0, 1000.0, -0.2]");
  CHECK(as_json("['7', \"true\", 'null']") == R"(["7", "true", "null"])");
  CHECK(as_json("[user:7, 2024-03-01, 1.2.3, 12h, '-', e5, 1e, .inf]") ==
        R"(["user:7", "2024-03-01", "1.2.3", "12h", "-", "e5", "1e", ".inf"])");
  CHECK(as_json("a:\n- b: |\n    7\n") == R"({"a": [{"b": "7\n"}]})");
}

TEST_CASE("Values are compared as people mean them") {
  CHECK(same("1", "1.0"));
  CHECK_FALSE(same("1", "true"));
  CHECK_FALSE(same("\"1\"", "1"));
  CHECK(same("\"2024-03-01\"", "\"2024-03-01T00:00:00Z\""));
  CHECK(same("\"2024-03-01T10:00:00+01:00\"", "\"2024-03-01T09:00:00Z\""));
  CHECK_FALSE(same("\"2024-03-01\"", "\"2024-03-02T00:00:00Z\""));
  CHECK(same("[1, {\"a\": 2, \"b\": null}]", "[1.0, {\"b\": null, \"a\": 2}]"));
  CHECK_FALSE(same("[1, 2]", "[2, 1]"));
  CHECK_FALSE(same("{\"a\": 1}", "{\"a\": 1, \"b\": 2}"));
}

TEST_CASE("Values are written as scenario files have them") {
  const auto written = [](std::string_view json) { return scenario::text(std::get<Value>(plan::parse_json(json))); };
  CHECK(written(R"(["user:7", "two words", "true", "7", "", "a: b", null, 1.5])") ==
        R"([user:7, "two words", "true", "7", "", "a: b", null, 1.5])");
  CHECK(written(R"({"a": [], "b": {"c": "-x"}})") == R"({a: [], b: {c: "-x"}})");
}
