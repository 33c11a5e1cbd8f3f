#include "interpreter/cel/evaluate.h"
#include "interpreter/check/lint/claims.h"
#include "interpreter/check/lint/lint.h"

namespace exeunt::check {

using diagnostic::Kind;

namespace {

/// Knows nothing: what an expression still comes to is the same for every account.
class Nothing : public cel::Activation {
 public:
  cel::Value variable(uint32_t) const override { return cel::Value::unknown(0); }
};

enum class Verdict { open, always, never };

Verdict verdict(const program::Expression& condition) {
  const std::vector<Claim> all = claims(condition);
  if (contradict(all, all)) {
    return Verdict::never;
  }
  cel::EvaluateLimits limits;
  limits.max_cost = 100'000;
  const cel::Value value = cel::Program(*condition.checked).evaluate(Nothing(), limits);
  if (value.kind() != cel::ValueKind::boolean) {
    return Verdict::open;
  }
  return value.boolean_value() ? Verdict::always : Verdict::never;
}

class ConditionLint {
 public:
  explicit ConditionLint(Context& context) : context_(context) {}

  void look_at(const std::optional<program::Expression>& condition, std::string_view never) {
    if (condition) {
      look_at(*condition, never);
    }
  }

  void look_at(const program::Expression& condition, std::string_view never) {
    const source::Span span = condition.source.span;
    if (!seen_.insert({span.file.index, span.begin}).second) {
      return;  // the same text in another variant
    }
    switch (verdict(condition)) {
      case Verdict::open:
        break;
      case Verdict::always:
        context_.sink.report<Kind::condition_always_true>(span).help("leave it out");
        break;
      case Verdict::never:
        context_.sink.report<Kind::condition_always_false>(span, never);
        break;
    }
  }

 private:
  Context& context_;
  std::set<std::pair<uint32_t, uint32_t>> seen_;
};

}  // namespace

void lint_conditions(Context& context) {
  ConditionLint lint(context);
  for (const program::Event& event : context.program->events) {
    for (const program::Guard& guard : event.guards) {
      lint.look_at(guard.require, "the event is always blocked");
    }
    for (const program::RuleVariant& rule : event.rules) {
      lint.look_at(rule.where, "the rule never fires");
      lint.look_at(rule.unless, "nothing calls the change off");
    }
    for (const program::AdviceVariant& advice : event.advice) {
      lint.look_at(advice.where, "the advice is never given");
    }
    for (const program::DisplayVariant& display : event.displays) {
      lint.look_at(display.where, "it is never shown");
    }
  }
  for (const program::Let& let : context.program->lets) {
    if (const auto* lookup = std::get_if<program::Lookup>(&let.value)) {
      lint.look_at(lookup->where, "nothing is ever found");
    }
  }
}

}  // namespace exeunt::check
