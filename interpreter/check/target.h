// What a rule or an advice is about, and what it calls the object at hand.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/check/context.h"

namespace exeunt::check {

struct Target {
  bool subject_only = false;
  std::vector<model::EntityIndex> entities;  ///< sorted; the events' subjects where `subject_only`
  /// Empty: several types and no alias, so that expressions have no word for the object.
  std::string variable;
};

/// No value: nothing is left to check; reported. `what`: "rule `x`", for messages.
std::optional<Target> resolve_target(Context& context, const std::optional<ast::Targets>& targets,
                                     const std::vector<EventIndex>& events, const ast::Name& name,
                                     const std::string& what);

/// Whether the target has the event's objects: always, but for `for subject`, where it must be the event's own subject.
bool concerns(const Context& context, const Target& target, EventIndex event, model::EntityIndex entity);

/// Reports an expression that names one of several types instead of an alias. False: reported.
bool check_alias(Context& context, const Target& target, const std::optional<ast::Targets>& targets,
                 const ast::Expression& expression);

/// A declaration's condition, where it has one, into `out`. False: it is wrong, which was reported.
bool check_condition(Context& context, const Target& target, const std::optional<ast::Targets>& targets,
                     const std::optional<ast::Expression>& where, const cel::Environment& scope,
                     std::optional<program::Expression>& out);

/// Resolves the events and targets of a declaration and calls `add` for each event and entity that it is about. Reports
/// what is unknown or missing. `what`: "advice `x`", for messages.
void for_each_place(Context& context, const ast::Name& name, const std::string& what,
                    const std::vector<ast::Name>& events, const std::optional<ast::Targets>& targets,
                    const std::function<void(const Target&, EventIndex, model::EntityIndex)>& add);

/// The scope of the target's expressions.
const cel::Environment& target_scope(Context& context, const Target& target, EventIndex event,
                                     model::EntityIndex entity);

}  // namespace exeunt::check
