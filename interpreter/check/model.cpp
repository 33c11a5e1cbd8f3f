#include "interpreter/check/model.h"

#include <algorithm>

#include "interpreter/check/cite.h"
#include "interpreter/check/name.h"
#include "interpreter/check/type.h"

namespace exeunt::check {

using diagnostic::Kind;

namespace {

/// `calendar_link` -> "Calendar link".
std::string title_of(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') {
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
  }
  return name;
}

/// English enough for a title that no author gave: "Activities", "Inboxes", "Deals".
std::string plural_of(const std::string& title) {
  const auto ends = [&](std::string_view end) { return title.ends_with(end); };
  const bool consonant_y = ends("y") && title.size() > 1 &&
                           std::string_view("aeiou").find(title[title.size() - 2]) == std::string_view::npos;
  if (consonant_y) {
    return title.substr(0, title.size() - 1) + "ies";
  }
  return title + (ends("s") || ends("x") || ends("ch") || ends("sh") ? "es" : "s");
}

bool may_have_role(const model::FieldType& type) {
  return type.is_reference() || type.is_reference_list();
}

class ModelChecker {
 public:
  explicit ModelChecker(Context& context) : context_(context) {}

  void run() {
    for (const auto& [name, declared] : context_.all<ast::Enum>()) {
      check_enum(name, *declared.body);
    }
    for (const auto& [name, declared] : context_.all<ast::Entity>()) {
      add_entity(name, *declared.body);
    }
    context_.model->account = context_.model->find_entity("account");
    model::EntityIndex index = 0;
    for (const auto& [name, declared] : context_.all<ast::Entity>()) {
      check_fields(context_.model->entities[index++], *declared.body);
    }
  }

 private:
  void check_enum(const std::string& name, const ast::Enum& declared) {
    std::vector<ast::Name> values;
    for (const ast::EnumValue& value : declared.values) {
      values.push_back(value.name);
    }
    context_.enum_values[name] = enum_values(context_, values);
    if (const auto why = reserved_variable(name)) {
      context_.sink.report<Kind::name_reserved>(declared.name.span, "an enum", name, *why);
    } else if (const auto* entity = context_.find<ast::Entity>(name)) {
      context_.sink.report<Kind::name_taken>(declared.name.span, "enum", name, "an entity")
          .label(entity->body->name.span, "the entity is declared here");
    }
  }

  void add_entity(const std::string& name, const ast::Entity& declared) {
    if (const auto why = reserved_variable(name)) {
      context_.sink.report<Kind::name_reserved>(declared.name.span, "an entity", name, *why);
    }
    model::Entity entity;
    entity.name = name;
    entity.title = declared.title ? declared.title->value : title_of(name);
    entity.plural = declared.plural ? declared.plural->value : plural_of(entity.title);
    entity.concept_name = resolve_concept(context_, declared.concept_name);
    entity.declared = declared.name.span;
    context_.model->entities.push_back(std::move(entity));
  }

  void check_fields(model::Entity& entity, const ast::Entity& declared) {
    std::map<std::string_view, const ast::Field*> seen;
    for (const ast::Field& field : declared.fields) {
      const auto [first, added] = seen.emplace(field.name.text, &field);
      if (!added) {
        context_.sink.report<Kind::declared_twice>(field.name.span, "field", field.name.text)
            .label(first->second->name.span, "first declared here");
        continue;
      }
      if (const auto why = reserved_field(field.name.text)) {
        context_.sink.report<Kind::name_reserved>(field.name.span, "a field", field.name.text, *why);
        continue;
      }
      add_field(entity, declared, field);
    }
  }

  void add_field(model::Entity& entity, const ast::Entity& declared, const ast::Field& written) {
    const std::string owner = entity.name + "." + written.name.text;
    auto type = resolve(context_, written.type, owner, EntityNames::refused);
    if (!type) {
      context_.broken.fields[entity.name].insert(written.name.text);
      return;
    }
    model::Field field;
    field.name = written.name.text;
    field.type = std::move(*type);
    field.derived = written.derived;
    field.label = written.label;
    field.title = written.title ? written.title->value : title_of(field.name);
    field.declared = written.name.span;
    if (written.role) {
      check_role(field, *written.role);
    }
    if (written.label) {
      check_label(entity, declared, field, written);
    }
    entity.fields.push_back(std::move(field));
  }

  void check_role(model::Field& field, const ast::Name& written) {
    const auto role = model::find_role(written.text);
    if (!may_have_role(field.type)) {
      context_.sink
          .report<Kind::role_without_reference>(written.span, written.text, field.name,
                                                model::text(*context_.model, field.type))
          .help("a role says how a reference ties an object to a person");
    } else if (role) {
      field.role = *role;
    }
  }

  void check_label(model::Entity& entity, const ast::Entity& declared, const model::Field& field,
                   const ast::Field& written) {
    if (field.type.kind != model::FieldKind::string) {
      context_.sink
          .report<Kind::label_not_text>(written.name.span, field.name, model::text(*context_.model, field.type))
          .help("a label names the object to people, so it is a `string`");
    } else if (entity.label) {
      const std::string& first = entity.fields[*entity.label].name;
      const auto at = std::find_if(declared.fields.begin(), declared.fields.end(),
                                   [&](const ast::Field& other) { return other.name.text == first; });
      context_.sink.report<Kind::label_twice>(written.name.span, entity.name)
          .label(at->name.span, "`" + first + "` is its label");
    } else {
      entity.label = static_cast<model::FieldIndex>(entity.fields.size());
    }
  }

  Context& context_;
};

}  // namespace

void check_model(Context& context) {
  ModelChecker(context).run();
}

}  // namespace exeunt::check
