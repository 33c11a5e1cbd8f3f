#include "interpreter/expression/expression.h"

#include <catch2/catch.hpp>

using namespace exeunt;

static const source::FileId file{0};

static ast::Expression verbatim(std::string text, uint32_t begin = 100) {
  const auto end = begin + static_cast<uint32_t>(text.size());
  return {std::move(text), {file, begin, end}, {}};
}

TEST_CASE("each kind of issue has a code of its own") {
  std::vector<std::string_view> codes;
  cel::Issues issues;
#define EXEUNT_CEL_ISSUE(name, description) issues.push_back({cel::IssueKind::name, 0, 1, #name, "do this"});
#include "interpreter/cel/issues.def"
#undef EXEUNT_CEL_ISSUE
  diagnostic::Sink sink;
  expression::report(issues, verbatim("a"), sink);
  REQUIRE(sink.diagnostics().size() == issues.size());
  for (std::size_t i = 0; i < issues.size(); ++i) {
    const diagnostic::Diagnostic& diagnostic = sink.diagnostics()[i];
    CHECK(diagnostic::info(diagnostic.kind).name == "cel_" + issues[i].message);
    CHECK(diagnostic.message == issues[i].message);
    CHECK(diagnostic.help == std::vector<std::string>{"do this"});
    CHECK(*diagnostic.span == source::Span{file, 100, 101});
    codes.push_back(diagnostic::info(diagnostic.kind).code);
  }
  CHECK(codes == std::vector<std::string_view>{"E0501", "E0502", "E0503", "E0504", "E0505", "E0506", "E0507", "E0508",
                                               "E0509", "E0510", "E0511"});
}

TEST_CASE("an expression that reads has a tree and no diagnostics") {
  diagnostic::Sink sink;
  CHECK(expression::parse(verbatim("a.b == 'c'"), sink));
  CHECK(sink.diagnostics().empty());
}

TEST_CASE("an error points into the file, line by line") {
  diagnostic::Sink sink;
  CHECK(!expression::parse(verbatim("a == == b"), sink));
  REQUIRE(sink.diagnostics().size() == 1);
  CHECK(*sink.diagnostics()[0].span == source::Span{file, 105, 107});
  diagnostic::Sink folded;
  CHECK(!expression::parse({"a == == b", {file, 100, 130}, {{0, 100}, {5, 120}}}, folded));
  CHECK(folded.diagnostics()[0].span == source::Span{file, 120, 122});
}

TEST_CASE("check reports what the checker finds") {
  cel::Environment environment;
  environment.declare_variable("limit", cel::Type::int64(), 0);
  diagnostic::Sink sink;
  CHECK(expression::check(verbatim("limit > 3"), environment, sink, cel::Type::boolean()));
  CHECK(sink.diagnostics().empty());
  CHECK(!expression::check(verbatim("limit + 3"), environment, sink, cel::Type::boolean()));
  CHECK(!expression::check(verbatim("limt > 3"), environment, sink));
  REQUIRE(sink.diagnostics().size() == 2);
  CHECK(sink.diagnostics()[0].kind == diagnostic::Kind::cel_wrong_type);
  CHECK(sink.diagnostics()[1].kind == diagnostic::Kind::cel_undeclared);
  CHECK(*sink.diagnostics()[1].span == source::Span{file, 100, 104});
}
