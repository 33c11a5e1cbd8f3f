#include "interpreter/check/projection.h"

#include <algorithm>

#include "interpreter/check/name.h"

namespace exeunt::check {

using cel::Environment;
using cel::Type;
using diagnostic::Kind;
using model::FieldKind;
using model::FieldType;

namespace {

class ProjectionChecker {
 public:
  explicit ProjectionChecker(Context& context) : context_(context), neutral_(*context.program->neutral) {}

  void run() {
    model::EntityIndex index = 0;
    for (const auto& [name, declared] : context_.all<ast::Entity>()) {
      check_entity(index++, *declared.body);
    }
  }

 private:
  void check_entity(model::EntityIndex index, const ast::Entity& written) {
    const model::Entity& entity = context_.model->entities[index];
    if (written.concept_name && entity.concept_name.empty()) {
      return;  // an unknown concept, reported
    }
    const auto source = neutral_.find_entity(entity.concept_name);
    if (!source) {
      report_misplaced(entity, written);
      return;
    }
    program::Projection projection;
    projection.entity = index;
    projection.concept_name = entity.concept_name;
    const Environment environment = scope(*source);
    if (written.where) {
      projection.where = check(context_, *written.where, environment, Type::boolean());
    }
    for (const ast::Field& field : written.fields) {
      const auto place = entity.find_field(field.name.text);
      if (!field.is || !place) {
        continue;  // a field that could not be resolved was reported
      }
      const Type wanted = neutral_type(entity.fields[*place].type);
      if (wanted.kind() == cel::TypeKind::error) {
        context_.sink.report<Kind::reference_not_carried_over>(field.is->span, entity.name + "." + field.name.text,
                                                               targets_of(entity.fields[*place].type))
            .label(field.name.span, "of type `" + model::text(*context_.model, entity.fields[*place].type) + "`");
        continue;
      }
      if (auto value = check_value(context_, *field.is, environment, wanted)) {
        projection.fields.emplace_back(*place, std::move(*value));
      }
    }
    std::sort(projection.fields.begin(), projection.fields.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    context_.program->projections.push_back(std::move(projection));
  }

  void report_misplaced(const model::Entity& entity, const ast::Entity& written) {
    const std::string why = entity.concept_name.empty() ? "`" + entity.name + "` is of no concept"
                                                        : "concept `" + entity.concept_name + "` has no fields";
    if (written.where) {
      context_.sink.report<Kind::nothing_to_carry_over>(written.where->span, entity.name, why);
    }
    for (const ast::Field& field : written.fields) {
      if (field.is) {
        context_.sink.report<Kind::nothing_to_carry_over>(field.is->span, entity.name + "." + field.name.text, why);
      }
    }
  }

  Environment scope(model::EntityIndex source) const {
    const model::Entity& entity = neutral_.entities[source];
    Environment environment;
    environment.set_types(context_.program->neutral_types);
    environment.declare_variable("id", Type::string(), program::neutral_slot::id);
    for (model::FieldIndex field = 0; field < entity.fields.size(); ++field) {
      environment.declare_variable(entity.fields[field].name, model::cel_type(neutral_, entity.fields[field].type),
                                   program::neutral_slot::field + field);
    }
    if (const auto broken = context_.broken.fields.find(entity.name); broken != context_.broken.fields.end()) {
      for (const std::string& name : broken->second) {
        environment.declare_variable(name, Type::error(), program::neutral_slot::id);
      }
    }
    return environment;
  }

  /// What an expression must be for its value to become one of a field: references are to what becomes the targets.
  /// An error: nothing does.
  Type neutral_type(const FieldType& type) const {
    Type out = Type::error();
    if (type.kind == FieldKind::reference) {
      const std::vector<model::EntityIndex> sources = sources_of(type);
      if (sources.empty()) {
        return out;
      }
      out = Type::object(model::object_type_name(neutral_, sources));
    } else if (type.kind == FieldKind::list) {
      Type element = neutral_type(type.element[0]);
      if (element.kind() == cel::TypeKind::error) {
        return out;
      }
      out = Type::list(std::move(element));
    } else {
      FieldType plain = type;
      plain.nullable = false;
      out = model::cel_type(*context_.model, plain);
    }
    return type.nullable ? Type::nullable(std::move(out)) : out;
  }

  /// The concepts' entities that become any of a reference's targets, sorted.
  std::vector<model::EntityIndex> sources_of(const FieldType& type) const {
    std::vector<model::EntityIndex> sources;
    for (const model::EntityIndex target : type.targets) {
      if (const auto source = neutral_.find_entity(context_.model->entities[target].concept_name)) {
        sources.push_back(*source);
      }
    }
    std::sort(sources.begin(), sources.end());
    sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
    return sources;
  }

  std::string targets_of(const FieldType& type) const {
    const FieldType& reference = type.kind == FieldKind::list ? type.element[0] : type;
    std::vector<std::string> names;
    for (const model::EntityIndex target : reference.targets) {
      names.push_back(context_.model->entities[target].name);
    }
    return listed(names);
  }

  Context& context_;
  const model::Model& neutral_;
};

}  // namespace

void check_projections(Context& context) {
  ProjectionChecker(context).run();
}

}  // namespace exeunt::check
