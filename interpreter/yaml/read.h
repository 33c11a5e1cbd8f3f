// The YAML spelling (`*.policy.yaml`): the same abstract syntax as the DSL's. The only policy room that sees yaml-cpp.
//
// Stages, one file each: `document` (bytes to nodes with exact spans; refuses what is not plain YAML), `scalar` (where
// each character of a scalar stands in the file, whatever its style), `mapping` and `value` (keys and scalars, checked),
// `declaration`, `event`, `outcome` (one function per construct). What the DSL writes in a phrase of its own grammar
// (types, calls, delays) is a scalar here, read by the DSL's own parser.
#pragma once

#include "interpreter/ast/ast.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/source/source.h"

namespace exeunt::yaml {

/// Reads a whole file. What could be read is returned, a broken declaration is left out; errors are in the sink.
/// O(bytes), with limits on size, depth and the number of errors.
ast::File read(const source::Manager& sources, source::FileId file, diagnostic::Sink& sink);

}  // namespace exeunt::yaml
