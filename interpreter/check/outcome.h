// Outcomes by themselves: parameters, class, the shape of their writes. What they do to an entity is checked where a
// rule calls them (call.h, write.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/check/context.h"
#include "interpreter/model/model.h"

namespace exeunt::check {

/// Fills `context.outcome_parameters`. Outcomes of modules are looked at only where a rule calls them: they may speak
/// of entities that a pack without them has no need of.
void check_outcomes(Context& context);

/// The position of a parameter by name.
std::optional<std::size_t> find_parameter(const ast::Outcome& outcome, std::string_view name);

/// The parameter that an expression consists of, as in `set field = to`.
std::optional<std::size_t> bare_parameter(Context& context, const ast::Outcome& outcome,
                                          const ast::Expression& expression);

/// A field of an entity that a rule may write or a display stand in; `id` and `type` are none. Reports with `span`.
std::optional<model::FieldIndex> resolve_field(Context& context, const model::Entity& entity, const std::string& name,
                                               source::Span span);
/// The same for a capability.
bool resolve_capability(Context& context, const std::string& name, source::Span span);

}  // namespace exeunt::check
