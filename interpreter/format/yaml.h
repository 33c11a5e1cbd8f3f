// The YAML spelling, one function per declaration. Each writes an item of `declarations:`, its dash at the left margin,
// without the comments after its end.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/format/page.h"

namespace exeunt::format::yaml {

/// Writes `keyword: name`, and `replace: true` below it.
struct Opening {
  bool replace = false;
  uint32_t unit = 0;
};

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

// ---- keys and values, shared by the above

void write_opening(Page& page, const Opening& opening, std::string_view keyword, const ast::Name& name);
/// `key:` alone, above a list or a mapping.
void write_key(Page& page, std::size_t indent, std::string_view key);
/// `key: value`, the value as a scalar that reads back exactly.
void write_scalar(Page& page, std::size_t indent, std::string_view key, std::string_view value, const Units& units,
                  bool exact = false);
void write_name(Page& page, std::size_t indent, std::string_view key, const std::optional<ast::Name>& name);
void write_names(Page& page, std::size_t indent, std::string_view key, const std::vector<ast::Name>& names,
                 const Units& units = {});
void write_text(Page& page, std::size_t indent, std::string_view key, const std::optional<ast::Text>& text);
void write_cel(Page& page, std::size_t indent, std::string_view key, const std::optional<ast::Expression>& cel,
               const Units& units = {});
/// `params:`.
void write_parameters(Page& page, const std::vector<ast::Parameter>& parameters);
/// One scalar, or a list of them: `then:`, `by:`.
struct Phrase {
  Units units;
  std::string text;
};
void write_phrases(Page& page, std::size_t indent, std::string_view key, const std::vector<Phrase>& phrases);

}  // namespace exeunt::format::yaml
