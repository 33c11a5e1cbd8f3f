// CEL inside policies: parses an ast::Expression and turns the CEL library's issues into diagnostics that point into
// the policy file, whatever the spelling.
#pragma once

#include <optional>

#include "interpreter/ast/ast.h"
#include "interpreter/cel/check.h"
#include "interpreter/cel/parse.h"
#include "interpreter/diagnostic/diagnostic.h"

namespace exeunt::expression {

/// Reports every issue at its place in the file.
void report(const cel::Issues& issues, const ast::Expression& expression, diagnostic::Sink& sink);

/// No value: at least one error was reported.
std::optional<cel::Ast> parse(const ast::Expression& expression, diagnostic::Sink& sink);

/// Parse and check. No value: at least one error was reported.
std::optional<cel::CheckedExpression> check(const ast::Expression& expression, const cel::Environment& environment,
                                            diagnostic::Sink& sink, std::optional<cel::Type> wanted = std::nullopt);

/// One piece of a text template: literal text, or an expression in braces.
struct TemplatePart {
  std::string text;
  std::optional<ast::Expression> expression;
};
/// Splits "passes to {to}" at its placeholders; `{{` and `}}` become braces. Unbalanced braces are reported.
std::vector<TemplatePart> split_template(const ast::Text& text, diagnostic::Sink& sink);

}  // namespace exeunt::expression
