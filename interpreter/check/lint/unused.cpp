#include <algorithm>

#include "interpreter/check/lint/lint.h"
#include "interpreter/check/name.h"

namespace exeunt::check {

using diagnostic::Kind;

namespace {

bool refers_to(const model::FieldType& type, model::EntityIndex entity) {
  if (type.is_reference_list()) {
    return refers_to(type.element.front(), entity);
  }
  return type.is_reference() && std::binary_search(type.targets.begin(), type.targets.end(), entity);
}

/// Derived references do not count in the accounting.
bool refers_to(const model::Entity& entity, model::EntityIndex target) {
  return std::any_of(entity.fields.begin(), entity.fields.end(),
                     [&](const model::Field& field) { return !field.derived && refers_to(field.type, target); });
}

void find_uncovered(Context& context, const program::Event& event) {
  std::vector<bool> covered(context.model->entities.size(), false);
  for (const program::RuleVariant& rule : event.rules) {
    covered[rule.entity] = true;
  }
  std::vector<std::string> names;
  for (model::EntityIndex i = 0; i < covered.size(); ++i) {
    if (!covered[i] && refers_to(context.model->entities[i], event.subject)) {
      names.push_back(context.model->entities[i].name);
    }
  }
  if (!names.empty()) {
    context.sink.report<Kind::entity_uncovered>(event.declared, event.name, listed(names))
        .help("their objects would be listed as unaddressed; `then retain` where nothing happens to them");
  }
}

}  // namespace

void lint_unused(Context& context) {
  for (uint32_t i = 0; i < context.program->lets.size(); ++i) {
    const program::Let& let = context.program->lets[i];
    if (!context.used.lets.contains(i)) {
      context.sink.report<Kind::let_unused>(let.declared, let.name);
    }
  }
  for (const auto& [name, declared] : context.all<ast::Capability>()) {
    if (!declared.of_module() && !context.used.capabilities.contains(name)) {
      context.sink.report<Kind::capability_unused>(declared.body->name.span, name);
    }
  }
  for (const program::Event& event : context.program->events) {
    find_uncovered(context, event);
  }
}

}  // namespace exeunt::check
