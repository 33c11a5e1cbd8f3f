// Everything that was read knows where it stands.
#include <catch2/catch.hpp>

#include "tests/unit/syntax/reading.h"
#include "tests/unit/syntax/sample.h"

using namespace exeunt;
using namespace exeunt::syntax;

static std::string_view at(std::string_view text, const source::Span& span) {
  return text.substr(span.begin, span.end - span.begin);
}

TEST_CASE("declarations span from their first word to their last") {
  const ast::File file = read(std::string(sample)).file;
  for (const ast::Declaration& declaration : file.declarations) {
    const std::string_view text = at(sample, declaration.span);
    CAPTURE(text);
    CHECK(text.starts_with(declaration.replace ? "replace" : ast::keyword(declaration.body)));
    CHECK(text.find_last_not_of(" \n") + 1 == text.size());
    CHECK(text.find("// what") + 1 + (ast::keyword(declaration.body) == "entity" ? 1 : 0) <= text.size());
    CHECK(at(sample, ast::name(declaration.body).span) == ast::name(declaration.body).text);
  }
  CHECK(at(sample, file.declarations[1].span) == "class retained 'stays as it is' severity 0 scheduled retained-later");
  CHECK(at(sample, file.edition->span) == "edition \"2024-11-04\" extends \"2024-02-29\" title \"Autumn\"");
  CHECK(at(sample, file.pack->span) == "sample");
  CHECK(at(sample, file.title->span) == "\"Sample\"");
}

TEST_CASE("parts of declarations") {
  const ast::File file = read(std::string(sample)).file;
  const auto& entity = std::get<ast::Entity>(file.declarations[4].body);
  CHECK(at(sample, entity.fields[1].span) == "cc         list<ref<user>>? membership \"Copied to\"");
  CHECK(at(sample, entity.fields[1].type.span) == "list<ref<user>>?");
  CHECK(at(sample, entity.fields[1].type.element[0].span) == "ref<user>");
  const auto& outcome = std::get<ast::Outcome>(file.declarations[5].body);
  CHECK(at(sample, outcome.parameters[1].span) == "field: field = ownership");
  CHECK(at(sample, outcome.writes[5].span) == "create note { text = 'hello' about = email.id }");
  CHECK(at(sample, outcome.writes[5].fields[1].second.span) == "email.id");
  const auto& event = std::get<ast::Event>(file.declarations[10].body);
  CHECK(at(sample, event.arguments[0].span) == "arg reason string? = 'x' \"Reason\"");
  CHECK(at(sample, event.inventory->span) == "inventory \"What they own\" cite s.prompt");
  CHECK(at(sample, event.guards[0].require.span) == "by.account_settings");
  const auto& howto = std::get<ast::HowTo>(file.declarations[11].body);
  CHECK(at(sample, howto.steps[0].span) == "step \"Open {subject.name}\" cite s.step");
  const auto& rule = std::get<ast::Rule>(file.declarations[12].body);
  CHECK(at(sample, rule.targets->span) == "email, deal as item");
  CHECK(at(sample, rule.then[0].span) == "transfer(first_admin, field: owner)");
  CHECK(at(sample, rule.after->span) == "1d12h");
  CHECK(rule.after->literal == "1d12h");
  CHECK(at(sample, rule.where->span) == rule.where->text);
  CHECK(at(sample, rule.where->locate(0, 4)) == "item");
}

TEST_CASE("a text knows where its characters stand, escapes or not") {
  const std::string text = "pack p\nconcept c \"a\\u00e9{x}\"\nadvise d \"\"\"\n  {y}\n  z{w}\n  \"\"\"";
  const ast::File file = read(text).file;
  const ast::Text& title = *std::get<ast::Concept>(file.declarations[0].body).title;
  const ast::Expression whole{title.value, title.span, title.runs};
  CHECK(at(text, whole.locate(static_cast<uint32_t>(title.value.find('x')),
                              static_cast<uint32_t>(title.value.find('x') + 1))) == "x");
  CHECK(at(text, whole.locate(0, 1)) == "a");
  const ast::Text& advice = *std::get<ast::Advice>(file.declarations[1].body).title;
  CHECK(advice.value == "{y}\nz{w}");
  const ast::Expression lines{advice.value, advice.span, advice.runs};
  CHECK(at(text, lines.locate(1, 2)) == "y");
  CHECK(at(text, lines.locate(6, 7)) == "w");
}

TEST_CASE("comments, and whether they have a line of their own") {
  const std::string text =
      "// one\r\npack p //two  \n  //   three\nconcept c // four\nrule r where a // in it\n && b\n//";
  const ast::File file = read(text).file;
  std::string found;
  for (const ast::Comment& comment : file.comments) {
    found += fmt::format("{}[{}]{}", found.empty() ? "" : " ", comment.text, comment.own_line ? "own" : "");
    CHECK(at(text, comment.span).starts_with("//"));
  }
  // The one inside the expression stays in the expression.
  CHECK(found == "[one]own [two] [  three]own [four] []own");
  CHECK(std::get<ast::Rule>(file.declarations[1].body).where->text == "a // in it\n && b");
}
