// Text to syntax tree. The grammar is the whole of CEL's (langdef.md, "Syntax"), written in PEGTL in grammar.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "interpreter/cel/ast.h"
#include "interpreter/cel/issue.h"

namespace exeunt::cel {

struct ParseOptions {
  uint32_t max_depth = 250;            ///< nesting of the source; also bounds the tree that comes out
  uint32_t max_bytes = 1u << 20;       ///< of one expression
  bool macros = true;                  ///< recognise has(), all(), exists() …
  bool optional_syntax = true;         ///< `.?`, `[?]`, `{?k: v}`
};

/// Parses all of `text`. No value: at least one issue was added, ranges relative to `text`.
std::optional<Ast> parse(std::string_view text, Issues& issues, const ParseOptions& options = {});

/// Parses the longest expression at the beginning of `text` (after white space and comments) and leaves the rest to the
/// caller: for languages that embed CEL. `end` is the offset after the expression's last token (0 with no value).
/// Node offsets are relative to `text`.
struct Prefix {
  std::optional<Ast> ast;
  uint32_t end = 0;
};
Prefix parse_prefix(std::string_view text, Issues& issues, const ParseOptions& options = {});

/// Canonical spacing, token by token: nothing but white space changes, comments stay. Breaks before `&&` and `||` at the
/// outermost level where a line would pass `width` columns, counting `indent` columns before the first and continuing
/// lines with `indent` spaces. `text` must parse.
std::string format(std::string_view text, uint32_t indent = 0, uint32_t width = 100);

/// The same on one line and without comments, whatever the layout: only strings with line breaks in them keep these. `text`
/// must parse.
std::string one_line(std::string_view text);

}  // namespace exeunt::cel
