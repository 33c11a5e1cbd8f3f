#include <map>

#include "interpreter/check/lint/lint.h"

namespace exeunt::check {

using diagnostic::Kind;

void lint_projections(Context& context) {
  std::map<std::string_view, std::vector<const program::Projection*>> by_concept;
  for (const program::Projection& projection : context.program->projections) {
    by_concept[projection.concept_name].push_back(&projection);
  }
  for (const auto& [concept_name, all] : by_concept) {
    for (const program::Projection* projection : all) {
      if (projection->where || all.size() == 1) {
        continue;
      }
      const model::Entity& entity = context.model->entities[projection->entity];
      const program::Projection* other = all.front() == projection ? all.back() : all.front();
      const model::Entity& twin = context.model->entities[other->entity];
      context.sink.report<Kind::projections_overlap>(entity.declared, concept_name, entity.name, twin.name)
          .label(twin.declared, "`" + twin.name + "` is one, too")
          .help("`is " + std::string(concept_name) + " where …` says which of them it is");
    }
  }
}

}  // namespace exeunt::check
