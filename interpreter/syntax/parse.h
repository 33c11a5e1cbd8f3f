// The DSL (`*.policy`): text to abstract syntax. The only room beside cel/ that sees PEGTL.
//
// Parsing goes on after an error: a broken declaration is reported and left out, its neighbours are kept.
#pragma once

#include "interpreter/ast/ast.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/source/source.h"

namespace exeunt::syntax {

/// Reads a whole file. What could be read is returned; errors are in the sink.
ast::File parse(const source::Manager& sources, source::FileId file, diagnostic::Sink& sink);

// Fragments that the YAML spelling writes as scalars, with the same grammar as in the DSL. `text` carries the scalar's
// value and its map back to the file. No value: an error was reported.
std::optional<ast::Type> parse_type(const ast::Expression& text, diagnostic::Sink& sink);
/// What follows a field's name: `ref<user>? ownership derived label "Owner"`. `name` becomes the field's.
std::optional<ast::Field> parse_field(const ast::Name& name, const ast::Expression& text, diagnostic::Sink& sink);
/// What follows a parameter's name and colon: `field = ownership`, `ref<*>`, `string = 'x'`.
std::optional<ast::Parameter> parse_parameter(const ast::Name& name, const ast::Expression& text,
                                              diagnostic::Sink& sink);
/// What follows an event argument's name: `string? = 'x' "Reason"`.
std::optional<ast::Argument> parse_argument(const ast::Name& name, const ast::Expression& text, diagnostic::Sink& sink);
/// `transfer(first_admin)`.
std::optional<ast::Call> parse_call(const ast::Expression& text, diagnostic::Sink& sink);
/// `user.created_at desc`.
std::optional<ast::OrderKey> parse_order_key(const ast::Expression& text, diagnostic::Sink& sink);
/// `30d` or CEL.
std::optional<ast::Delay> parse_delay(const ast::Expression& text, diagnostic::Sink& sink);
/// `lead, deal as item`, `subject`.
std::optional<ast::Targets> parse_targets(const ast::Expression& text, diagnostic::Sink& sink);

/// Words that begin a declaration or clause, for highlighting and suggestions.
std::vector<std::string> keywords();

}  // namespace exeunt::syntax
