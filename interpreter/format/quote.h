// Text as a literal: a string of the DSL, a scalar of YAML.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace exeunt::format {

/// On one line, whatever the text: "…", or '…' where that saves escapes.
std::string string_literal(std::string_view text);
/// The same; text with line ends becomes """…""" whose lines stand at `indent`.
std::string text_literal(std::string_view text, std::size_t indent);

/// A YAML scalar with this value: plain where it reads back, else quoted, else a `|` block whose lines stand at `indent`.
/// `exact`: the value is text, which other YAML readers must not take for a number, a date or a truth value either.
std::string yaml_scalar(std::string_view value, std::size_t indent, bool exact);
/// The same on one line and without what ends a value inside `[]`.
std::string yaml_flow_scalar(std::string_view value);

}  // namespace exeunt::format
