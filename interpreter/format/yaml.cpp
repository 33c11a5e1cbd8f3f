#include "interpreter/format/yaml.h"

#include <limits>

#include "interpreter/format/dsl.h"
#include "interpreter/format/format.h"
#include "interpreter/format/phrase.h"
#include "interpreter/format/quote.h"

namespace exeunt::format {

namespace yaml {

void write_key(Page& page, std::size_t indent, std::string_view key) {
  page.line(indent, {}, std::string(key) + ":");
  page.begin_block();
}

void write_scalar(Page& page, std::size_t indent, std::string_view key, std::string_view value, const Units& units,
                  bool exact) {
  page.line(indent, units, std::string(key) + ": " + yaml_scalar(value, indent + 2, exact));
}

void write_opening(Page& page, const Opening& opening, std::string_view keyword, const ast::Name& name) {
  page.begin_item();
  write_scalar(page, 2, keyword, name.text, {opening.unit, name.span.begin}, true);
  page.begin_block();
  if (opening.replace) {
    page.line(2, {}, "replace: true");
  }
}

void write_name(Page& page, std::size_t indent, std::string_view key, const std::optional<ast::Name>& name) {
  if (name) {
    write_scalar(page, indent, key, name->text, {name->span.begin}, true);
  }
}

void write_text(Page& page, std::size_t indent, std::string_view key, const std::optional<ast::Text>& text) {
  if (text) {
    write_scalar(page, indent, key, text->value, {text->span.begin}, true);
  }
}

void write_names(Page& page, std::size_t indent, std::string_view key, const std::vector<ast::Name>& names,
                 const Units& units) {
  if (names.empty()) {
    return;
  }
  bool one_line = true;
  Units all = units;
  std::vector<std::string> items;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const uint32_t unit = names[i].span.begin;
    all.push_back(unit);
    items.push_back(yaml_flow_scalar(names[i].text));
    one_line = one_line && !(i != 0 && page.layout().has_above(unit)) &&
               !(i + 1 != names.size() && page.layout().has_beside(unit));
  }
  const std::string list = std::string(key) + ": " + (names.size() == 1 ? items.front() : "[" + join(items) + "]");
  if (one_line && indent + list.size() <= page_width) {
    page.line(indent, all, list);
    return;
  }
  page.line(indent, units, std::string(key) + ":");
  page.begin_block();
  for (std::size_t i = 0; i < names.size(); ++i) {
    page.begin_item();
    page.line(indent + 2, {names[i].span.begin}, items[i]);
  }
}

void write_cel(Page& page, std::size_t indent, std::string_view key, const std::optional<ast::Expression>& cel,
               const Units& units) {
  if (!cel) {
    return;
  }
  Units all = units;
  all.push_back(cel->span.begin);
  const std::string phrase = cel_phrase(*cel, 0);
  const std::string scalar = yaml_scalar(phrase, indent + 2, false);
  const std::string line = std::string(key) + ": " + scalar;
  if (is_one_line(phrase) && indent + line.size() <= page_width) {
    page.line(indent, all, line);
    return;
  }
  // The lines of a block are set off by its indentation, so the text itself begins at the margin.
  const std::string block = cel_margin_block(*cel, indent + 2);
  write_scalar(page, indent, key, is_one_line(block) ? block : block + "\n", all);
}

void write_phrases(Page& page, std::size_t indent, std::string_view key, const std::vector<Phrase>& phrases) {
  const auto scalar = [indent](const Phrase& phrase) {
    const bool one_line = is_one_line(phrase.text);
    return yaml_scalar(one_line ? phrase.text : phrase.text + "\n", indent + 2, false);
  };
  if (phrases.size() == 1) {
    page.line(indent, phrases.front().units, std::string(key) + ": " + scalar(phrases.front()));
  } else if (!phrases.empty()) {
    write_key(page, indent, key);
    for (const Phrase& phrase : phrases) {
      page.begin_item();
      page.line(indent + 2, phrase.units, scalar(phrase));
    }
  }
}

static void write_header(Page& page, const ast::File& file) {
  write_name(page, 0, "pack", file.pack);
  write_name(page, 0, "module", file.module);
  page.begin_block();
  write_text(page, 0, "title", file.title);
  page.begin_block();
  if (file.edition && !file.edition->extends && !file.edition->title) {
    write_text(page, 0, "edition", file.edition->name);
  } else if (file.edition) {
    write_key(page, 0, "edition");
    write_text(page, 2, "name", file.edition->name);
    write_text(page, 2, "extends", file.edition->extends);
    write_text(page, 2, "title", file.edition->title);
  }
  page.begin_block();
  write_names(page, 0, "use", file.uses);
}

static Page write_declaration(Layout& layout, const ast::Declaration& declaration) {
  Page page(layout, "#");
  const Opening opening{declaration.replace, declaration.span.begin};
  std::visit([&](const auto& body) { write(page, opening, body); }, declaration.body);
  page.remarks(2, layout.take_tail(declaration));
  for (const std::string& text : layout.take_closing(declaration)) {
    page.remarks(2, {{text, false}});
  }
  return page;
}

}  // namespace yaml

std::string write_yaml(const ast::File& file, const source::Manager& sources) {
  Layout layout(file, sources);
  Layout dsl_layout = layout;
  Page page(layout, "#");
  yaml::write_header(page, file);
  if (!file.declarations.empty()) {
    page.append("declarations:\n", true);
  }
  // What is one line in the DSL may stand without blank lines here too, so that groups survive either way.
  bool after_one_line = false;
  for (const ast::Declaration& declaration : file.declarations) {
    const bool first = &declaration == &file.declarations.front();
    const bool by_author = layout.blank_before(declaration.span.begin);
    const bool one_line = dsl::write_declaration(dsl_layout, declaration).is_one_line();
    page.append(yaml::write_declaration(layout, declaration).take(),
                !first && (by_author || !one_line || !after_one_line));
    after_one_line = one_line;
  }
  page.remarks(0, layout.take_rest(0, std::numeric_limits<uint32_t>::max()));
  page.remarks(0, layout.take_end());
  return page.take();
}

}  // namespace exeunt::format
