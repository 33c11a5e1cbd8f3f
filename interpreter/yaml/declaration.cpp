// The items of `declarations:`, by the key that says what an item declares.
#include <algorithm>

#include "interpreter/syntax/parse.h"
#include "interpreter/yaml/construct.h"
#include "interpreter/yaml/value.h"

namespace exeunt::yaml {

using diagnostic::Kind;

namespace {

/// `fields:` of a concept or an entity.
std::vector<ast::Field> read_fields(Reader& reader, const Mapping& mapping) {
  std::vector<ast::Field> fields;
  const Entry* given = mapping.find("fields");
  if (given == nullptr || !expect_mapping(reader, *given, "a mapping of names to types")) {
    return fields;
  }
  for (const Entry& entry : entries(reader, *given->value)) {
    const auto field_name = key_name(reader, entry, NameKind::identifier);
    const auto phrase = read_phrase(reader, entry, "a type");
    if (!field_name || !phrase) {
      continue;
    }
    if (auto field = syntax::parse_field(*field_name, *phrase, reader.sink)) {
      field->span = {reader.file, field_name->span.begin, phrase->span.end};
      fields.push_back(*std::move(field));
    }
  }
  return fields;
}

ast::Concept read_concept(Reader& reader, const Mapping& mapping, ast::Name name) {
  ast::Concept declared;
  declared.name = std::move(name);
  read_optional(reader, mapping, "title", declared.title);
  read_optional(reader, mapping, "plural", declared.plural);
  read_optional(reader, mapping, "of", NameKind::dashed, declared.of);
  declared.fields = read_fields(reader, mapping);
  return declared;
}

ast::Class read_class(Reader& reader, const Mapping& mapping, ast::Name name) {
  ast::Class declared;
  declared.name = std::move(name);
  read_optional(reader, mapping, "title", declared.title);
  if (const Entry* severity = mapping.find("severity")) {
    // A number, and so no name; what it may be is a question of meaning.
    if (auto written = read_text(reader, *severity)) {
      declared.severity = ast::Name{std::move(written->value), written->span};
    }
  }
  read_optional(reader, mapping, "scheduled", NameKind::dashed, declared.scheduled);
  return declared;
}

ast::Lack read_lack(Reader& reader, const Mapping& mapping, ast::Name name) {
  ast::Lack lack;
  lack.name = std::move(name);
  read_optional(reader, mapping, "why", lack.why);
  read_optional(reader, mapping, "cite", NameKind::dotted, lack.cites);
  return lack;
}

ast::Capability read_capability(Reader& reader, const Mapping& mapping, ast::Name name) {
  ast::Capability capability;
  capability.name = std::move(name);
  read_optional(reader, mapping, "title", capability.title);
  read_optional(reader, mapping, "is", NameKind::dotted, capability.concept_name);
  read_optional(reader, mapping, "cite", NameKind::dotted, capability.cites);
  return capability;
}

ast::Enum read_enum(Reader& reader, const Mapping& mapping, ast::Name name) {
  ast::Enum declared{std::move(name), {}};
  const Entry* values = mapping.require(reader, "values");
  if (values == nullptr) {
    return declared;
  }
  if (values->value->kind != Node::Kind::mapping) {
    for (ast::Name& value : read_names(reader, *values, NameKind::identifier)) {
      declared.values.push_back({std::move(value), {}});
    }
    return declared;
  }
  if (values->value->items.empty()) {
    reader.sink.report<Kind::yaml_empty_value>(values->value->span, values->called());
  }
  for (const Entry& entry : entries(reader, *values->value)) {
    auto value = key_name(reader, entry, NameKind::identifier);
    std::optional<ast::Text> title;
    if (entry.value->kind != Node::Kind::empty) {
      title = read_text(reader, entry);
    }
    if (value) {
      declared.values.push_back({*std::move(value), std::move(title)});
    }
  }
  return declared;
}

ast::Entity read_entity(Reader& reader, const Mapping& mapping, ast::Name name) {
  ast::Entity entity;
  entity.name = std::move(name);
  read_optional(reader, mapping, "title", entity.title);
  read_optional(reader, mapping, "plural", entity.plural);
  read_optional(reader, mapping, "is", NameKind::dotted, entity.concept_name);
  if (mapping.find("where") != nullptr && mapping.require(reader, "is") != nullptr) {
    read_optional(reader, mapping, "where", entity.where);
  }
  entity.fields = read_fields(reader, mapping);
  return entity;
}

ast::Lookup read_lookup(Reader& reader, const Mapping& mapping, const Entry& type) {
  ast::Lookup lookup;
  lookup.kind = type.key == "all" ? ast::Lookup::Kind::all : ast::Lookup::Kind::first;
  if (auto name = read_name(reader, type, NameKind::identifier)) {
    lookup.type = *std::move(name);
  }
  read_optional(reader, mapping, "as", NameKind::identifier, lookup.variable);
  read_optional(reader, mapping, "where", lookup.where);
  if (const Entry* by = mapping.find("by")) {
    for (const Entry& item : read_items(reader, *by)) {
      const auto phrase = read_phrase(reader, item, "CEL text");
      if (!phrase) {
        continue;
      }
      if (auto key = syntax::parse_order_key(*phrase, reader.sink)) {
        if (!key->key.runs.empty()) {
          key->key.span = phrase->span;  // a comment beside its `|` is the key's
        }
        lookup.by.push_back(*std::move(key));
      }
    }
  }
  return lookup;
}

ast::Let read_let(Reader& reader, const Mapping& mapping, ast::Name name) {
  ast::Let let;
  let.name = std::move(name);
  let.parameters = read_parameters(reader, mapping);
  const Entry* given = nullptr;
  for (const std::string_view key : {"value", "first", "all"}) {
    const Entry* entry = mapping.find(key);
    if (entry != nullptr && given != nullptr) {
      reader.sink.report<Kind::yaml_exclusive_keys>(entry->key_span, given->key, entry->key)
          .label(given->key_span, "the first is here");
    } else if (entry != nullptr) {
      given = entry;
    }
  }
  if (given == nullptr) {
    mapping.require(reader, "value");
  } else if (given->key == "value") {
    if (auto value = read_expression(reader, *given)) {
      let.value = *std::move(value);
    }
    for (const std::string_view key : {"as", "where", "by"}) {
      if (const Entry* entry = mapping.find(key)) {
        reader.sink.report<Kind::yaml_exclusive_keys>(entry->key_span, given->key, entry->key)
            .label(given->key_span, "the first is here");
      }
    }
  } else {
    let.value = read_lookup(reader, mapping, *given);
  }
  return let;
}

/// `for:` and `as:`.
void read_targets(Reader& reader, const Mapping& mapping, std::optional<ast::Targets>& out) {
  const Entry* types = mapping.find("for");
  const Entry* alias = mapping.find("as");
  if (types == nullptr) {
    if (alias != nullptr) {
      mapping.require(reader, "for");
    }
    return;
  }
  ast::Targets targets;
  targets.span = types->value->span;
  targets.types = read_names(reader, *types, NameKind::identifier);
  if (targets.types.size() == 1 && targets.types.front().text == "subject") {
    targets.kind = ast::Targets::Kind::subject;
    targets.types.clear();
    if (alias != nullptr) {
      reader.sink.report<Kind::yaml_exclusive_keys>(alias->key_span, "for: subject", "as")
          .help("the subject is called `subject` everywhere");
      return;
    }
  }
  if (alias != nullptr) {
    targets.alias = read_name(reader, *alias, NameKind::identifier);
  }
  out = std::move(targets);
}

ast::Rule read_rule(Reader& reader, const Mapping& mapping, ast::Name name) {
  ast::Rule rule;
  rule.name = std::move(name);
  read_optional(reader, mapping, "title", rule.title);
  read_optional(reader, mapping, "on", NameKind::dashed, rule.events);
  read_optional(reader, mapping, "phase", NameKind::dashed, rule.phase);
  read_targets(reader, mapping, rule.targets);
  read_optional(reader, mapping, "where", rule.where);
  if (const Entry* then = mapping.find("then")) {
    for (const Entry& item : read_items(reader, *then)) {
      const auto phrase = read_phrase(reader, item, "outcomes");
      if (!phrase) {
        continue;
      }
      if (auto call = syntax::parse_call(*phrase, reader.sink)) {
        call->span = phrase->span;
        rule.then.push_back(*std::move(call));
      }
    }
  }
  if (const Entry* after = mapping.find("after")) {
    if (const auto phrase = read_phrase(reader, *after, "a duration")) {
      rule.after = syntax::parse_delay(*phrase, reader.sink);
    }
  }
  read_optional(reader, mapping, "due", rule.due);
  read_optional(reader, mapping, "unless", rule.unless);
  read_optional(reader, mapping, "overrides", NameKind::dashed, rule.overrides);
  read_optional(reader, mapping, "note", rule.note);
  read_optional(reader, mapping, "cite", NameKind::dotted, rule.cites);
  return rule;
}

ast::Advice read_advice(Reader& reader, const Mapping& mapping, ast::Name name) {
  ast::Advice advice;
  advice.name = std::move(name);
  if (const Entry* title = mapping.require(reader, "title")) {
    advice.title = read_text(reader, *title);
  }
  read_optional(reader, mapping, "on", NameKind::dashed, advice.events);
  read_targets(reader, mapping, advice.targets);
  read_optional(reader, mapping, "where", advice.where);
  read_optional(reader, mapping, "note", advice.note);
  read_optional(reader, mapping, "cite", NameKind::dotted, advice.cites);
  return advice;
}

ast::Display read_display(Reader& reader, const Mapping& mapping, ast::Name name) {
  ast::Display display;
  display.name = std::move(name);
  read_optional(reader, mapping, "title", display.title);
  read_optional(reader, mapping, "on", NameKind::dashed, display.events);
  read_targets(reader, mapping, display.targets);
  read_optional(reader, mapping, "where", display.where);
  read_optional(reader, mapping, "field", NameKind::identifier, display.field);
  if (const Entry* show = mapping.find("show");
      show != nullptr && expect_mapping(reader, *show, "a mapping of locales to texts")) {
    for (const Entry& entry : entries(reader, *show->value)) {
      auto locale = key_name(reader, entry, NameKind::dashed);
      auto text = read_text(reader, entry);
      if (locale && text) {
        display.texts.push_back({*std::move(locale), *std::move(text)});
      }
    }
  }
  read_optional(reader, mapping, "note", display.note);
  read_optional(reader, mapping, "cite", NameKind::dotted, display.cites);
  return display;
}

using Read = ast::DeclarationBody (*)(Reader&, const Mapping&, ast::Name);
template <auto read>
ast::DeclarationBody as_body(Reader& reader, const Mapping& mapping, ast::Name name) {
  return read(reader, mapping, std::move(name));
}

struct Form {
  std::string key;   ///< says what the item declares; its value is the name
  std::string what;  ///< for messages
  NameKind name;
  std::vector<std::string> keys;
  Read read;
};

/// In the order in which an item's keys are looked at: an outcome has a `class`.
const std::vector<Form>& forms() {
  static const std::vector<Form> all = {
      {"concept", "a concept", NameKind::dashed, {"title", "plural", "of", "fields"}, as_body<read_concept>},
      {"enum", "an enum", NameKind::identifier, {"values"}, as_body<read_enum>},
      {"capability", "a capability", NameKind::dashed, {"title", "is", "cite"}, as_body<read_capability>},
      {"entity",
       "an entity",
       NameKind::identifier,
       {"title", "plural", "is", "where", "fields"},
       as_body<read_entity>},
      {"lacks", "what the vendor lacks", NameKind::dotted, {"why", "cite"}, as_body<read_lack>},
      {"outcome",
       "an outcome",
       NameKind::dashed,
       {"params", "title", "class", "reversible", "writes", "note"},
       as_body<read_outcome>},
      {"class", "a class", NameKind::dashed, {"title", "severity", "scheduled"}, as_body<read_class>},
      {"let", "a let", NameKind::identifier, {"params", "value", "first", "all", "as", "where", "by"},
       as_body<read_let>},
      {"event",
       "an event",
       NameKind::dashed,
       {"title", "for", "is", "args", "phases", "guards", "inventory", "cite"},
       as_body<read_event>},
      {"guard",
       "a guard",
       NameKind::dashed,
       {"on", "require", "else", "unblock", "howto", "cite"},
       as_body<read_shared_guard>},
      {"howto", "a how-to", NameKind::dashed, {"title", "on", "steps", "cite"}, as_body<read_howto>},
      {"rule",
       "a rule",
       NameKind::dashed,
       {"title", "on", "phase", "for", "as", "where", "then", "after", "due", "unless", "overrides", "note", "cite"},
       as_body<read_rule>},
      {"advise", "an advice", NameKind::dashed, {"title", "on", "for", "as", "where", "note", "cite"},
       as_body<read_advice>},
      {"display",
       "a display",
       NameKind::dashed,
       {"title", "on", "for", "as", "where", "field", "show", "note", "cite"},
       as_body<read_display>},
  };
  return all;
}

const Form* find_form(const Node& item) {
  for (const Form& form : forms()) {
    for (std::size_t i = 0; i < item.items.size(); i += 2) {
      if (item.items[i].text == form.key) {
        return &form;
      }
    }
  }
  return nullptr;
}

bool has_key(const Node& item, std::string_view key) {
  for (std::size_t i = 0; i < item.items.size(); i += 2) {
    if (item.items[i].text == key) {
      return true;
    }
  }
  return false;
}

std::vector<std::string> declaring_keys() {
  std::vector<std::string> keys;
  for (const Form& form : forms()) {
    keys.push_back(form.key);
  }
  keys.emplace_back("drop");
  return keys;
}

std::optional<ast::DeclarationBody> read_drop(Reader& reader, const Node& item) {
  const Mapping mapping(reader, item, "a drop", {"drop", "name"});
  const Entry* kind = mapping.find("drop");
  const Entry* name = mapping.require(reader, "name");
  if (kind == nullptr || name == nullptr) {
    return std::nullopt;
  }
  const auto kind_name = read_name(reader, *kind, NameKind::identifier);
  const auto dropped = read_name(reader, *name, NameKind::dotted);
  if (!kind_name || !dropped) {
    return std::nullopt;
  }
  std::vector<std::string> kinds = declaring_keys();
  kinds.pop_back();
  if (std::find(kinds.begin(), kinds.end(), kind_name->text) == kinds.end()) {
    auto report = reader.sink.report<Kind::yaml_bad_word>(kind_name->span, "`drop`", "a kind of declaration",
                                                          kind_name->text);
    if (const auto near = diagnostic::nearest(kind_name->text, kinds)) {
      report.help("did you mean `" + *near + "`?");
    }
    return std::nullopt;
  }
  return ast::Drop{*kind_name, *dropped};
}

}  // namespace

std::optional<ast::Declaration> read_declaration(Reader& reader, const Node& item) {
  if (item.kind != Node::Kind::mapping) {
    reader.sink.report<Kind::yaml_wrong_kind>(item.span, "a declaration", "a mapping such as `rule: name`",
                                              describe(item.kind));
    return std::nullopt;
  }
  const std::size_t errors = reader.sink.errors();
  ast::Declaration declaration;
  declaration.span = item.span;
  if (has_key(item, "drop")) {
    if (auto drop = read_drop(reader, item)) {
      declaration.body = *std::move(drop);
    }
  } else if (const Form* form = find_form(item)) {
    std::vector<std::string> keys = form->keys;
    keys.push_back(form->key);
    keys.emplace_back("replace");
    const Mapping mapping(reader, item, form->what, keys);
    if (const Entry* replace = mapping.find("replace")) {
      declaration.replace = read_bool(reader, *replace).value_or(false);
    }
    const Entry* name = mapping.find(form->key);
    const auto declared = name != nullptr ? read_name(reader, *name, form->name) : std::nullopt;
    declaration.body = form->read(reader, mapping, declared.value_or(ast::Name()));
  } else {
    auto report = reader.sink.report<Kind::yaml_unknown_declaration>(
        item.items.empty() ? item.span : item.items.front().span);
    if (!item.items.empty()) {
      if (const auto near = diagnostic::nearest(item.items.front().text, declaring_keys())) {
        report.help("did you mean `" + *near + "`?");
      }
    }
  }
  if (reader.sink.errors() != errors) {
    return std::nullopt;
  }
  return declaration;
}

}  // namespace exeunt::yaml
