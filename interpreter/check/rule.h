// Rules: each expanded to the events and entities it is about.
#pragma once

#include "interpreter/check/context.h"

namespace exeunt::check {

/// Fills `context.program->rules` (rules, advice and displays, by name) and `context.rule_index`.
void list_rules(Context& context);

/// Adds each rule's variants to its events. Needs everything else but the advice.
void check_rules(Context& context);

/// Where a rule can fire; for `overrides`.
struct Reach {
  EventIndex event = 0;
  model::EntityIndex entity = 0;
  friend auto operator<=>(const Reach&, const Reach&) = default;
};

/// Checks what rules override, given where each of them can fire (sorted; by RuleIndex). Private to rules.
void check_overrides(Context& context, const std::vector<std::vector<Reach>>& reach);

}  // namespace exeunt::check
