#include "sample.h"

namespace exeunt::snapshot {
namespace {

std::string repeat(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) {
    text += part;
  }
  return text;
}

TEST_CASE("deep nesting is an error, not a crash") {
  constexpr std::size_t deep = 100'000;
  const std::string head = R"({"type":"user","id":"1","x":)";
  CHECK(errors(head + repeat("[", deep) + repeat("]", deep) + "}\n") ==
        "f:1:92: error[E0704]: lists and objects are nested more than 64 deep\n");
  CHECK(errors(repeat("[", deep) + repeat("]", deep)) ==
        "f:1:66: error[E0704]: lists and objects are nested more than 64 deep\n");
  CHECK(errors(repeat("[", deep)) ==
        "f:1:100001: error[E0702]: the file was cut off: it ends inside a list or an object\n");
  CHECK(errors(head + repeat("{\"a\":", deep) + "1" + repeat("}", deep) + "}\n").find("E0704") != std::string::npos);
  CHECK(errors(repeat("{\"a\":", deep)).find("E0704") != std::string::npos);
  CHECK(errors("x: " + repeat("[", deep)).find("E0701") != std::string::npos);
  CHECK(errors(repeat("- ", deep)).find("E0704") != std::string::npos);
  CHECK(errors("x: " + repeat("{a: ", deep)).find("E07") != std::string::npos);
}

TEST_CASE("as deep as allowed is fine") {
  const std::string head = R"({"type":"user","id":"1","x":)";
  CHECK(account(head + repeat("[", 63) + repeat("]", 63) + "}").present_count == 1);
  CHECK(errors(head + repeat("[", 64) + repeat("]", 64) + "}").find("E0704") != std::string::npos);
  CHECK(account("- {type: user, id: 1, x: " + repeat("[", 63) + repeat("]", 63) + "}").present_count == 1);
  CHECK(errors("- {type: user, id: 1, x: " + repeat("[", 65) + repeat("]", 65) + "}").find("E0704") !=
        std::string::npos);
}

TEST_CASE("one line of many megabytes") {
  const std::string long_text(20u << 20, 'x');
  const Account one = account(R"({"type":"user","id":"1","name":")" + long_text + R"("})");
  CHECK(one.objects[0].fields[0]->string_value().size() == long_text.size());
  const std::string said = errors(R"({"type":"deal","id":"1","status":")" + long_text + R"(","count":"x"})");
  CHECK(said.size() < 1000);
  CHECK(said.find("`count` is text") != std::string::npos);
}

TEST_CASE("YAML of many megabytes is refused before it is read") {
  const std::string item = "- {type: user, id: 1, name: ";
  const std::size_t most = (8u << 20) - item.size() - 1;
  CHECK(account(item + std::string(most, 'x') + "}").present_count == 1);
  CHECK(errors(item + std::string(most + 1, 'x') + "}").find("error[E0730]: a snapshot in YAML may have 8388608 bytes") !=
        std::string::npos);
}

TEST_CASE("one object of too many values") {
  const std::string numbers = repeat("1,", 1'100'000) + "1";
  CHECK(errors(R"({"type":"user","id":"1","x":[)" + numbers + "]}").find("E0705") != std::string::npos);
  CHECK(errors("- {type: user, id: 1, x: [" + numbers + "]}").find("E0705") != std::string::npos);
}

TEST_CASE("an alias bomb does not go off") {
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c < 'k'; ++c) {
    const std::string before = "*" + std::string(1, static_cast<char>(c - 1)) + ", ";
    bomb += std::string(1, c) + ": &" + c + " [" + repeat(before, 9) + "x]\n";
  }
  CHECK(errors(bomb).find("E0708") != std::string::npos);
}

TEST_CASE("errors in a list of a million wrong values cost little") {
  const std::string wrong = repeat("5,", 900'000) + "5";
  const std::string said = errors(R"({"type":"deal","id":"1","linked_to":[)" + wrong + "]}");
  CHECK(said.ends_with("f: error[E0729]: reading stopped after 20 errors\n"));
}

void check_every_prefix(std::string_view text) {
  for (std::size_t size = 0; size < text.size(); ++size) {
    const model::Model model = sample_model();
    diagnostic::Sink sink;
    const std::optional<Account> cut = read_text(text.substr(0, size), "f", model, sink);
    CHECK(cut.has_value() == !sink.has_errors());
  }
}

TEST_CASE("a file cut anywhere is read or refused") {
  check_every_prefix(
      "\xef\xbb\xbf{\"format\":\"exeunt.snapshot/1\",\"absent\":\"null\"}\r\n"
      "{\"type\":\"user\",\"id\":\"7\",\"name\":\"\\u00e4\\ud83d\\ude00日\"}\n"
      "{\"type\":\"deal\",\"id\":\"1\",\"active\":true,\"count\":-3,\"value\":1.5e3,\"title\":null,"
      "\"owner\":\"user:7\",\"linked_to\":[\"deal:1\"],\"x\":{\"y\":[{}]}}\n");
  check_every_prefix(
      "{ \"format\": \"exeunt.snapshot/1\",\n \"objects\": [ {\"type\":\"user\",\"id\":\"7\",\"name\":\"日\"},\n"
      " {\"type\":\"deal\",\"id\":1,\"value\":1.5,\"x\":{\"y\":[{}]}} ], \"absent\": \"null\" }\n");
  check_every_prefix("[{\"type\":\"user\",\"id\":\"7\"},\n {\"type\":\"deal\",\"id\":1,\"value\":1.5}]\n");
  check_every_prefix(
      "# comment\nformat: exeunt.snapshot/1\nabsent: null\nobjects:\n- type: user\n  id: 7\n  name: |\n    日 text\n"
      "    more\n- {type: deal, id: \"a b\", owner: 'user:7', linked_to: [\"deal:1\"], value: -.5e3}\n");
}

TEST_CASE("any byte changed is read or refused") {
  constexpr std::string_view text =
      "{\"type\":\"user\",\"id\":\"7\"}\n{\"type\":\"deal\",\"id\":1,\"value\":1.5,\"linked_to\":[\"deal:1\"]}\n";
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char c : std::string_view("\0\xff\"\\{}[],:\n 0e-\x80", 16)) {
      std::string changed(text);
      changed[at] = c;
      const model::Model model = sample_model();
      diagnostic::Sink sink;
      const std::optional<Account> read_back = read_text(changed, "f", model, sink);
      CHECK(read_back.has_value() == !sink.has_errors());
    }
  }
}

}  // namespace
}  // namespace exeunt::snapshot
