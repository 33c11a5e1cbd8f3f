// Concepts: their kinds, and the model that the modules' concepts of objects make together.
//
// The neutral model takes all modules in, also those that the pack does not use: an account that is told in concepts can
// then be read once and held to every pack.
#pragma once

#include <optional>
#include <string_view>

#include "interpreter/ast/ast.h"
#include "interpreter/check/context.h"

namespace exeunt::check {

/// No value: what is written is no kind, which is reported where the concept is checked.
std::optional<program::Concept::Kind> concept_kind(const ast::Concept& declared);
/// "objects", "events", "capabilities".
std::string_view plural_word(program::Concept::Kind kind);

/// Fills the program's `concepts`, `neutral` and `neutral_types`.
void check_concepts(Context& context);

}  // namespace exeunt::check
