#include "interpreter/format/clause.h"

#include "interpreter/format/phrase.h"
#include "interpreter/format/quote.h"

namespace exeunt::format {

/// Whether comments can only be kept in their places if the pieces stand on lines of their own: one above a piece that
/// does not begin the line, one beside a piece that does not end it.
static bool comments_break(const Layout& layout, const std::vector<Part>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (const uint32_t unit : parts[i].units) {
      if ((i != 0 && layout.has_above(unit)) || (i + 1 != parts.size() && layout.has_beside(unit))) {
        return true;
      }
    }
  }
  return false;
}

static Units all_units(const std::vector<Part>& parts) {
  Units units;
  for (const Part& part : parts) {
    units.insert(units.end(), part.units.begin(), part.units.end());
  }
  return units;
}

bool write_head(Page& page, std::size_t indent, const std::vector<Part>& parts, std::string_view suffix) {
  std::string joined;
  for (const Part& part : parts) {
    joined += joined.empty() ? "" : " ";
    joined += part.text;
  }
  joined += suffix;
  // A comment beside a head that opens a block stays there, whichever piece it was read beside.
  std::size_t beside = 0;
  bool above = false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (const uint32_t unit : parts[i].units) {
      beside += page.layout().has_beside(unit) ? 1 : 0;
      above = above || (i != 0 && page.layout().has_above(unit));
    }
  }
  if (indent + joined.size() <= page_width && is_one_line(joined) && beside <= 1 && !above) {
    page.line(indent, all_units(parts), joined);
    return true;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string text = i + 1 == parts.size() ? parts[i].text + std::string(suffix) : parts[i].text;
    page.line(i == 0 ? indent : indent + head_indent, parts[i].units, text);
  }
  return parts.size() == 1 && is_one_line(joined);
}

void write_list(Page& page, std::size_t indent, std::string_view keyword, const std::vector<Part>& items) {
  std::string line(keyword);
  bool one_line = !comments_break(page.layout(), items);
  for (std::size_t i = 0; i < items.size(); ++i) {
    line += (i == 0 ? " " : ", ") + items[i].text;
    one_line = one_line && is_one_line(items[i].text);
  }
  if (one_line && indent + line.size() <= page_width) {
    page.line(indent, all_units(items), line);
    return;
  }
  const std::size_t below = indent + head_indent;
  if (one_line) {  // as many to a line as fit
    std::string text(keyword);
    std::string filled;
    std::size_t column = indent + text.size();
    for (std::size_t i = 0; i < items.size(); ++i) {
      const std::string item = items[i].text + (i + 1 == items.size() ? "" : ",");
      if (i != 0 && column + 1 + item.size() > page_width) {
        text += "\n" + std::string(below, ' ') + item;
        column = below + item.size();
      } else {
        text += " " + item;
        column += 1 + item.size();
      }
    }
    page.line(indent, all_units(items), text);
    return;
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string item = items[i].text + (i + 1 == items.size() ? "" : ",");
    page.line(i == 0 ? indent : below, items[i].units, i == 0 ? std::string(keyword) + " " + item : item);
  }
}

void write_names(Page& page, std::size_t indent, std::string_view keyword, const std::vector<ast::Name>& names) {
  if (names.empty()) {
    return;
  }
  std::vector<Part> items;
  for (const ast::Name& name : names) {
    items.push_back({{name.span.begin}, name.text});
  }
  write_list(page, indent, keyword, items);
}

void write_cel(Page& page, std::size_t indent, std::string_view keyword, const ast::Expression& expression,
               Units units) {
  units.push_back(expression.span.begin);
  const std::size_t column = indent + keyword.size() + 1;
  page.line(indent, units, std::string(keyword) + " " + cel_block(expression, column));
}

void write_assigned(Page& page, std::size_t indent, std::string_view opening, const ast::Expression& expression,
                    Units units) {
  units.push_back(expression.span.begin);
  const std::size_t below = indent + 2;
  const std::string phrase = cel_phrase(expression, below);
  if (is_one_line(phrase) && indent + opening.size() + 1 + phrase.size() <= page_width) {
    page.line(indent, units, std::string(opening) + " " + phrase);
  } else {
    page.line(indent, units, std::string(opening) + "\n" + std::string(below, ' ') + cel_block(expression, below));
  }
}

void write_text(Page& page, std::size_t indent, std::string_view keyword, const ast::Text& text) {
  page.line(indent, {text.span.begin}, std::string(keyword) + " " + text_literal(text.value, indent + 2));
}

Part text_part(std::string_view keyword, const ast::Text& text, std::size_t indent) {
  const std::string literal = text_literal(text.value, indent + head_indent);
  return {{text.span.begin}, keyword.empty() ? literal : std::string(keyword) + " " + literal};
}

Part names_part(std::string_view keyword, const std::vector<ast::Name>& names) {
  Part part{{}, std::string(keyword) + " " + join(names)};
  for (const ast::Name& name : names) {
    part.units.push_back(name.span.begin);
  }
  return part;
}

}  // namespace exeunt::format
