#include <catch2/catch.hpp>
#include <string>

#include "interpreter/diagnostic/render.h"

namespace exeunt::diagnostic {
namespace {

using source::Span;

/// The span of the first `part` in the file's text.
Span find(const source::Manager& files, source::FileId id, std::string_view part) {
  const std::size_t at = files.file(id).text().find(part);
  REQUIRE(at != std::string_view::npos);
  return {id, static_cast<uint32_t>(at), static_cast<uint32_t>(at + part.size())};
}

TEST_CASE("a diagnostic shows its line, its underline and its help") {
  source::Manager files;
  const auto id = files.add("emails.policy", "rule a\n  where email.visibility == 'privat' && true\n");
  Sink sink;
  sink.report<Kind::file_unwritable>(find(files, id, "'privat'"), "out", "it is `red`").help("did you mean 'private'?");
  CHECK(render_text(sink, files) ==
        "emails.policy:2:29: error[E0008]: `out` cannot be written: it is `red`\n"
        "    2 |   where email.visibility == 'privat' && true\n"
        "      |                             ^~~~~~~~ did you mean 'private'?\n"
        "1 error\n");
}

TEST_CASE("labels are notes with their own line, several helps stand on lines of their own") {
  source::Manager files;
  const auto rules = files.add("rules.policy", "alpha beta");
  const auto model = files.add("model.policy", "x\r\nvisibility enum\r\n");
  Sink sink;
  sink.report<Kind::file_not_found>(find(files, rules, "beta"), "beta")
      .label(find(files, model, "visibility"), "`visibility` is declared here")
      .label(find(files, rules, "alpha"), "and used here")
      .help("first\nand its second line")
      .help("second");
  CHECK(render_text(sink, files) ==
        "rules.policy:1:7: error[E0001]: `beta` does not exist\n"
        "    1 | alpha beta\n"
        "      |       ^~~~\n"
        "      help: first\n"
        "            and its second line\n"
        "      help: second\n"
        "model.policy:2:1: note: `visibility` is declared here\n"
        "    2 | visibility enum\n"
        "      | ^~~~~~~~~~\n"
        "rules.policy:1:1: note: and used here\n"
        "    1 | alpha beta\n"
        "      | ^~~~~\n"
        "1 error\n");
}

std::string underline(std::string_view line, std::string_view part, uint32_t width = 160) {
  source::Manager files;
  const auto id = files.add("f", std::string(line));
  Sink sink;
  sink.report<Kind::file_empty>(find(files, id, part), "f");
  RenderOptions options;
  options.width = width;
  const std::string text = render_text(sink.diagnostics()[0], files, options);
  return text.substr(text.find('\n') + 1);
}

TEST_CASE("the caret keeps its column whatever stands before it") {
  CHECK(underline("\tx\ty z", "y") ==
        "    1 |     x   y z\n"
        "      |         ^\n");
  CHECK(underline("äöü = bad", "bad") ==
        "    1 | äöü = bad\n"
        "      |       ^~~\n");
  CHECK(underline("日本 = bad", "bad") ==
        "    1 | 日本 = bad\n"
        "      |        ^~~\n");
  // e + combining acute: two code points, one column.
  CHECK(underline("e\u0301e\u0301 bad", "bad") ==
        "    1 | e\u0301e\u0301 bad\n"
        "      |    ^~~\n");
  CHECK(underline("x 日本 y", "日本") ==
        "    1 | x 日本 y\n"
        "      |   ^~~~\n");
}

TEST_CASE("controls are shown, not sent to the terminal") {
  CHECK(underline("a\x1b[31mb bad", "bad") ==
        "    1 | a␛[31mb bad\n"
        "      |         ^~~\n");
  CHECK(underline("a\u202e bad", "bad") ==
        "    1 | a<U+202E> bad\n"
        "      |           ^~~\n");
  source::Manager files;
  Sink sink;
  sink.report<Kind::file_not_found>(std::nullopt, "a\x1b[2J\nb\xff");
  CHECK(render_text(sink.diagnostics()[0], files) == "error[E0001]: `a␛[2J␊b<FF>` does not exist\n");
}

TEST_CASE("a long line is cut around the caret") {
  const std::string before(5'000'000, 'a');
  const std::string after(5'000'000, 'b');
  CHECK(underline(before + "BAD" + after, "BAD", 30) ==
        "    1 | …aaaaaaaaaaBADbbbbbbbbbbbbbbb…\n"
        "      |            ^~~\n");
  CHECK(underline("BAD" + after, "BAD", 20) ==
        "    1 | BADbbbbbbbbbbbbbbbb…\n"
        "      | ^~~\n");
  CHECK(underline(before + "BAD", "BAD", 20) ==
        "    1 | …aaaaaaBAD\n"
        "      |        ^~~\n");
  // An underline longer than the window ends with it.
  CHECK(underline(before, before, 10) ==
        "    1 | aaaaaaaaa…\n"
        "      | ^~~~~~~~~\n");
}

TEST_CASE("places at the end of the text and of a line, and spans over lines") {
  source::Manager files;
  const auto id = files.add("f", "one\ntwo");
  const auto ended = files.add("g", "one\n");
  const auto show = [&](Span span) {
    Sink sink;
    sink.report<Kind::file_empty>(span, "f");
    return render_text(sink.diagnostics()[0], files);
  };
  CHECK(show({id, 7, 7}) == "f:2:4: error[E0007]: `f` is empty\n    2 | two\n      |    ^\n");
  CHECK(show({id, 3, 3}) == "f:1:4: error[E0007]: `f` is empty\n    1 | one\n      |    ^\n");
  CHECK(show({id, 1, 6}) == "f:1:2: error[E0007]: `f` is empty\n    1 | one\n      |  ^~\n");
  CHECK(show({ended, 4, 4}) == "g:2:1: error[E0007]: `f` is empty\n    2 |\n      | ^\n");
  CHECK(show({ended, 400, 900}) == "g:2:1: error[E0007]: `f` is empty\n    2 |\n      | ^\n");
}

TEST_CASE("a help that finds no room moves to its own line") {
  source::Manager files;
  const auto id = files.add("f", "word");
  Sink sink;
  sink.report<Kind::file_empty>(Span{id, 0, 4}, "f").help("a help that is longer than the window");
  RenderOptions options;
  options.width = 20;
  CHECK(render_text(sink.diagnostics()[0], files, options) ==
        "f:1:1: error[E0007]: `f` is empty\n"
        "    1 | word\n"
        "      | ^~~~\n"
        "      help: a help that is longer than the window\n");
}

TEST_CASE("a streamed input is named by line and column") {
  source::Manager files;
  Sink sink;
  sink.report<Kind::file_empty>(std::nullopt, "f").at({"account.ndjson", 12, 3}).help("fill it");
  sink.report<Kind::file_empty>(std::nullopt, "f").at({"account.ndjson", 9, 0});
  sink.report<Kind::file_empty>(std::nullopt, "f").at({"account.ndjson", 0, 0});
  CHECK(render_text(sink, files) ==
        "account.ndjson: error[E0007]: `f` is empty\n"
        "account.ndjson:9: error[E0007]: `f` is empty\n"
        "account.ndjson:12:3: error[E0007]: `f` is empty\n"
        "      help: fill it\n"
        "3 errors\n");
  CHECK(render_json(sink.diagnostics()[0], files) ==
        R"({"code":"E0007","severity":"error","message":"`f` is empty","file":"account.ndjson","line":12,"column":3,)"
        R"("labels":[],"help":["fill it"]})"
        "\n");
}

TEST_CASE("colour is added on request and changes nothing else") {
  source::Manager files;
  const auto id = files.add("f", "word");
  Sink sink;
  sink.report<Kind::file_empty>(Span{id, 0, 4}, "f").label(Span{id, 0, 1}, "here").help("one").help("two");
  RenderOptions options;
  options.colour = true;
  std::string coloured = render_text(sink, files, options);
  CHECK(coloured.find("\x1b[1;31merror[E0007]:\x1b[0m") != std::string::npos);
  for (std::size_t at; (at = coloured.find('\x1b')) != std::string::npos;) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  CHECK(coloured == render_text(sink, files));
}

TEST_CASE("only so many errors are shown, and the rest is counted") {
  source::Manager files;
  Sink sink;
  for (int i = 10; i < 15; ++i) {
    sink.report<Kind::file_empty>(std::nullopt, fmt::format("{}", i));
  }
  RenderOptions options;
  options.max_errors = 2;
  CHECK(render_text(sink, files, options) ==
        "error[E0007]: `10` is empty\n"
        "error[E0007]: `11` is empty\n"
        "5 errors (3 more not shown)\n");
  options.max_errors = 0;
  CHECK(render_json(sink, files, options).find("`14` is empty") != std::string::npos);
}

TEST_CASE("nothing to say is nothing printed") {
  CHECK(render_text(Sink(), source::Manager()).empty());
  CHECK(render_json(Sink(), source::Manager()).empty());
}

TEST_CASE("tally") {
  CHECK(tally(2, 1) == "2 errors, 1 warning");
  CHECK(tally(1, 0) == "1 error");
  CHECK(tally(0, 2) == "2 warnings");
  CHECK(tally(0, 0) == "no errors");
}

TEST_CASE("JSON has every place with lines, columns and bytes") {
  source::Manager files;
  const auto id = files.add("ä\"b", "é x\nnext");
  Sink sink;
  sink.report<Kind::file_not_found>(Span{id, 3, 8}, "x").label(Span{id, 0, 2}, "declared here").help("do").help("that");
  CHECK(render_json(sink, files) ==
        R"({"code":"E0001","severity":"error","message":"`x` does not exist","file":"ä\"b","line":1,"column":3,)"
        R"("endLine":2,"endColumn":4,"begin":3,"end":8,"labels":[{"message":"declared here","file":"ä\"b","line":1,)"
        R"("column":1,"endLine":1,"endColumn":2,"begin":0,"end":2}],"help":["do","that"]})"
        "\n");
  Sink invalid;
  invalid.report<Kind::file_not_found>(std::nullopt, "\xff");
  CHECK(render_json(invalid, files).find("\uFFFD") != std::string::npos);
}

}  // namespace
}  // namespace exeunt::diagnostic
