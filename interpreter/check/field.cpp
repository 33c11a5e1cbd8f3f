#include "interpreter/check/field.h"

#include <algorithm>
#include <map>

#include "interpreter/check/name.h"
#include "interpreter/check/title.h"

namespace exeunt::check {

using diagnostic::Kind;

namespace {

bool may_have_role(const model::FieldType& type) {
  return type.is_reference() || type.is_reference_list();
}

class FieldChecker {
 public:
  FieldChecker(Context& context, const FieldScope& scope, const std::vector<ast::Field>& fields, model::Entity& entity)
      : context_(context), scope_(scope), declared_(fields), entity_(entity) {}

  void run() {
    std::map<std::string_view, const ast::Field*> seen;
    for (const ast::Field& field : declared_) {
      const auto [first, added] = seen.emplace(field.name.text, &field);
      if (!added) {
        context_.sink.report<Kind::declared_twice>(field.name.span, "field", field.name.text)
            .label(first->second->name.span, "first declared here");
        continue;
      }
      if (const auto why = scope_.reserved(field.name.text)) {
        context_.sink.report<Kind::name_reserved>(field.name.span, "a field", field.name.text, *why);
        continue;
      }
      add(field);
    }
  }

 private:
  void add(const ast::Field& written) {
    const std::string owner = entity_.name + "." + written.name.text;
    auto type = resolve(context_, scope_.types, written.type, owner, EntityNames::refused);
    if (!type) {
      context_.broken.fields[entity_.name].insert(written.name.text);
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
      check_label(field, written);
    }
    entity_.fields.push_back(std::move(field));
  }

  void check_role(model::Field& field, const ast::Name& written) {
    const auto role = model::find_role(written.text);
    if (!may_have_role(field.type)) {
      context_.sink
          .report<Kind::role_without_reference>(written.span, written.text, field.name,
                                                model::text(scope_.types.model, field.type))
          .help("a role says how a reference ties an object to a person");
    } else if (role) {
      field.role = *role;
    }
  }

  void check_label(const model::Field& field, const ast::Field& written) {
    if (field.type.kind != model::FieldKind::string) {
      context_.sink
          .report<Kind::label_not_text>(written.name.span, field.name, model::text(scope_.types.model, field.type))
          .help("a label names the object to people, so it is a `string`");
    } else if (entity_.label) {
      const std::string& first = entity_.fields[*entity_.label].name;
      const auto at = std::find_if(declared_.begin(), declared_.end(),
                                   [&](const ast::Field& other) { return other.name.text == first; });
      context_.sink.report<Kind::label_twice>(written.name.span, entity_.name)
          .label(at->name.span, "`" + first + "` is its label");
    } else {
      entity_.label = static_cast<model::FieldIndex>(entity_.fields.size());
    }
  }

  Context& context_;
  const FieldScope& scope_;
  const std::vector<ast::Field>& declared_;
  model::Entity& entity_;
};

}  // namespace

void check_fields(Context& context, const FieldScope& scope, const std::vector<ast::Field>& fields,
                  model::Entity& entity) {
  FieldChecker(context, scope, fields, entity).run();
}

}  // namespace exeunt::check
