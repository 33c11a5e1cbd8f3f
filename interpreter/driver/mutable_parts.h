// The parts of a declaration that mutations change, found the same way by those who look for them and by those who change
// them. For mutation.h alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "interpreter/ast/ast.h"

namespace exeunt::driver {

/// The guard that it is, or the event's of this number; null where there is none.
ast::Guard* find_guard(ast::Declaration& declaration, std::optional<std::size_t> number);
/// The `where` of a rule, an advice, a display or a look-up; null where there is none.
std::optional<ast::Expression>* find_where(ast::Declaration& declaration);
/// The condition: `require`, `where`, or what a `let` names; null where there is none.
ast::Expression* find_condition(ast::Declaration& declaration, std::optional<std::size_t> guard);
/// `due`, or the expression of `after`; null where it is a literal, or not there.
ast::Expression* find_due(ast::Rule& rule);
/// A delay that is too long: twice as long; a day where there is none.
int64_t later(int64_t seconds);

}  // namespace exeunt::driver
