// One entry of `sources`: which files, and what their items become.
#include <algorithm>

#include "interpreter/mapping/reading.h"

namespace exeunt::mapping {

using diagnostic::Kind;
using yaml::Entry;
using yaml::Node;

namespace {

const std::vector<std::string>& source_keys() {
  static const std::vector<std::string> keys = {"source", "title",   "endpoint", "files",   "envelope",
                                                "type",   "require", "ignore",   "objects", "aliases"};
  return keys;
}

/// The value of a key in a mapping that has not been checked yet.
const Node* peek(const Node& mapping, std::string_view key) {
  for (std::size_t i = 0; i + 1 < mapping.items.size(); i += 2) {
    if (mapping.items[i].text == key) {
      return &mapping.items[i + 1];
    }
  }
  return nullptr;
}

std::string why_not_a_stem(std::string_view text) {
  if (text.empty() || text.front() == '/' || text.back() == '/' || text.find("//") != std::string_view::npos ||
      text.find("..") != std::string_view::npos) {
    return "it is no path below a folder";
  }
  if (std::count(text.begin(), text.end(), '*') > 1) {
    return "`*` stands in it more than once";
  }
  if (strip_suffixes(text)) {
    return "leave the suffix off";
  }
  return "";
}

void read_files(Reading& reading, const Entry& entry, Source& source) {
  for (const Entry& each : yaml::read_items(reading.yaml, entry)) {
    const auto text = yaml::read_text(reading.yaml, each);
    if (!text) {
      continue;
    }
    if (const std::string why = why_not_a_stem(text->value); !why.empty()) {
      reading.yaml.sink.report<Kind::mapping_bad_stem>(text->span, text->value, why);
      continue;
    }
    const auto [first, is_new] = reading.stems.emplace(text->value, text->span);
    if (!is_new) {
      reading.yaml.sink.report<Kind::mapping_duplicate>(text->span, "the stem", text->value)
          .label(first->second, "first given here");
      continue;
    }
    source.files.push_back({text->value});
  }
}

void read_envelope(Reading& reading, const Entry& entry, Source& source) {
  const auto name = yaml::read_name(reading.yaml, entry, yaml::NameKind::dashed);
  if (!name) {
    return;
  }
  std::vector<std::string> known;
  for (std::size_t i = 0; i < reading.out.envelopes.size(); ++i) {
    known.push_back(reading.out.envelopes[i].name);
    if (known.back() == name->text) {
      source.envelope = i;
      return;
    }
  }
  suggest(reading.yaml.sink.report<Kind::mapping_unknown_name>(name->span, "envelope", name->text), name->text, known);
}

/// Notes what an expression reads, in the members of items and of the response.
void note_reads(Source& source, const Expression& expression, const std::vector<std::string>* part) {
  const cel::Ast& ast = expression.program.expression().ast;
  add_reads(ast, "item", {}, source.members);
  if (part != nullptr) {
    add_reads(ast, "part", *part, source.members);
  }
  source.reads_response = source.reads_response || names(ast, "response");
}

/// Where in the item the elements stand that `each` gives. What cannot be told is taken as read as a whole.
std::vector<std::string> note_each(Source& source, const Expression& each) {
  const cel::Ast& ast = each.program.expression().ast;
  bool is_path = false;
  std::vector<std::string> path = path_from(ast, "item", is_path);
  if (!is_path) {
    note_reads(source, each, nullptr);
    return {};
  }
  path.emplace_back(elements);
  return path;
}

std::vector<FieldRule> read_fields(Reading& reading, const Entry& entry, const model::Entity& entity,
                                   const cel::Environment& environment) {
  std::vector<FieldRule> out;
  if (!yaml::expect_mapping(reading.yaml, entry, "a mapping of fields")) {
    return out;
  }
  for (const Entry& each : yaml::entries(reading.yaml, *entry.value)) {
    if (auto field = read_field(reading, each, entity, environment)) {
      out.push_back(*std::move(field));
    }
  }
  return out;
}

/// Which fields the source fills, whether it says well how or not.
void note_fields(Reading& reading, model::EntityIndex entity, const Entry* fields) {
  reading.made.insert(entity);
  if (fields == nullptr || fields->value->kind != Node::Kind::mapping) {
    return;
  }
  for (std::size_t i = 0; i + 1 < fields->value->items.size(); i += 2) {
    if (const auto field = reading.model.entities[entity].find_field(fields->value->items[i].text)) {
      reading.mapped.insert({entity, *field});
    }
  }
}

void read_object(Reading& reading, const Entry& entry, Source& source) {
  if (!yaml::expect_mapping(reading.yaml, entry, "a mapping")) {
    return;
  }
  const yaml::Mapping keys(reading.yaml, *entry.value, "an object", {"entity", "each", "id", "when", "fields"});
  const Entry* named = keys.require(reading.yaml, "entity");
  const Entry* id = keys.require(reading.yaml, "id");
  const Entry* each = keys.find("each");
  const cel::Environment environment = item_environment(each != nullptr);
  std::optional<Expression> each_expression;
  std::vector<std::string> part;
  if (each != nullptr) {
    each_expression = read_cel(reading, *each, item_environment(false), cel::Type::list(cel::Type::dyn()));
    if (each_expression) {
      part = note_each(source, *each_expression);
    }
  }
  const std::vector<std::string>* const reads_part = part.empty() ? nullptr : &part;
  std::optional<Expression> when;
  if (const Entry* found = keys.find("when")) {
    when = read_cel(reading, *found, environment, cel::Type::boolean());
  }
  auto id_expression = id == nullptr ? std::nullopt : read_cel(reading, *id, environment);
  const auto entity = named == nullptr ? std::nullopt : read_entity(reading, *named);
  if (!entity) {
    return;
  }
  const Entry* given = keys.find("fields");
  note_fields(reading, *entity, given);
  std::vector<FieldRule> fields;
  if (given != nullptr) {
    fields = read_fields(reading, *given, reading.model.entities[*entity], environment);
  }
  if (!id_expression) {
    return;
  }
  ObjectRule object{.entity = *entity,
                    .each = std::move(each_expression),
                    .id = *std::move(id_expression),
                    .when = std::move(when),
                    .fields = std::move(fields),
                    .declared = named->value->span};
  note_reads(source, object.id, reads_part);
  if (object.when) {
    note_reads(source, *object.when, reads_part);
  }
  for (const FieldRule& field : object.fields) {
    note_reads(source, field.from, reads_part);
  }
  source.objects.push_back(std::move(object));
}

void read_alias(Reading& reading, const Entry& entry, Source& source) {
  if (!yaml::expect_mapping(reading.yaml, entry, "a mapping")) {
    return;
  }
  const yaml::Mapping keys(reading.yaml, *entry.value, "an alias", {"name", "entity", "key", "id"});
  const Entry* name = keys.require(reading.yaml, "name");
  const Entry* named = keys.require(reading.yaml, "entity");
  const Entry* key = keys.require(reading.yaml, "key");
  const Entry* id = keys.require(reading.yaml, "id");
  if (name == nullptr || named == nullptr || key == nullptr || id == nullptr) {
    return;
  }
  const auto name_read = yaml::read_name(reading.yaml, *name, yaml::NameKind::dashed);
  const auto entity = read_entity(reading, *named);
  auto key_read = read_cel(reading, *key, item_environment(false));
  auto id_read = read_cel(reading, *id, item_environment(false));
  if (name_read && entity && key_read && id_read) {
    note_reads(source, *key_read, nullptr);
    note_reads(source, *id_read, nullptr);
    source.aliases.push_back({*name_read, *entity, *std::move(key_read), *std::move(id_read)});
  }
}

}  // namespace

void collect_aliases(Reading& reading, const Entry& sources) {
  // Mistakes in here are told when the sources are read.
  for (const Node& source : sources.value->items) {
    const Node* aliases = source.kind == Node::Kind::mapping ? peek(source, "aliases") : nullptr;
    if (aliases == nullptr) {
      continue;
    }
    const std::vector<Node> one = {*aliases};
    for (const Node& alias : aliases->kind == Node::Kind::list ? aliases->items : one) {
      const Node* name = alias.kind == Node::Kind::mapping ? peek(alias, "name") : nullptr;
      const Node* entity = alias.kind == Node::Kind::mapping ? peek(alias, "entity") : nullptr;
      const auto found = entity == nullptr ? std::nullopt : reading.model.find_entity(entity->text);
      if (name == nullptr || !found) {
        continue;
      }
      const auto [first, is_new] = reading.aliases.emplace(name->text, *found);
      if (!is_new && first->second != *found) {
        reading.yaml.sink.report<Kind::mapping_duplicate>(name->span, "the alias", name->text)
            .help("aliases of one name lead to one entity");
      }
    }
  }
}

void read_source(Reading& reading, const Entry& entry) {
  if (!yaml::expect_mapping(reading.yaml, entry, "a list of sources")) {
    return;
  }
  const yaml::Mapping keys(reading.yaml, *entry.value, "a source", source_keys());
  Source source;
  if (const Entry* found = keys.require(reading.yaml, "source")) {
    if (const auto name = yaml::read_name(reading.yaml, *found, yaml::NameKind::dashed)) {
      source.name = *name;
      const auto [first, is_new] = reading.source_names.emplace(name->text, name->span);
      if (!is_new) {
        reading.yaml.sink.report<Kind::mapping_duplicate>(name->span, "the source", name->text)
            .label(first->second, "first given here");
      }
    }
  }
  const auto text = [&](std::string_view key, bool is_required) {
    const Entry* found = is_required ? keys.require(reading.yaml, key) : keys.find(key);
    const auto value = found == nullptr ? std::nullopt : yaml::read_text(reading.yaml, *found);
    return value ? value->value : std::string();
  };
  source.title = text("title", false);
  source.endpoint = text("endpoint", true);
  static_cast<void>(text("type", false));  // for tests against the vendor's package
  if (const Entry* files = keys.require(reading.yaml, "files")) {
    read_files(reading, *files, source);
  }
  if (const Entry* envelope = keys.find("envelope")) {
    read_envelope(reading, *envelope, source);
  }
  for (const std::string_view key : {"require", "ignore"}) {
    const Entry* list = keys.find(key);
    if (list == nullptr || (list->value->kind == Node::Kind::list && list->value->items.empty())) {
      continue;
    }
    for (const Entry& each : yaml::read_items(reading.yaml, *list)) {
      if (const auto path = read_path(reading, each)) {
        source.members.add(*path);
        if (key == "require") {
          source.require.push_back(*path);
        }
      }
    }
  }
  if (const Entry* objects = keys.find("objects")) {
    for (const Entry& each : yaml::read_items(reading.yaml, *objects)) {
      read_object(reading, each, source);
    }
  }
  if (const Entry* aliases = keys.find("aliases")) {
    for (const Entry& each : yaml::read_items(reading.yaml, *aliases)) {
      read_alias(reading, each, source);
    }
  }
  reading.out.sources.push_back(std::move(source));
}

}  // namespace exeunt::mapping
