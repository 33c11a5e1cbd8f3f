#include "interpreter/check/lint/lint.h"

namespace exeunt::check {

using diagnostic::Kind;

namespace {

void require_cite(Context& context, std::string_view what, const ast::Name& name, const std::vector<ast::Name>& cites) {
  if (cites.empty()) {
    context.sink.report<Kind::uncited>(name.span, what, name.text)
        .help("`cite <fact>` says which statement it is from");
  }
}

/// A place where the pack cites anything.
std::optional<source::Span> first_cite(const Context& context) {
  for (const auto& [name, declared] : context.all<ast::Rule>()) {
    if (!declared.body->cites.empty()) {
      return declared.body->cites.front().span;
    }
  }
  return std::nullopt;
}

}  // namespace

void lint_provenance(Context& context) {
  for (const auto& [name, declared] : context.all<ast::Rule>()) {
    require_cite(context, "rule", declared.body->name, declared.body->cites);
  }
  for (const auto& [name, declared] : context.all<ast::Advice>()) {
    require_cite(context, "advice", declared.body->name, declared.body->cites);
  }
  for (const auto& [name, declared] : context.all<ast::Display>()) {
    require_cite(context, "display", declared.body->name, declared.body->cites);
  }
  for (const auto& [name, declared] : context.all<ast::Capability>()) {
    if (!declared.of_module()) {
      require_cite(context, "capability", declared.body->name, declared.body->cites);
    }
  }
  for (const auto& [name, declared] : context.all<ast::Lack>()) {
    require_cite(context, "lack of", declared.body->name, declared.body->cites);
  }
  for (const auto& [name, declared] : context.all<ast::Event>()) {
    for (const ast::Guard& guard : declared.body->guards) {
      require_cite(context, "guard", guard.name, guard.cites);
    }
  }
  for (const auto& [name, declared] : context.all<ast::SharedGuard>()) {
    require_cite(context, "guard", declared.body->name, declared.body->guard.cites);
  }
  for (const auto& [name, declared] : context.all<ast::Outcome>()) {
    const bool checked = !declared.of_module() || context.used.outcomes.contains(name);
    if (checked && !declared.body->class_name) {
      context.sink.report<Kind::outcome_without_class>(declared.body->name.span, name)
          .help("`class <name>` says how it compares with what other vendors do");
    }
  }
  if (const auto cite = first_cite(context); cite && !context.pack.facts) {
    context.sink.report<Kind::facts_missing>(*cite, context.pack.name)
        .help("list the statements that it cites in `facts.yaml`, beside the policy files");
  }
}

}  // namespace exeunt::check
