// The DSL, one function per declaration. Each writes at the left margin, without the comments after its end.
#pragma once

#include <string>

#include "interpreter/ast/ast.h"
#include "interpreter/format/layout.h"
#include "interpreter/format/page.h"

namespace exeunt::format {
struct Part;
}

namespace exeunt::format::dsl {

/// How a declaration begins: `replace ` or nothing, and where.
struct Opening {
  std::string text;
  uint32_t unit = 0;
  const ast::Declaration* declaration = nullptr;
};

/// `replace rule deals`
Part opening_part(const Opening& opening, std::string_view keyword, const ast::Name& name);
/// `}` under the comments that the author put before it; right after the `{` where there is nothing between.
void close_braces(Page& page, const Opening& opening);

void write(Page& page, const Opening& opening, const ast::Concept& declared);
void write(Page& page, const Opening& opening, const ast::Class& declared);
void write(Page& page, const Opening& opening, const ast::Enum& declared);
void write(Page& page, const Opening& opening, const ast::Capability& capability);
void write(Page& page, const Opening& opening, const ast::Entity& entity);
void write(Page& page, const Opening& opening, const ast::Lack& lack);
void write(Page& page, const Opening& opening, const ast::Outcome& outcome);
void write(Page& page, const Opening& opening, const ast::Let& let);
void write(Page& page, const Opening& opening, const ast::Event& event);
void write(Page& page, const Opening& opening, const ast::SharedGuard& shared);
void write(Page& page, const Opening& opening, const ast::HowTo& howto);
void write(Page& page, const Opening& opening, const ast::Rule& rule);
void write(Page& page, const Opening& opening, const ast::Advice& advice);
void write(Page& page, const Opening& opening, const ast::Display& display);
void write(Page& page, const Opening& opening, const ast::Drop& drop);

/// A whole declaration with its comments, on a page of its own.
Page write_declaration(Layout& layout, const ast::Declaration& declaration);

}  // namespace exeunt::format::dsl
