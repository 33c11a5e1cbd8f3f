// Abstract syntax to canonical text, in either spelling: `exeunt fmt` and `exeunt convert`.
//
// The canonical layout: clauses in the order of the language reference, one a line, two spaces a level, 100 columns.
// What belongs to the author stays: the order of declarations and fields, every comment, one blank line where there were
// some, the literals of CEL. Comments go with the element on their line, else with the next one. Writing the text that
// was read from written text changes nothing.
#pragma once

#include <string>

#include "interpreter/ast/ast.h"
#include "interpreter/source/source.h"

namespace exeunt::format {

// `sources` holds the text that `file` was read from: comments and blank lines are placed by it. The file must have been
// read without errors.
std::string write_dsl(const ast::File& file, const source::Manager& sources);
std::string write_yaml(const ast::File& file, const source::Manager& sources);

}  // namespace exeunt::format
