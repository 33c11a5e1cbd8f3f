#include <catch2/catch.hpp>

#include "interpreter/expression/expression.h"

using namespace exeunt;

static const source::FileId text_file{0};

// The parts as "text[expression@begin-end]", errors as "code@begin-end".
static std::string split(const std::string& value) {
  diagnostic::Sink sink;
  // As in the DSL: the value stands verbatim behind a quote.
  const ast::Text text{value, {text_file, 99, 101 + static_cast<uint32_t>(value.size())}, {{0, 100}}};
  std::string out;
  for (const expression::TemplatePart& part : expression::split_template(text, sink)) {
    out += part.text;
    if (part.expression) {
      const source::Span& span = part.expression->span;
      out += fmt::format("[{}@{}-{}]", part.expression->text, span.begin, span.end);
    }
  }
  for (const diagnostic::Diagnostic& diagnostic : sink.diagnostics()) {
    out +=
        fmt::format(" {}@{}-{}", diagnostic::info(diagnostic.kind).code, diagnostic.span->begin, diagnostic.span->end);
  }
  return out;
}

TEST_CASE("placeholders") {
  CHECK(split("") == "");
  CHECK(split("plain") == "plain");
  CHECK(split("passes to {to}") == "passes to [to@111-113]");
  CHECK(split("{a}{b}c") == "[a@101-102][b@104-105]c");
  CHECK(split("{{a}} {b}") == "{a} [b@107-108]");
  CHECK(split("{ {'a': 1}['a'] }") == "[ {'a': 1}['a'] @101-116]");
  CHECK(split("{'}' + \"{\" + 'it\\'s}'}!") == "['}' + \"{\" + 'it\\'s}'@101-121]!");
}

TEST_CASE("braces that do not pair") {
  CHECK(split("a { b") == "a  E0520@102-103");
  CHECK(split("{a") == " E0520@100-101");
  CHECK(split("{'}") == " E0520@100-101");
  CHECK(split("a } b") == "a  b E0521@102-103");
  CHECK(split("{} {  }") == "  E0522@100-102 E0522@103-107");
}

TEST_CASE("a text without runs is marked as a whole") {
  diagnostic::Sink sink;
  const ast::Text text{"a {b} }", {text_file, 50, 90}, {}};
  const auto parts = expression::split_template(text, sink);
  REQUIRE(parts.size() == 3);
  CHECK(parts[1].expression->text == "b");
  CHECK(parts[1].expression->locate(0, 1) == source::Span{text_file, 50, 90});
  REQUIRE(sink.diagnostics().size() == 1);
  CHECK(*sink.diagnostics()[0].span == source::Span{text_file, 50, 90});
}

TEST_CASE("a hundred thousand braces") {
  diagnostic::Sink sink;
  const ast::Text text{std::string(100'001, '{'), {text_file, 0, 100'003}, {{0, 1}}};
  CHECK(expression::split_template(text, sink).size() == 1);
  CHECK(sink.errors() == 1);
}
