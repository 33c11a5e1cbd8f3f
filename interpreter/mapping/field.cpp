// One entry of `fields`: an expression, or a mapping that also says how its value is written.
#include <algorithm>
#include <charconv>

#include "interpreter/mapping/reading.h"

namespace exeunt::mapping {

using cel::Type;
using cel::TypeKind;
using diagnostic::Kind;
using model::FieldKind;
using model::FieldType;
using yaml::Entry;
using yaml::Node;

namespace {

/// The field's own type, or that of a list's elements.
const FieldType& element_of(const FieldType& type) {
  return type.kind == FieldKind::list ? type.element[0] : type;
}

bool is_one_of(TypeKind kind, std::initializer_list<TypeKind> kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// Whether a value of this static type can become one of the model's. What is not known before a response is read may.
bool fits(const Type& given, const FieldType& field, const FieldRule& rule) {
  const Type type = given.without_null();
  if (type.kind() == TypeKind::opaque && type.name() == "optional_type" && !type.parameters().empty()) {
    return fits(type.parameters()[0], field, rule);
  }
  if (is_one_of(type.kind(), {TypeKind::dyn, TypeKind::error, TypeKind::null, TypeKind::parameter})) {
    return true;
  }
  if (field.kind == FieldKind::list) {
    return type.kind() == TypeKind::list &&
           (type.parameters().empty() || fits(type.parameters()[0], field.element[0], rule));
  }
  const bool is_text = is_one_of(type.kind(), {TypeKind::string, TypeKind::closed_string});
  const bool is_whole = is_one_of(type.kind(), {TypeKind::int64, TypeKind::uint64});
  const bool is_number = is_whole || type.kind() == TypeKind::float64;
  if (rule.values) {
    return is_text || is_whole || type.kind() == TypeKind::boolean;
  }
  switch (field.kind) {
    case FieldKind::boolean:
      return type.kind() == TypeKind::boolean;
    case FieldKind::int64:
    case FieldKind::float64:
      return is_number;
    case FieldKind::string:
    case FieldKind::enumeration:
      return is_text;
    case FieldKind::timestamp: {
      const bool is_epoch = rule.time == TimeFormat::epoch_ms || rule.time == TimeFormat::epoch_s;
      return type.kind() == TypeKind::timestamp || is_text || (is_epoch && is_number);
    }
    case FieldKind::duration:
      return type.kind() == TypeKind::duration || is_text;
    case FieldKind::reference:
      return is_text || (is_whole && (field.targets.size() == 1 || !rule.via.empty()));
    case FieldKind::list:
      break;
  }
  return false;
}

/// Literals that the whole may be: itself, or a branch of a condition.
void check_literals(Reading& reading, const Expression& expression, cel::NodeId id, const FieldType& type,
                    const std::string& called) {
  const cel::Ast& ast = expression.program.expression().ast;
  const cel::Node& node = ast[id];
  if (node.kind == cel::NodeKind::call && node.name == "_?_:_") {
    check_literals(reading, expression, node.children[1], type, called);
    check_literals(reading, expression, node.children[2], type, called);
  }
  if (node.kind != cel::NodeKind::literal || node.value.kind() != cel::ValueKind::string) {
    return;
  }
  const std::string value(node.value.string_value());
  if (std::find(type.values.begin(), type.values.end(), value) == type.values.end()) {
    suggest(reading.yaml.sink.report<Kind::mapping_value>(expression.source.locate(node.begin, node.end), value, called,
                                                          model::text(reading.model, type)),
            value, type.values);
  }
}

bool is_whole_number(std::string_view text) {
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

bool is_value_of(const std::string& text, const FieldType& type) {
  switch (type.kind) {
    case FieldKind::enumeration:
      return std::find(type.values.begin(), type.values.end(), text) != type.values.end();
    case FieldKind::boolean:
      return text == "true" || text == "false";
    case FieldKind::int64:
      return is_whole_number(text);
    default:
      return true;
  }
}

void read_values(Reading& reading, const Entry& entry, const FieldType& type, const std::string& called,
                 FieldRule& rule) {
  if (!yaml::expect_mapping(reading.yaml, entry, "a mapping of values")) {
    return;
  }
  const FieldType& element = element_of(type);
  diagnostic::Sink& sink = reading.yaml.sink;
  if (element.kind != FieldKind::enumeration && element.kind != FieldKind::boolean &&
      element.kind != FieldKind::string && element.kind != FieldKind::int64) {
    sink.report<Kind::mapping_not_for>(entry.key_span, "values", "enums, text, `bool` and `int`", called,
                                       model::text(reading.model, type));
    return;
  }
  rule.values.emplace();
  for (const Entry& each : yaml::entries(reading.yaml, *entry.value)) {
    Translation translation;
    if (each.value->kind == Node::Kind::empty) {
      translation.is_dropped = true;
    } else if (const auto text = yaml::read_text(reading.yaml, each)) {
      translation.text = text->value;
      translation.is_null = text->value == "null" && type.nullable && !is_value_of("null", element);
      if (!translation.is_null && !is_value_of(text->value, element)) {
        suggest(sink.report<Kind::mapping_value>(text->span, text->value, called, model::text(reading.model, element)),
                text->value, element.values);
      }
    }
    rule.values->emplace(each.key, std::move(translation));
  }
}

void read_time(Reading& reading, const Entry& entry, const FieldType& type, const std::string& called,
               FieldRule& rule) {
  static const std::vector<std::pair<std::string, TimeFormat>> formats = {{"rfc3339", TimeFormat::rfc3339},
                                                                          {"sql", TimeFormat::sql},
                                                                          {"date", TimeFormat::date},
                                                                          {"epoch-ms", TimeFormat::epoch_ms},
                                                                          {"epoch-s", TimeFormat::epoch_s}};
  const auto text = yaml::read_text(reading.yaml, entry);
  if (!text) {
    return;
  }
  if (element_of(type).kind != FieldKind::timestamp) {
    reading.yaml.sink.report<Kind::mapping_not_for>(entry.key_span, "time", "times", called,
                                                    model::text(reading.model, type));
    return;
  }
  std::vector<std::string> known;
  for (const auto& [name, format] : formats) {
    known.push_back(name);
    if (name == text->value) {
      rule.time = format;
      return;
    }
  }
  suggest(reading.yaml.sink.report<Kind::mapping_unknown_name>(text->span, "time format", text->value), text->value,
          known);
}

void read_via(Reading& reading, const Entry& entry, const FieldType& type, const std::string& called, FieldRule& rule) {
  const auto name = yaml::read_name(reading.yaml, entry, yaml::NameKind::dashed);
  if (!name) {
    return;
  }
  const FieldType& element = element_of(type);
  if (!element.is_reference()) {
    reading.yaml.sink.report<Kind::mapping_not_for>(entry.key_span, "via", "references", called,
                                                    model::text(reading.model, type));
    return;
  }
  const auto alias = reading.aliases.find(name->text);
  if (alias == reading.aliases.end()) {
    std::vector<std::string> known;
    for (const auto& [each, entity] : reading.aliases) {
      known.push_back(each);
    }
    suggest(reading.yaml.sink.report<Kind::mapping_unknown_name>(name->span, "alias", name->text), name->text, known);
    return;
  }
  if (!std::binary_search(element.targets.begin(), element.targets.end(), alias->second)) {
    reading.yaml.sink.report<Kind::mapping_alias_entity>(
        name->span, name->text, reading.model.entities[alias->second].name, called, model::text(reading.model, type));
  }
  rule.via = name->text;
}

}  // namespace

std::optional<FieldRule> read_field(Reading& reading, const Entry& entry, const model::Entity& entity,
                                    const cel::Environment& environment) {
  const auto index = entity.find_field(entry.key);
  if (!index) {
    std::vector<std::string> known;
    for (const model::Field& each : entity.fields) {
      known.push_back(each.name);
    }
    suggest(reading.yaml.sink.report<Kind::mapping_unknown_field>(entry.key_span, entity.name, entry.key), entry.key,
            known);
    return std::nullopt;
  }
  const FieldType& type = entity.fields[*index].type;
  const std::string called = entity.name + "." + entry.key;
  const bool is_plain = entry.value->kind != Node::Kind::mapping;
  std::optional<yaml::Mapping> keys;
  const Entry* from = &entry;
  if (!is_plain) {
    keys.emplace(reading.yaml, *entry.value, "a field", std::vector<std::string>{"from", "values", "time", "via"});
    from = keys->require(reading.yaml, "from");
  }
  auto expression = from == nullptr ? std::nullopt : read_cel(reading, *from, environment);
  if (!expression) {
    return std::nullopt;
  }
  FieldRule rule{.field = *index, .from = *std::move(expression), .values = {}, .time = {}, .via = {}};
  if (keys) {
    if (const Entry* values = keys->find("values")) {
      read_values(reading, *values, type, called, rule);
    }
    if (const Entry* time = keys->find("time")) {
      read_time(reading, *time, type, called, rule);
    }
    if (const Entry* via = keys->find("via")) {
      read_via(reading, *via, type, called, rule);
    }
  }
  const cel::CheckedExpression& checked = rule.from.program.expression();
  if (!fits(checked.type(), type, rule)) {
    reading.yaml.sink.report<Kind::mapping_wrong_type>(rule.from.source.span, checked.type().display(), called,
                                                       model::text(reading.model, type));
  } else if (type.kind == FieldKind::enumeration && !rule.values) {
    check_literals(reading, rule.from, checked.ast.root, type, called);
  }
  return rule;
}

}  // namespace exeunt::mapping
