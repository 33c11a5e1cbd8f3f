// Findings (W04xx): what is likely a mistake in a pack that compiles. One file per family; each function reports what
// it finds. Private to the room.
#pragma once

#include "interpreter/check/context.h"

namespace exeunt::check {

/// All of them. Only for a pack without errors.
void lint(Context& context);

/// Rules, guards, advice, displays and capabilities without a citation; citations in a pack without facts.yaml; outcomes without
/// a class.
void lint_provenance(Context& context);
/// Facts of the edition that nothing cites.
void lint_facts(Context& context);
/// Lets and capabilities that nothing names; entities that refer to the leaver and that no rule of an event is about.
void lint_unused(Context& context);
/// Conditions that are always true or always false.
void lint_conditions(Context& context);
/// Braces in texts that are printed as they stand.
void lint_texts(Context& context);
/// Concepts whose objects would become several of the pack's each, for want of a condition.
void lint_projections(Context& context);
/// Displays without a text in a locale that others have.
void lint_locales(Context& context);
/// Rules that may write different constants to one field of one object.
void lint_conflicts(Context& context);

}  // namespace exeunt::check
