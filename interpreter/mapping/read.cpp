#include "interpreter/mapping/read.h"

#include "interpreter/diagnostic/suggest.h"
#include "interpreter/expression/expression.h"
#include "interpreter/mapping/reading.h"
#include "interpreter/yaml/document.h"

namespace exeunt::mapping {

using diagnostic::Kind;
using yaml::Entry;
using yaml::Node;

void suggest(diagnostic::Builder report, std::string_view word, const std::vector<std::string>& known) {
  diagnostic::suggest(report, word, known, known.size() == 1 ? "there is" : "there are");
}

std::optional<model::EntityIndex> read_entity(Reading& reading, const Entry& entry) {
  const auto name = yaml::read_name(reading.yaml, entry, yaml::NameKind::identifier);
  if (!name) {
    return std::nullopt;
  }
  const auto entity = reading.model.find_entity(name->text);
  if (!entity) {
    suggest(reading.yaml.sink.report<Kind::mapping_unknown_entity>(name->span, name->text), name->text,
            reading.model.entity_names());
  }
  return entity;
}

std::optional<FieldName> read_field_name(Reading& reading, const Entry& entry) {
  const auto name = yaml::read_name(reading.yaml, entry, yaml::NameKind::dotted);
  if (!name) {
    return std::nullopt;
  }
  diagnostic::Sink& sink = reading.yaml.sink;
  const std::size_t dot = name->text.find('.');
  if (dot == std::string::npos) {
    sink.report<Kind::yaml_bad_name>(name->span, name->text, "a field, written `entity.field`");
    return std::nullopt;
  }
  const std::string entity_name = name->text.substr(0, dot);
  const auto entity = reading.model.find_entity(entity_name);
  if (!entity) {
    suggest(sink.report<Kind::mapping_unknown_entity>(name->span, entity_name), entity_name,
            reading.model.entity_names());
    return std::nullopt;
  }
  const model::Entity& found = reading.model.entities[*entity];
  const std::string field_name = name->text.substr(dot + 1);
  const auto field = found.find_field(field_name);
  if (!field) {
    std::vector<std::string> known;
    for (const model::Field& each : found.fields) {
      known.push_back(each.name);
    }
    suggest(sink.report<Kind::mapping_unknown_field>(name->span, found.name, field_name), field_name, known);
    return std::nullopt;
  }
  return FieldName{*entity, *field};
}

std::optional<std::vector<std::string>> read_path(Reading& reading, const Entry& entry) {
  const auto text = yaml::read_text(reading.yaml, entry);
  if (!text) {
    return std::nullopt;
  }
  std::vector<std::string> path = split_path(text->value);
  if (path.empty()) {
    reading.yaml.sink.report<Kind::mapping_bad_path>(text->span, text->value).help("write names with dots: `owner.id`");
    return std::nullopt;
  }
  return path;
}

std::optional<Expression> read_cel(Reading& reading, const Entry& entry, const cel::Environment& environment,
                                   std::optional<cel::Type> wanted) {
  const auto source = yaml::read_expression(reading.yaml, entry);
  if (!source) {
    return std::nullopt;
  }
  auto checked = expression::check(*source, environment, reading.yaml.sink, std::move(wanted));
  if (!checked) {
    return std::nullopt;
  }
  return Expression{cel::Program(*std::move(checked)), *source};
}

cel::Environment response_environment() {
  cel::Environment environment;
  environment.declare_variable("response", cel::Type::dyn(), slot::response);
  environment.declare_variable("file", cel::Type::string(), slot::file);
  return environment;
}

cel::Environment item_environment(bool each) {
  cel::Environment environment = response_environment();
  environment.declare_variable("item", cel::Type::dyn(), slot::item);
  if (each) {
    environment.declare_variable("part", cel::Type::dyn(), slot::part);
    environment.declare_variable("index", cel::Type::int64(), slot::index);
  }
  return environment;
}

namespace {

void read_envelopes(Reading& reading, const Entry& entry) {
  if (!yaml::expect_mapping(reading.yaml, entry, "a mapping of envelopes")) {
    return;
  }
  const cel::Environment environment = response_environment();
  for (const Entry& each : yaml::entries(reading.yaml, *entry.value)) {
    const auto name = yaml::key_name(reading.yaml, each, yaml::NameKind::dashed);
    if (!name || !yaml::expect_mapping(reading.yaml, each, "a mapping")) {
      continue;
    }
    const yaml::Mapping keys(reading.yaml, *each.value, "an envelope", {"list", "error", "message", "more"});
    Envelope envelope;
    envelope.name = name->text;
    if (const Entry* list = keys.find("list")) {
      envelope.list = read_path(reading, *list).value_or(std::vector<std::string>());
    }
    const auto read_optional = [&](std::string_view key, cel::Type wanted, std::optional<Expression>& out) {
      if (const Entry* found = keys.find(key)) {
        out = read_cel(reading, *found, environment, std::move(wanted));
      }
    };
    read_optional("error", cel::Type::boolean(), envelope.error);
    read_optional("message", cel::Type::dyn(), envelope.message);
    read_optional("more", cel::Type::boolean(), envelope.more);
    reading.out.envelopes.push_back(std::move(envelope));
  }
}

void read_personal(Reading& reading, const Entry& entry) {
  if (!yaml::expect_mapping(reading.yaml, entry, "a mapping")) {
    return;
  }
  const yaml::Mapping keys(reading.yaml, *entry.value, "`personal`", {"name", "email", "text"});
  const std::pair<std::string_view, Personal> kinds[] = {
      {"name", Personal::name}, {"email", Personal::email}, {"text", Personal::text}};
  for (const auto& [key, kind] : kinds) {
    const Entry* list = keys.find(key);
    if (list == nullptr) {
      continue;
    }
    for (const Entry& item : yaml::read_items(reading.yaml, *list)) {
      const auto field = read_field_name(reading, item);
      if (!field) {
        continue;
      }
      const model::FieldType& type = reading.model.entities[field->entity].fields[field->field].type;
      const model::FieldType& element = type.kind == model::FieldKind::list ? type.element[0] : type;
      if (element.kind != model::FieldKind::string) {
        reading.yaml.sink.report<Kind::mapping_not_for>(item.value->span, "personal", "text", item.value->text,
                                                        model::text(reading.model, type));
      } else if (!reading.out.personal.emplace(*field, kind).second) {
        reading.yaml.sink.report<Kind::mapping_duplicate>(item.value->span, "the field", item.value->text);
      }
    }
  }
}

/// Text that only tests look at: is it text?
void check_package(Reading& reading, const Entry& entry) {
  if (yaml::expect_mapping(reading.yaml, entry, "a mapping")) {
    const yaml::Mapping keys(reading.yaml, *entry.value, "`package`", {"name", "version"});
    for (const std::string_view key : {"name", "version"}) {
      if (const Entry* found = keys.require(reading.yaml, key)) {
        static_cast<void>(yaml::read_text(reading.yaml, *found));
      }
    }
  }
}

void read_root(Reading& reading, const Node& root, const std::string& pack) {
  const yaml::Mapping keys(reading.yaml, root, "a mapping of responses",
                           {"import", "package", "envelopes", "sources", "personal", "gaps"});
  const Entry* named = keys.require(reading.yaml, "import");
  if (named != nullptr) {
    const auto name = yaml::read_name(reading.yaml, *named, yaml::NameKind::dashed);
    if (name && name->text != pack) {
      reading.yaml.sink.report<Kind::mapping_other_pack>(name->span, name->text, pack);
    }
  }
  if (const Entry* package = keys.find("package")) {
    check_package(reading, *package);
  }
  if (const Entry* envelopes = keys.find("envelopes")) {
    read_envelopes(reading, *envelopes);
  }
  if (const Entry* sources = keys.require(reading.yaml, "sources")) {
    collect_aliases(reading, *sources);
    for (const Entry& each : yaml::read_items(reading.yaml, *sources)) {
      read_source(reading, each);
    }
  }
  if (const Entry* personal = keys.find("personal")) {
    read_personal(reading, *personal);
  }
  if (const Entry* gaps = keys.find("gaps")) {
    read_gaps(reading, *gaps);
  }
  check_coverage(reading, named == nullptr ? root.span : named->key_span);
}

}  // namespace

std::optional<Mapping> read(const source::Manager& sources, source::FileId file, const std::string& pack,
                            const model::Model& model, diagnostic::Sink& sink) {
  const std::size_t errors = sink.errors();
  const yaml::Document document = yaml::load(sources, file, sink);
  if (!document.root) {
    return std::nullopt;
  }
  if (document.root->kind != Node::Kind::mapping) {
    sink.report<Kind::yaml_wrong_kind>(document.root->span, "the file", "a mapping",
                                       yaml::describe(document.root->kind));
    return std::nullopt;
  }
  ast::File unused;  // what the YAML room reads policies into
  yaml::Reader reader{sources, file, sink, unused, errors};
  Mapping mapping;
  mapping.pack = pack;
  Reading reading{reader, model, mapping, {}, {}, {}, {}, {}};
  read_root(reading, *document.root, pack);
  return sink.errors() == errors ? std::optional(std::move(mapping)) : std::nullopt;
}

}  // namespace exeunt::mapping
