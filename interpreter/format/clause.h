// Lines of the DSL: heads that break into parts, clauses, lists of names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/format/page.h"

namespace exeunt::format {

/// A piece of a line that may have to stand on a line of its own.
struct Part {
  Units units;
  std::string text;
};

/// `parts` on one line, or, where that is too long or comments need it, each on a line of its own below the first.
/// `suffix` (" {") ends the last. Whether it was one line.
bool write_head(Page& page, std::size_t indent, const std::vector<Part>& parts, std::string_view suffix);

/// `keyword a, b, c`; broken at the commas where it is too long or comments need it.
void write_list(Page& page, std::size_t indent, std::string_view keyword, const std::vector<Part>& items);
void write_names(Page& page, std::size_t indent, std::string_view keyword, const std::vector<ast::Name>& names);

/// `keyword CEL`, further lines below the first operand.
void write_cel(Page& page, std::size_t indent, std::string_view keyword, const ast::Expression& expression,
               Units units = {});
/// `opening CEL` (`let x =`), or the CEL below where it does not fit on the line.
void write_assigned(Page& page, std::size_t indent, std::string_view opening, const ast::Expression& expression,
                    Units units);
/// `keyword "text"`.
void write_text(Page& page, std::size_t indent, std::string_view keyword, const ast::Text& text);

/// A part with the text's literal, for a head at `indent`; its lines, if it has several, stand at the broken head's.
Part text_part(std::string_view keyword, const ast::Text& text, std::size_t indent);
Part names_part(std::string_view keyword, const std::vector<ast::Name>& names);

/// How far the parts of a broken head are indented beyond it.
inline constexpr std::size_t head_indent = 4;

}  // namespace exeunt::format
