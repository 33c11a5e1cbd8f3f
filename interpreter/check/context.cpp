#include "interpreter/check/context.h"

#include "interpreter/check/inspect.h"

namespace exeunt::check {

const cel::Ast* parse(Context& context, const ast::Expression& expression) {
  auto found = context.parsed.find(&expression);
  if (found == context.parsed.end()) {
    Parsed parsed;
    parsed.ast = expression::parse(expression, context.sink);
    found = context.parsed.emplace(&expression, std::move(parsed)).first;
  }
  return found->second.ast ? &*found->second.ast : nullptr;
}

std::optional<program::Expression> check_quietly(Context& context, const ast::Expression& expression,
                                                 const cel::Environment& environment, std::optional<cel::Type> wanted,
                                                 cel::Issues& issues) {
  const cel::Ast* ast = parse(context, expression);
  if (ast == nullptr) {
    return std::nullopt;
  }
  auto checked = cel::check(*ast, environment, issues, std::move(wanted));
  if (!checked) {
    return std::nullopt;
  }
  program::Expression out{std::make_shared<const cel::CheckedExpression>(std::move(*checked)), expression};
  if (!inspect(context, expression, *out.checked)) {
    return std::nullopt;
  }
  return out;
}

std::optional<program::Expression> check(Context& context, const ast::Expression& expression,
                                         const cel::Environment& environment, std::optional<cel::Type> wanted) {
  cel::Issues issues;
  auto checked = check_quietly(context, expression, environment, std::move(wanted), issues);
  report_new(context, expression, issues);
  return checked;
}

std::optional<program::Expression> check_value_quietly(Context& context, const ast::Expression& expression,
                                                       const cel::Environment& environment,
                                                       std::optional<cel::Type> wanted, cel::Issues& issues) {
  auto value = check_quietly(context, expression, environment, wanted, issues);
  if (value || issues.empty() || !wanted) {
    return value;
  }
  cel::Issues still_wrong;
  auto or_null = check_quietly(context, expression, environment, cel::Type::nullable(*wanted), still_wrong);
  if (!or_null || or_null->checked->type().kind() == cel::TypeKind::null) {
    return std::nullopt;
  }
  issues.clear();
  return or_null;
}

std::optional<program::Expression> check_value(Context& context, const ast::Expression& expression,
                                               const cel::Environment& environment, std::optional<cel::Type> wanted) {
  cel::Issues issues;
  auto checked = check_value_quietly(context, expression, environment, std::move(wanted), issues);
  report_new(context, expression, issues);
  return checked;
}

void report_new(Context& context, const ast::Expression& expression, const cel::Issues& issues) {
  Parsed& parsed = context.parsed[&expression];
  cel::Issues fresh;
  for (const cel::Issue& issue : issues) {
    if (parsed.reported.insert({static_cast<uint32_t>(issue.kind), issue.begin, issue.end}).second) {
      fresh.push_back(issue);
    }
  }
  expression::report(fresh, expression, context.sink);
}

bool is_new(Context& context, const ast::Expression& expression, diagnostic::Kind kind, uint32_t begin, uint32_t end) {
  constexpr uint32_t past_issue_kinds = 1u << 16;
  return context.parsed[&expression]
      .reported.insert({past_issue_kinds + static_cast<uint32_t>(kind), begin, end})
      .second;
}

}  // namespace exeunt::check
