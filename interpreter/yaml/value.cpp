#include "interpreter/yaml/value.h"

#include "interpreter/expression/expression.h"
#include "interpreter/yaml/comment.h"

namespace exeunt::yaml {

using diagnostic::Kind;

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_name(std::string_view text, NameKind kind) {
  bool begins = true;  // the next character begins the name or a part of it
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_letter(c) || (is_digit(c) && !begins)) {
      begins = false;
    } else if (c == '-' && kind != NameKind::identifier && !begins && i + 1 < text.size() &&
               (is_letter(text[i + 1]) || is_digit(text[i + 1]))) {
      begins = false;
    } else if (c == '.' && kind == NameKind::dotted && !begins) {
      begins = true;
    } else {
      return false;
    }
  }
  return !begins;
}

static std::string_view describe(NameKind kind) {
  switch (kind) {
    case NameKind::identifier: return "a name of letters, digits and `_`";
    case NameKind::dashed: return "a name of letters, digits, `_` and inner `-`";
    case NameKind::dotted: return "a name, or names joined by `.`";
  }
  return "";
}

/// Whether the value is a scalar; reports what it is instead.
static bool expect_scalar(Reader& reader, const Entry& entry, std::string_view wanted) {
  const Node& node = *entry.value;
  if (node.kind == Node::Kind::scalar) {
    return true;
  }
  if (node.kind == Node::Kind::empty) {
    reader.sink.report<Kind::yaml_empty_value>(entry.key_span, entry.called());
  } else {
    auto report = reader.sink.report<Kind::yaml_wrong_kind>(node.span, entry.called(), wanted, describe(node.kind));
    const char bracket = reader.sources.file(reader.file).text()[node.span.begin];
    if (bracket == '[' || bracket == '{') {
      report.help("put text that begins with `[` or `{` in quotes");
    }
  }
  return false;
}

static std::optional<ast::Name> checked_name(Reader& reader, const std::string& text, source::Span span,
                                             NameKind kind) {
  if (is_name(text, kind)) {
    return ast::Name{text, span};
  }
  auto report = reader.sink.report<Kind::yaml_bad_name>(span, text, describe(kind));
  if (text.find(',') != std::string::npos) {
    report.help("write several names as a list: `[a, b]`");
  }
  return std::nullopt;
}

std::optional<ast::Name> read_name(Reader& reader, const Entry& entry, NameKind kind) {
  if (!expect_scalar(reader, entry, "a name")) {
    return std::nullopt;
  }
  return checked_name(reader, entry.value->text, entry.value->span, kind);
}

std::optional<ast::Name> key_name(Reader& reader, const Entry& entry, NameKind kind) {
  return checked_name(reader, entry.key, entry.key_span, kind);
}

std::vector<Entry> read_items(Reader& reader, const Entry& entry) {
  if (entry.value->kind != Node::Kind::list) {
    return {entry};
  }
  if (entry.value->items.empty()) {
    reader.sink.report<Kind::yaml_empty_value>(entry.value->span, entry.called());
  }
  std::vector<Entry> items;
  for (const Node& item : entry.value->items) {
    items.push_back({entry.key, item.kind == Node::Kind::empty ? entry.key_span : item.span, &item});
  }
  return items;
}

std::vector<ast::Name> read_names(Reader& reader, const Entry& entry, NameKind kind) {
  std::vector<ast::Name> names;
  for (const Entry& item : read_items(reader, entry)) {
    if (auto name = read_name(reader, item, kind)) {
      names.push_back(*std::move(name));
    }
  }
  return names;
}

std::optional<ast::Text> read_text(Reader& reader, const Entry& entry) {
  if (!expect_scalar(reader, entry, "text")) {
    return std::nullopt;
  }
  return ast::Text{entry.value->text, entry.value->span, entry.value->runs};
}

std::optional<bool> read_bool(Reader& reader, const Entry& entry) {
  if (!expect_scalar(reader, entry, "`true` or `false`")) {
    return std::nullopt;
  }
  const std::string& text = entry.value->text;
  if (text == "true" || text == "false") {
    return text == "true";
  }
  reader.sink.report<Kind::yaml_bad_word>(entry.value->span, entry.called(), "`true` or `false`", text);
  return std::nullopt;
}

std::optional<ast::Expression> read_expression(Reader& reader, const Entry& entry) {
  if (!expect_scalar(reader, entry, "CEL text")) {
    return std::nullopt;
  }
  ast::Expression expression{entry.value->text, entry.value->span, entry.value->runs};
  if (!expression::parse(expression, reader.sink)) {
    return std::nullopt;
  }
  return expression;
}

std::optional<ast::Expression> read_phrase(Reader& reader, const Entry& entry, std::string_view wanted) {
  if (!expect_scalar(reader, entry, wanted)) {
    return std::nullopt;
  }
  ast::Expression phrase{entry.value->text, entry.value->span, entry.value->runs};
  for (ast::Comment& comment : collect_phrase_comments(phrase, reader.sources.file(reader.file).text())) {
    reader.out.comments.push_back(std::move(comment));
  }
  return phrase;
}

bool expect_mapping(Reader& reader, const Entry& entry, std::string_view wanted) {
  if (entry.value->kind == Node::Kind::mapping) {
    return true;
  }
  if (entry.value->kind == Node::Kind::empty) {
    reader.sink.report<Kind::yaml_empty_value>(entry.key_span, entry.called());
  } else {
    reader.sink.report<Kind::yaml_wrong_kind>(entry.value->span, entry.called(), wanted, describe(entry.value->kind));
  }
  return false;
}

void read_optional(Reader& reader, const Mapping& mapping, std::string_view key, std::optional<ast::Text>& out) {
  if (const Entry* entry = mapping.find(key)) {
    out = read_text(reader, *entry);
  }
}
void read_optional(Reader& reader, const Mapping& mapping, std::string_view key, std::optional<ast::Expression>& out) {
  if (const Entry* entry = mapping.find(key)) {
    out = read_expression(reader, *entry);
  }
}
void read_optional(Reader& reader, const Mapping& mapping, std::string_view key, NameKind kind,
                   std::optional<ast::Name>& out) {
  if (const Entry* entry = mapping.find(key)) {
    out = read_name(reader, *entry, kind);
  }
}
void read_optional(Reader& reader, const Mapping& mapping, std::string_view key, NameKind kind,
                   std::vector<ast::Name>& out) {
  if (const Entry* entry = mapping.find(key)) {
    out = read_names(reader, *entry, kind);
  }
}

}  // namespace exeunt::yaml
