#include "interpreter/cel/compile.h"

namespace exeunt::cel {

const Issues& Compiled::issues() const { return source_->issues; }

const std::string& Compiled::text() const { return source_->text; }

std::string Compiled::issue_text(const IssueTextOptions& options) const {
  return cel::issue_text(source_->issues, source_->text, options);
}

Value Compiled::evaluate(const Activation& activation, const EvaluateLimits& limits) const {
  return program_ ? program_->evaluate(activation, limits) : Value::error("the expression did not compile");
}

std::string Compiled::error_text(const Value& value, const IssueTextOptions& options) const {
  return value.is_error() ? cel::error_text(value.error_info(), source_->text, options) : "";
}

Type Compiled::type() const { return program_ ? program_->expression().type() : Type::error(); }

/// The tree with its types, or none and issues.
static std::optional<CheckedExpression> analyse(std::string_view text, const Environment& environment,
                                                const CompileOptions& options, Issues& issues) {
  std::optional<Ast> ast = parse(text, issues, options.parse);
  if (!ast) {
    return std::nullopt;
  }
  return options.check ? check(*std::move(ast), environment, issues, options.result)
                       : unchecked(*std::move(ast), environment);
}

Compiled compile(std::string_view text, const Environment& environment, const CompileOptions& options) {
  Issues issues;
  std::optional<CheckedExpression> checked = analyse(text, environment, options, issues);
  std::optional<Program> program;
  if (checked) {
    program.emplace(*std::move(checked));
  }
  return Compiled(std::make_shared<const Compiled::Source>(Compiled::Source{std::string(text), std::move(issues)}),
                  std::move(program));
}

}  // namespace exeunt::cel
