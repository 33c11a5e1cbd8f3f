// Texts for people with placeholders: "passes to {to}".
#pragma once

#include <optional>

#include "interpreter/ast/ast.h"
#include "interpreter/check/context.h"
#include "interpreter/program/program.h"

namespace exeunt::check {

/// Every placeholder checked; a value of any type can be printed. Broken placeholders are reported and left out.
program::Template check_text(Context& context, const ast::Text& text, const cel::Environment& environment);
program::Template check_text(Context& context, const std::optional<ast::Text>& text,
                             const cel::Environment& environment);

/// The text as it stands, where it has no placeholders.
std::string plain(const std::optional<ast::Text>& text);

}  // namespace exeunt::check
