#include "interpreter/check/model.h"

#include "interpreter/check/cite.h"
#include "interpreter/check/field.h"
#include "interpreter/check/name.h"
#include "interpreter/check/title.h"
#include "interpreter/check/type.h"

namespace exeunt::check {

using diagnostic::Kind;

namespace {

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
    const FieldScope scope{model_types(context_), reserved_field};
    model::EntityIndex index = 0;
    for (const auto& [name, declared] : context_.all<ast::Entity>()) {
      check_fields(context_, scope, declared.body->fields, context_.model->entities[index++]);
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
    entity.concept_name = resolve_concept(context_, declared.concept_name, {ConceptKind::object, "entity", name});
    entity.declared = declared.name.span;
    context_.model->entities.push_back(std::move(entity));
  }

  Context& context_;
};

}  // namespace

void check_model(Context& context) {
  ModelChecker(context).run();
}

}  // namespace exeunt::check
