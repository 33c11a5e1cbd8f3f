#include <utility>

#include "interpreter/expression/expression.h"

namespace exeunt::expression {

std::optional<cel::CheckedExpression> check(const ast::Expression& expression, const cel::Environment& environment,
                                            diagnostic::Sink& sink, std::optional<cel::Type> wanted) {
  std::optional<cel::Ast> ast = parse(expression, sink);
  if (!ast) {
    return std::nullopt;
  }
  cel::Issues issues;
  std::optional<cel::CheckedExpression> checked = cel::check(std::move(*ast), environment, issues, std::move(wanted));
  report(issues, expression, sink);
  return checked;
}

}  // namespace exeunt::expression
