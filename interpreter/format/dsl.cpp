#include "interpreter/format/dsl.h"

#include <limits>

#include "interpreter/format/clause.h"
#include "interpreter/format/format.h"
#include "interpreter/format/phrase.h"
#include "interpreter/format/quote.h"

namespace exeunt::format {

namespace dsl {

Part opening_part(const Opening& opening, std::string_view keyword, const ast::Name& name) {
  return {{opening.unit, name.span.begin}, opening.text + std::string(keyword) + " " + name.text};
}

void close_braces(Page& page, const Opening& opening) {
  page.remarks(2, page.layout().take_tail(*opening.declaration));
  page.close_braces();
}

static void write_header(Page& page, const ast::File& file) {
  std::vector<Part> head;
  if (file.pack) {
    head.push_back({{file.pack->span.begin}, "pack " + file.pack->text});
  } else if (file.module) {
    head.push_back({{file.module->span.begin}, "module " + file.module->text});
  }
  if (file.title) {
    head.push_back(text_part("", *file.title, 0));
  }
  if (!head.empty()) {
    write_head(page, 0, head, "");
    page.begin_block();
  }
  if (file.edition) {
    std::vector<Part> edition{text_part("edition", file.edition->name, 0)};
    if (file.edition->extends) {
      edition.push_back(text_part("extends", *file.edition->extends, 0));
    }
    if (file.edition->title) {
      edition.push_back(text_part("title", *file.edition->title, 0));
    }
    write_head(page, 0, edition, "");
    page.begin_block();
  }
  write_names(page, 0, "use", file.uses);
}

Page write_declaration(Layout& layout, const ast::Declaration& declaration) {
  Page page(layout, "//");
  const Opening opening{declaration.replace ? "replace " : "", declaration.span.begin, &declaration};
  std::visit([&](const auto& body) { write(page, opening, body); }, declaration.body);
  page.remarks(2, layout.take_tail(declaration));
  page.beside(layout.take_closing(declaration), 0);
  return page;
}

}  // namespace dsl

std::string write_dsl(const ast::File& file, const source::Manager& sources) {
  Layout layout(file, sources);
  Page page(layout, "//");
  dsl::write_header(page, file);
  bool after_one_line = false;
  for (const ast::Declaration& declaration : file.declarations) {
    const bool grouped = !layout.blank_before(declaration.span.begin);
    Page written = dsl::write_declaration(layout, declaration);
    const bool one_line = written.is_one_line();
    page.append(written.take(), !(grouped && one_line && after_one_line));
    after_one_line = one_line;
  }
  page.remarks(0, layout.take_rest(0, std::numeric_limits<uint32_t>::max()));
  page.remarks(0, layout.take_end());
  return page.take();
}

}  // namespace exeunt::format
