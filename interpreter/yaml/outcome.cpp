// Outcomes: parameters and primitive writes.
#include "interpreter/syntax/parse.h"
#include "interpreter/yaml/construct.h"
#include "interpreter/yaml/value.h"

namespace exeunt::yaml {

using diagnostic::Kind;

std::vector<ast::Parameter> read_parameters(Reader& reader, const Mapping& mapping) {
  std::vector<ast::Parameter> parameters;
  const Entry* params = mapping.find("params");
  if (params == nullptr || !expect_mapping(reader, *params, "a mapping of names to types")) {
    return parameters;
  }
  for (const Entry& entry : entries(reader, *params->value)) {
    const auto name = key_name(reader, entry, NameKind::identifier);
    const auto phrase = read_phrase(reader, entry, "a type");
    if (!name || !phrase) {
      continue;
    }
    if (auto parameter = syntax::parse_parameter(*name, *phrase, reader.sink)) {
      parameter->span = {name->span.file, name->span.begin, phrase->span.end};
      parameters.push_back(*std::move(parameter));
    }
  }
  return parameters;
}

namespace {

struct WriteForm {
  std::string_view key;
  ast::Write::Op op;
  NameKind target;
  std::string_view value_key;  ///< the key of the second part; empty: there is none
};
/// `add` and `remove` begin with the value and go on with the field.
constexpr WriteForm write_forms[] = {
    {"set", ast::Write::Op::set, NameKind::identifier, "to"},
    {"clear", ast::Write::Op::clear, NameKind::identifier, ""},
    {"add", ast::Write::Op::add, NameKind::identifier, "to"},
    {"remove", ast::Write::Op::remove, NameKind::identifier, "from"},
    {"create", ast::Write::Op::create, NameKind::identifier, "with"},
    {"grant", ast::Write::Op::grant, NameKind::dashed, ""},
    {"revoke", ast::Write::Op::revoke, NameKind::dashed, ""},
};

const WriteForm* find_write_form(const Node& item) {
  for (const WriteForm& form : write_forms) {
    for (std::size_t i = 0; i < item.items.size(); i += 2) {
      if (item.items[i].text == form.key) {
        return &form;
      }
    }
  }
  return nullptr;
}

void read_created_fields(Reader& reader, const Mapping& mapping, ast::Write& write) {
  const Entry* with = mapping.find("with");
  if (with == nullptr || !expect_mapping(reader, *with, "a mapping of fields to CEL text")) {
    return;
  }
  for (const Entry& entry : entries(reader, *with->value)) {
    const auto name = key_name(reader, entry, NameKind::identifier);
    const auto value = read_expression(reader, entry);
    if (name && value) {
      write.fields.emplace_back(*name, *value);
    }
  }
}

std::optional<ast::Write> read_write(Reader& reader, const Entry& item) {
  static const std::vector<std::string> words = {"set", "clear", "add", "remove", "erase", "create", "grant", "revoke"};
  const Node& node = *item.value;
  ast::Write write;
  write.span = node.span;
  if (node.kind == Node::Kind::scalar && node.text == "erase") {
    write.op = ast::Write::Op::erase;
    return write;
  }
  const WriteForm* form = node.kind == Node::Kind::mapping ? find_write_form(node) : nullptr;
  if (form == nullptr) {
    const Node* word = node.kind == Node::Kind::mapping && !node.items.empty() ? &node.items.front() : &node;
    auto report = reader.sink.report<Kind::yaml_bad_word>(
        word->span, "a write", "`erase` or a mapping with `set`, `clear`, `add`, `remove`, `create`, `grant` or `revoke`",
        word->kind == Node::Kind::scalar ? word->text : std::string(describe(word->kind)));
    if (const auto near = diagnostic::nearest(word->text, words)) {
      report.help("did you mean `" + *near + "`?");
    }
    return std::nullopt;
  }
  std::vector<std::string> keys{std::string(form->key)};
  if (!form->value_key.empty()) {
    keys.emplace_back(form->value_key);
  }
  const Mapping mapping(reader, node, "a write with `" + std::string(form->key) + "`", keys);
  write.op = form->op;
  const Entry* first = mapping.find(form->key);
  if (first == nullptr) {
    return std::nullopt;
  }
  const bool value_first = form->op == ast::Write::Op::add || form->op == ast::Write::Op::remove;
  if (form->op == ast::Write::Op::create) {
    write.target = read_name(reader, *first, form->target);
    read_created_fields(reader, mapping, write);
  } else if (form->value_key.empty()) {
    write.target = read_name(reader, *first, form->target);
  } else if (const Entry* second = mapping.require(reader, form->value_key)) {
    write.target = read_name(reader, value_first ? *second : *first, form->target);
    write.value = read_expression(reader, value_first ? *first : *second);
  }
  return write;
}

}  // namespace

ast::Outcome read_outcome(Reader& reader, const Mapping& mapping, ast::Name name) {
  ast::Outcome outcome;
  outcome.name = std::move(name);
  outcome.parameters = read_parameters(reader, mapping);
  read_optional(reader, mapping, "title", outcome.title);
  read_optional(reader, mapping, "class", NameKind::dashed, outcome.class_name);
  if (const Entry* reversible = mapping.find("reversible")) {
    outcome.reversible = read_bool(reader, *reversible);
  }
  if (const Entry* writes = mapping.find("writes")) {
    for (const Entry& item : read_items(reader, *writes)) {
      if (auto write = read_write(reader, item)) {
        outcome.writes.push_back(*std::move(write));
      }
    }
  }
  read_optional(reader, mapping, "note", outcome.note);
  return outcome;
}

}  // namespace exeunt::yaml
