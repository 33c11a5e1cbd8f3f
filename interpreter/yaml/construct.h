// One function per construct: a mapping's keys to the struct of the abstract syntax. No value: errors were reported.
#pragma once

#include <optional>

#include "interpreter/ast/ast.h"
#include "interpreter/yaml/mapping.h"

namespace exeunt::yaml {

/// One item of `declarations:`.
std::optional<ast::Declaration> read_declaration(Reader& reader, const Node& item);

ast::Outcome read_outcome(Reader& reader, const Mapping& mapping, ast::Name name);
ast::Event read_event(Reader& reader, const Mapping& mapping, ast::Name name);
ast::SharedGuard read_shared_guard(Reader& reader, const Mapping& mapping, ast::Name name);
ast::HowTo read_howto(Reader& reader, const Mapping& mapping, ast::Name name);

/// `params:` of an outcome or a let.
std::vector<ast::Parameter> read_parameters(Reader& reader, const Mapping& mapping);

}  // namespace exeunt::yaml
