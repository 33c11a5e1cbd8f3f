// What must hold of every expression: where it does not, the process ends.
#pragma once

#include <string>
#include <string_view>

#include "interpreter/cel/ast.h"
#include "interpreter/cel/issue.h"
#include "interpreter/cel/type.h"
#include "interpreter/cel/value.h"
#include "tests/fuzz/trial/broken.h"

namespace exeunt::fuzz {

/// There is a result or an issue, never both or neither; issues lie within the text and can be shown.
void hold_issues(const cel::Issues& issues, std::string_view text, bool has_result);
/// Nodes lie within the text, children within the tree.
void hold_tree(const cel::Ast& ast, std::string_view text);
/// What evaluation answered: of the static type, attributes in order, an error within the text.
void hold_value(const cel::Value& value, const cel::Type& type, std::string_view text);
/// Two evaluations that must not differ, unknowns and errors included.
void hold_same(const cel::Value& a, const cel::Value& b, std::string_view what);
/// A value's text, evaluated, is that value.
void hold_text(const cel::Value& value);

/// The value as it is compared: text, and what text leaves out. Values of great weight are not written out.
std::string written(const cel::Value& value);

}  // namespace exeunt::fuzz
