#include "interpreter/check/scope.h"

#include <algorithm>

#include "interpreter/check/context.h"
#include "interpreter/model/actor.h"

namespace exeunt::check {

using cel::Environment;
using cel::Type;
namespace slot = program::slot;

namespace {

/// The model, with broken fields on it.
class Types : public cel::TypeProvider {
 public:
  Types(std::shared_ptr<const cel::TypeProvider> model, const Broken& broken)
      : model_(std::move(model)), broken_(broken) {}

  bool has_type(std::string_view type) const override { return model_->has_type(type); }
  std::vector<std::string> field_names(std::string_view type) const override { return model_->field_names(type); }
  bool is_assignable(std::string_view from, std::string_view to) const override {
    return model_->is_assignable(from, to);
  }

  std::optional<Field> find_field(std::string_view type, std::string_view field) const override {
    auto found = model_->find_field(type, field);
    if (!found && is_broken(type, field)) {
      return Field{Type::error(), -1};
    }
    return found;
  }

 private:
  bool is_broken(std::string_view type, std::string_view field) const {
    return std::any_of(broken_.fields.begin(), broken_.fields.end(), [&](const auto& entry) {
      return entry.second.contains(field) && (type == "*" || stands_for(type, entry.first));
    });
  }

  static bool stands_for(std::string_view type, std::string_view entity) {
    while (true) {
      const std::size_t end = std::min(type.find('|'), type.size());
      if (type.substr(0, end) == entity) {
        return true;
      }
      if (end == type.size()) {
        return false;
      }
      type.remove_prefix(end + 1);
    }
  }

  std::shared_ptr<const cel::TypeProvider> model_;
  Broken broken_;
};

Type entity_type(const Context& context, model::EntityIndex entity) {
  return Type::object(context.model->entities[entity].name);
}

/// subject, by and at. `subject`: any of these entities; none: the model says nothing about events.
void declare_request(Environment& environment, const Context& context, std::vector<model::EntityIndex> subjects) {
  std::sort(subjects.begin(), subjects.end());
  subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
  const auto object = [&](const std::vector<model::EntityIndex>& entities) {
    return entities.empty() ? Type::dyn() : Type::object(model::object_type_name(*context.model, entities));
  };
  const auto actor = model::acting_entity(*context.model);
  environment.declare_variable("subject", object(subjects), slot::subject);
  environment.declare_variable("by", Type::nullable(object(actor ? std::vector{*actor} : subjects)), slot::by);
  environment.declare_variable("at", Type::timestamp(), slot::at);
}

/// What looks across the account.
void declare_account(Environment& environment, const Context& context) {
  environment.declare_variable("all", Type::object("@all"), slot::all);
  if (context.model->account) {
    environment.declare_variable("account", entity_type(context, *context.model->account), slot::account);
  }
  const Type any = Type::parameter("A");
  environment.declare_function("planned", {any}, any, slot::planned);
  environment.declare_function("erased", {any}, Type::boolean(), slot::erased);
}

Environment empty_scope(const Context& context) {
  Environment environment;
  environment.set_types(context.types);
  return environment;
}

std::vector<model::EntityIndex> all_subjects(const Context& context) {
  std::vector<model::EntityIndex> subjects;
  for (const program::Event& event : context.program->events) {
    subjects.push_back(event.subject);
  }
  return subjects;
}

}  // namespace

std::shared_ptr<const cel::TypeProvider> make_types(const Context& context) {
  std::vector<model::ExtraType> arguments;
  for (const program::Event& event : context.program->events) {
    model::ExtraType type{"@args:" + event.name, {}};
    for (const program::Argument& argument : event.arguments) {
      type.fields.emplace_back(argument.name, model::cel_type(*context.model, argument.type));
    }
    arguments.push_back(std::move(type));
  }
  return forgiving(context, model::type_provider(context.model, std::move(arguments)));
}

std::shared_ptr<const cel::TypeProvider> forgiving(const Context& context,
                                                   std::shared_ptr<const cel::TypeProvider> types) {
  if (context.broken.fields.empty()) {
    return types;
  }
  return std::make_shared<Types>(std::move(types), context.broken);
}

Environment lookup_scope(const Context& context) {
  Environment environment = empty_scope(context);
  declare_request(environment, context, all_subjects(context));
  declare_account(environment, context);
  return environment;
}

void declare_let(Environment& environment, const Context& context, program::LetIndex index) {
  const LetSignature& let = context.scopes.lets[index];
  if (let.parameters.empty()) {
    environment.declare_variable(let.name, let.type, slot::let + index);
  } else {
    environment.declare_function(let.name, let.parameters, let.type, slot::let + index);
  }
}

Environment argument_scope(const Context& context, EventIndex event) {
  Environment environment = empty_scope(context);
  declare_request(environment, context, {context.program->events[event].subject});
  return environment;
}

void make_event_scopes(Context& context) {
  for (const program::Event& event : context.program->events) {
    Environment environment = empty_scope(context);
    declare_request(environment, context, {event.subject});
    declare_account(environment, context);
    environment.declare_variable("args", Type::object("@args:" + event.name), slot::args);
    for (program::LetIndex let = 0; let < context.scopes.lets.size(); ++let) {
      declare_let(environment, context, let);
    }
    context.scopes.events.push_back(std::move(environment));
  }
}

const Environment& event_scope(const Context& context, EventIndex event) {
  return context.scopes.events[event];
}

const Environment& object_scope(Context& context, EventIndex event, model::EntityIndex entity,
                                const std::string& variable) {
  auto [found, added] = context.scopes.objects.try_emplace({event, entity, variable}, event_scope(context, event));
  if (added) {
    found->second.declare_variable(variable, entity_type(context, entity), slot::object);
  }
  return found->second;
}

const Environment& advice_text_scope(Context& context, EventIndex event) {
  auto [found, added] = context.scopes.advice_texts.try_emplace(event, event_scope(context, event));
  if (added) {
    found->second.declare_variable("count", Type::int64(), slot::count);
  }
  return found->second;
}

Environment outcome_scope(const Context& context, std::optional<EventIndex> event,
                          std::optional<model::EntityIndex> entity) {
  Environment environment = empty_scope(context);
  std::vector<model::EntityIndex> subjects;
  if (event) {
    subjects.push_back(context.program->events[*event].subject);
  }
  declare_request(environment, context, std::move(subjects));
  environment.declare_variable("object", entity ? entity_type(context, *entity) : Type::dyn(), slot::object);
  return environment;
}

}  // namespace exeunt::check
