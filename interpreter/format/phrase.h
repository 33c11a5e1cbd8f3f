// Phrases that both spellings write alike: types, fields, parameters, calls, keys, delays, CEL.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "interpreter/ast/ast.h"

namespace exeunt::format {

/// CEL as it stands in a phrase: on one line, but for comments inside; further lines stand at `indent`.
std::string cel_phrase(const ast::Expression& expression, std::size_t indent);
/// CEL broken to fit the page: its first line begins at column `indent`, and so do the others.
std::string cel_block(const ast::Expression& expression, std::size_t indent);
/// The same, but further lines stand at the margin, for an indentation of `indent` that is added later.
std::string cel_margin_block(const ast::Expression& expression, std::size_t indent);

std::string type_phrase(const ast::Type& type);
/// `ownership derived label`, or nothing.
std::string field_marks(const ast::Field& field);

/// What follows the name and the colon of a parameter.
std::string parameter_phrase(const ast::Parameter& parameter, std::size_t indent);
/// What follows the name of an argument, its title included.
std::string argument_phrase(const ast::Argument& argument, std::size_t indent);
std::string call_phrase(const ast::Call& call, std::size_t indent);
std::string order_key_phrase(const ast::OrderKey& key, std::size_t indent);
std::string delay_phrase(const ast::Delay& delay, std::size_t indent);

/// `a, b, c`.
std::string join(const std::vector<ast::Name>& names);
std::string join(const std::vector<std::string>& texts);

bool is_one_line(std::string_view text);

}  // namespace exeunt::format
