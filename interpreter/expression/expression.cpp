#include "interpreter/expression/expression.h"

namespace exeunt::expression {

namespace {

using diagnostic::Kind;

Kind kind_of(cel::IssueKind kind) {
  switch (kind) {
#define EXEUNT_CEL_ISSUE(name, description) \
  case cel::IssueKind::name:                \
    return Kind::cel_##name;
#include "interpreter/cel/issues.def"
#undef EXEUNT_CEL_ISSUE
  }
  return Kind::cel_syntax;
}

}  // namespace

void report(const cel::Issues& issues, const ast::Expression& expression, diagnostic::Sink& sink) {
  for (const cel::Issue& issue : issues) {
    auto builder = sink.add(kind_of(issue.kind), expression.locate(issue.begin, issue.end), issue.message);
    if (!issue.help.empty()) {
      builder.help(issue.help);
    }
  }
}

std::optional<cel::Ast> parse(const ast::Expression& expression, diagnostic::Sink& sink) {
  cel::Issues issues;
  std::optional<cel::Ast> ast = cel::parse(expression.text, issues);
  report(issues, expression, sink);
  return ast;
}

}  // namespace exeunt::expression
