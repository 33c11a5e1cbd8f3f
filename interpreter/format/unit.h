// Units: the pieces of a file that comments and blank lines belong to. A clause, a field, a name in a list, a header line.
//
// A unit is known by where it begins in the file it was read from; what is written for it asks by that offset.
#pragma once

#include <functional>
#include <vector>

#include "interpreter/ast/ast.h"

namespace exeunt::format {

/// The spans of all units, sorted by where they begin, one for each beginning (the shortest).
std::vector<source::Span> units(const ast::File& file);

/// Calls `visit` for every piece of CEL in the file.
void for_each_expression(const ast::File& file, const std::function<void(const ast::Expression&)>& visit);

}  // namespace exeunt::format
