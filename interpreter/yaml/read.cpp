#include "interpreter/yaml/read.h"

#include <algorithm>

#include "interpreter/yaml/construct.h"
#include "interpreter/yaml/document.h"
#include "interpreter/yaml/mapping.h"
#include "interpreter/yaml/value.h"

namespace exeunt::yaml {

using diagnostic::Kind;

static std::optional<ast::Edition> read_edition(Reader& reader, const Entry& entry) {
  ast::Edition edition;
  edition.span = entry.value->span;
  std::optional<ast::Text> name;
  if (entry.value->kind == Node::Kind::mapping) {
    const Mapping mapping(reader, *entry.value, "an edition", {"name", "extends", "title"});
    if (const Entry* given = mapping.require(reader, "name")) {
      name = read_text(reader, *given);
    }
    read_optional(reader, mapping, "extends", edition.extends);
    read_optional(reader, mapping, "title", edition.title);
  } else {
    name = read_text(reader, entry);
  }
  if (!name) {
    return std::nullopt;
  }
  edition.name = *std::move(name);
  return edition;
}

static void read_declarations(Reader& reader, const Entry& entry) {
  if (entry.value->kind == Node::Kind::empty) {
    return;
  }
  if (entry.value->kind != Node::Kind::list) {
    reader.sink.report<Kind::yaml_wrong_kind>(entry.value->span, entry.called(), "a list",
                                              describe(entry.value->kind))
        .help("begin each declaration with `- `");
    return;
  }
  for (const Node& item : entry.value->items) {
    if (reader.too_many_errors(item.span)) {
      return;
    }
    if (auto declaration = read_declaration(reader, item)) {
      reader.out.declarations.push_back(*std::move(declaration));
    }
  }
}

static void read_file(Reader& reader, const Node& root) {
  const Mapping mapping(reader, root, "a policy file", {"pack", "module", "title", "edition", "use", "declarations"});
  const Entry* pack = mapping.find("pack");
  const Entry* module = mapping.find("module");
  if (pack != nullptr && module != nullptr) {
    reader.sink.report<Kind::yaml_exclusive_keys>(module->key_span, "pack", "module")
        .label(pack->key_span, "the first is here");
  }
  if (pack != nullptr) {
    reader.out.pack = read_name(reader, *pack, NameKind::dashed);
  } else if (module != nullptr) {
    reader.out.module = read_name(reader, *module, NameKind::dotted);
  } else {
    mapping.require(reader, "pack");
  }
  read_optional(reader, mapping, "title", reader.out.title);
  if (const Entry* edition = mapping.find("edition")) {
    reader.out.edition = read_edition(reader, *edition);
  }
  read_optional(reader, mapping, "use", NameKind::dotted, reader.out.uses);
  if (const Entry* declarations = mapping.find("declarations")) {
    read_declarations(reader, *declarations);
  }
}

ast::File read(const source::Manager& sources, source::FileId file, diagnostic::Sink& sink) {
  ast::File out;
  out.spelling = ast::File::Spelling::yaml;
  out.id = file;
  Reader reader{sources, file, sink, out, sink.errors()};
  Document document = load(sources, file, sink);
  if (!document.root) {
    return out;
  }
  out.comments = std::move(document.comments);
  switch (document.root->kind) {
    case Node::Kind::mapping: read_file(reader, *document.root); break;
    case Node::Kind::empty:
      sink.report<Kind::yaml_no_content>(source::Span{file, 0, 0}).help("begin with `pack: NAME` or `module: NAME`");
      break;
    case Node::Kind::scalar:
    case Node::Kind::list:
      sink.report<Kind::yaml_wrong_kind>(document.root->span, "a policy file", "a mapping that begins with `pack:`",
                                         describe(document.root->kind));
      break;
  }
  // Comments inside phrases were found while reading, after those between them.
  std::sort(out.comments.begin(), out.comments.end(),
            [](const ast::Comment& a, const ast::Comment& b) { return a.span.begin < b.span.begin; });
  return out;
}

}  // namespace exeunt::yaml
