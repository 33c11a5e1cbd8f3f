#include <catch2/catch.hpp>

#include "interpreter/console/answer.h"
#include "interpreter/console/complete.h"
#include "interpreter/console/repl.h"
#include "interpreter/console/shape.h"
#include "interpreter/plan/json.h"

using namespace exeunt;
using namespace exeunt::console;

namespace {

struct Run {
  std::string text;
  std::vector<std::string> errors;
};

class Session {
 public:
  Run operator()(const std::string& entry) {
    source::Manager sources;
    diagnostic::Sink sink;
    Run run{repl_.run(entry, 1, sources, sink).text, {}};
    for (const diagnostic::Diagnostic& each : sink.diagnostics()) {
      run.errors.emplace_back(diagnostic::info(each.kind).code);
    }
    return run;
  }
  const Names& names() const { return repl_.names(); }

 private:
  Repl repl_{{}, {}, "<input>"};
};

std::string json_of(const std::string& expression) {
  source::Manager sources;
  diagnostic::Sink sink;
  const auto answer = evaluate(whole(sources, sources.add("e", expression)), {}, {}, sink);
  REQUIRE(answer);
  return plan::write_value(to_json(answer->value));
}

}  // namespace

TEST_CASE("types are taken from values all the way down") {
  Session session;
  const auto type = [&](const std::string& expression) {
    return infer(session.names().all().at(expression).value).text();
  };
  session("a = [[1], []]");
  session("b = dyn([1, null])");
  session("c = dyn([1, 'a'])");
  session("d = dyn({'k': [{'x': 1}, {'x': null}]})");
  session("e = dyn([null])");
  session("f = dyn({1: true, 2: null})");
  CHECK(type("a") == "list(list(dyn))");
  CHECK(type("b") == "list(wrapper(int))");
  CHECK(type("c") == "list(dyn)");
  CHECK(type("d") == "map(string, list(map(string, dyn)))");
  CHECK(type("e") == "list(dyn)");
  CHECK(type("f") == "map(int, wrapper(bool))");
}

TEST_CASE("of a very long list the first parts are looked at") {
  std::vector<cel::Value> elements(90'000, cel::Value::int64(1));
  CHECK(infer(cel::Value::list(elements)).text() == "list(int)");
  elements.resize(200'000, cel::Value::int64(1));
  CHECK(infer(cel::Value::list(elements)).text() == "list(dyn)");
}

TEST_CASE("a value wrapped in itself line after line is refused in time") {
  Session session;
  session("deep = [0]");
  std::vector<std::string> errors;
  int lines = 0;
  while (errors.empty() && ++lines < 1000) {
    errors = session("deep = [deep]").errors;
  }
  CHECK(errors == std::vector<std::string>{"E1204"});
  CHECK(lines < 300);
  CHECK(session("size(deep)").text == "1 : int\n");

  session("wide = [0]");
  errors.clear();
  lines = 0;
  while (errors.empty() && ++lines < 1000) {
    errors = session("wide = [wide, wide]").errors;
  }
  CHECK(errors == std::vector<std::string>{"E1203"});
  CHECK(lines < 64);
}

TEST_CASE("as many names as anyone needs") {
  Names names;
  diagnostic::Sink sink;
  for (std::size_t i = 0; i < max_names; ++i) {
    REQUIRE(names.bind("n" + std::to_string(i), cel::Value::null(), std::nullopt, sink));
  }
  CHECK_FALSE(names.bind("more", cel::Value::null(), std::nullopt, sink));
  CHECK(names.bind("n1", cel::Value::int64(1), std::nullopt, sink));
  REQUIRE(sink.errors() == 1);
  CHECK(diagnostic::info(sink.diagnostics()[0].kind).code == "E1209");
}

TEST_CASE("an entry that is too long is refused") {
  Session session;
  CHECK(session(std::string(max_entry_bytes + 1, ' ')).errors == std::vector<std::string>{"E1243"});
}

TEST_CASE("an entry that fails changes nothing") {
  Session session;
  session("a = 1");
  CHECK(session("a = 1 / 0").errors == std::vector<std::string>{"E1201"});
  CHECK(session("a").text == "1 : int\n");
}

TEST_CASE("a new value is known, whatever was unknown of the old one") {
  Session session;
  session("a = {'b': 1, 'c': {'d': 2}}");
  session(":unknown a.c.d");
  CHECK(session("a.c.d").text == "unknown, depends on `a.c.d`\n");
  CHECK(session("a.c").text == "unknown, depends on `a.c.d`\n");
  CHECK(session("a.b").text == "1 : int\n");
  CHECK(session("a['b']").text == "unknown, depends on `a.c.d`\n");
  CHECK(session("has(a.b)").text == "unknown, depends on `a.c.d`\n");
  session("a = {'c': {'d': 3}}");
  CHECK(session("a.c.d").text == "3 : int\n");
}

TEST_CASE("what JSON has is JSON, and the rest is CEL") {
  CHECK(json_of("[null, true, 1, 18446744073709551615u, 1.5, 'a']") ==
        R"([null, true, 1, 18446744073709551615, 1.5, "a"])");
  CHECK(json_of("{'a': {'b': []}}") == R"({"a": {"b": []}})");
  CHECK(json_of("[timestamp('2024-03-01T00:00:00Z')]") == R"(["2024-03-01T00:00:00Z"])");
  CHECK(json_of("duration('1.5s')") == R"("1.5s")");
  CHECK(json_of("{1: 2}") == R"("{1: 2}")");
  CHECK(json_of("b'a'") == R"("b'a'")");
  CHECK(json_of("optional.none()") == "\"optional.none()\"");
}

TEST_CASE("a word before the cursor is completed") {
  Session session;
  session("email = {'owner': {'name': 1, 'nick': 2}, 'other': 3, 'not a name': 4}");
  session("emails = [email]");
  const auto choices = [&](std::string_view text) { return complete(text, session.names()).choices; };
  CHECK(choices("1 + em") == std::vector<std::string>{"email", "emails"});
  CHECK(choices("email.o") == std::vector<std::string>{"other", "owner"});
  CHECK(choices("size(email.owner.n") == std::vector<std::string>{"name", "nick"});
  CHECK(choices("emails.o").empty());
  CHECK(choices("nothing.o").empty());
  CHECK(choices(":un") == std::vector<std::string>{":unbind", ":unknown"});
  CHECK(complete("email.ow", session.names()).begin == 6);
}
